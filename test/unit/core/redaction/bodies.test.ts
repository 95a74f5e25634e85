import { describe, expect, it } from 'vitest';
import { Redactor } from '../../../../src/core/redaction/Redactor';

const json = (text: string, length = 1_000, ...values: string[]) => body(text, length, false, values);
const form = (text: string, length = 1_000, ...values: string[]) => body(text, length, true, values);

function body(text: string, length: number, isForm: boolean, values: string[]): string {
    const redactor = new Redactor();
    redactor.add(values);
    return redactor.body(text, length, { isForm });
}

describe('fields that carry credentials by their names', () => {
    it.each([
        ...['access_token', 'refresh_token', 'id_token', 'client_secret', 'password', 'api_key', 'authorization'],
        ...['accessToken', 'apiKey', 'Authorization', 'set-cookie', 'secretKey', 'private-key', 'passphrase', 'jwt'],
    ])('%s', (name) => {
        expect(json(`{"${name}":"s3cr","n":1}`)).toBe(`{"${name}":"REDACTED","n":1}`);
    });

    it.each(['nextPageToken', 'sync_token', 'code', 'key', 'tokens_left', 'author', 'token_type', 'expires_in'])(
        'not %s',
        (name) => {
            const text = `{"${name}":"plain"}`;
            expect(json(text)).toBe(text);
        },
    );

    it.each([
        ['as they are written otherwise', '{ "token" :\n "a\\"b", "n":1.0 }', '{ "token" :\n "REDACTED", "n":1.0 }'],
        ['ended by a backslash', '{"token":"a\\\\","n":"b"}', '{"token":"REDACTED","n":"b"}'],
        ['numbers', '{"password":-12.5e3,"n":1}', '{"password":"REDACTED","n":1}'],
        ['lists', '{"cookie":["a=1", 2],"n":["b"]}', '{"cookie":["REDACTED", "REDACTED"],"n":["b"]}'],
        ['neither what is empty, nor true, nor null', '{"token":"","secret":true,"jwt":null}', undefined],
        [
            'what is in an object, by its own name',
            '{"auth":{"user":"u","password":"p"}}',
            '{"auth":{"user":"u","password":"REDACTED"}}',
        ],
        [
            'JSON in JSON',
            '{"body":"{\\"token\\":\\"a\\\\\\"b\\",\\"n\\":\\"c\\"}"}',
            '{"body":"{\\"token\\":\\"REDACTED\\",\\"n\\":\\"c\\"}"}',
        ],
        ['a value that is cut', '{"token":"abc', '{"token":"REDACTED"'],
        ['in what is no JSON', 'data: {"token":"abc"}', 'data: {"token":"REDACTED"}'],
    ])('%s', (_rule, text, expected = text) => {
        expect(json(text)).toBe(expected);
    });

    it.each([
        ['grant_type=code&code=abc&client_secret=s%20x', 'grant_type=code&code=REDACTED&client_secret=REDACTED'],
        ['user%5Bpassword%5D=p&user[token]=t&n=1', 'user%5Bpassword%5D=REDACTED&user[token]=REDACTED&n=1'],
        ['access_token=cu', 'access_token=REDACTED'],
        ['password=&page_token=x&%=1', 'password=&page_token=x&%=1'],
    ])('of the form %s', (text, expected) => {
        expect(form(text)).toBe(expected);
    });
});

describe('the beginning of a body', () => {
    it.each([
        ['ends where it may', 'abcdefgh', 'abcde'],
        ['ends before a known value that is cut', 'abcSECRET1', 'abc'],
        ['ends before several that overlap', 'SECRET12345', ''],
        ['has a known value that is whole', 'SECRET1', 'REDACTED', 7],
        ['does not part a character', 'abcd😀', 'abcd'],
        ['has all of a short one', 'ab', 'ab'],
    ])('%s', (_rule, text, expected, length = 5) => {
        expect(json(text, length, 'SECRET1', 'ET12345')).toBe(expected);
    });

    it('reads a long run of backslashes and quotes in no time', () => {
        for (const text of ['\\'.repeat(32_000), '"'.repeat(32_000), '{"token":'.repeat(4_000)]) {
            const started = performance.now();
            json(text, 32_000);
            expect(performance.now() - started).toBeLessThan(500);
        }
    });
});
