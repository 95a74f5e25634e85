import { describe, expect, it } from 'vitest';
import { Redactor } from '../../../../src/core/redaction/Redactor';

const SECRET = 'p@ss/w"rd+1é';

function redactor(...values: string[]): Redactor {
    const made = new Redactor();
    made.add(values);
    return made;
}

describe('text', () => {
    it.each([
        ['as it is', SECRET],
        ['URL-encoded', encodeURIComponent(SECRET)],
        ['form-encoded', new URLSearchParams({ a: SECRET }).toString().slice(2)],
        ['JSON-escaped', JSON.stringify(SECRET).slice(1, -1)],
        ['in base64', Buffer.from(SECRET).toString('base64')],
        ['in base64 without padding', Buffer.from(SECRET).toString('base64').replace(/=+$/, '')],
        ['in base64url', Buffer.from(SECRET).toString('base64url')],
    ])('loses a value %s', (_form, form) => {
        const text = redactor(SECRET).text(`before ${form} after`);
        expect(text).not.toContain(form);
        expect(text).toMatch(/^before REDACTED=* after$/);
    });

    it('keeps values shorter than 6 characters', () => {
        expect(redactor('abcde').text('abcde')).toBe('abcde');
    });

    it('leaves nothing of a value that contains another', () => {
        expect(redactor('secret', 'secret-longer').text('secret-longer')).toBe('REDACTED');
    });

    it('leaves text without a value as it is', () => {
        const text = 'nothing to see';
        expect(redactor(SECRET).text(text)).toBe(text);
        expect(redactor().text(text)).toBe(text);
    });

    it('learns values later, each once', () => {
        const made = redactor('first-value');
        made.add(['second-value', 'first-value']);
        expect(made.text('first-value second-value')).toBe('REDACTED REDACTED');
    });

    it('copes with 10 MB', () => {
        const made = redactor(...Array.from({ length: 20 }, (_, i) => `secret-value-${i}`));
        const text = `${'lorem ipsum dolor '.repeat(580_000)}secret-value-7`;
        const redacted = made.text(text);
        expect(redacted.endsWith('REDACTED')).toBe(true);
        expect(made.contains(redacted)).toBe(false);
    });
});

describe('headers', () => {
    it.each([
        'Authorization',
        'proxy-authorization',
        'Cookie',
        'Set-Cookie',
        'x-api-key',
        'X-API-KEY',
        'api-key',
        'apikey',
        'x-auth-token',
        'api-token',
        'private-token',
        'x-access-token',
        'x-shopify-access-token',
        'x-amz-security-token',
        'client-secret',
        'x-auth-key',
        'ocp-apim-subscription-key',
        'x-signature',
        'x-session-id',
    ])('%s is redacted by its name', (name) => {
        expect(redactor().headers({ [name]: 'x' })).toEqual({ [name]: 'REDACTED' });
    });

    it.each([
        'content-type',
        'link',
        'etag',
        'www-authenticate',
        'x-ratelimit-remaining-tokens',
        'x-oauth-scopes',
        'idempotency-key',
        'retry-after',
        'user-agent',
        'x-request-id',
        'x-github-api-version',
        'accept',
    ])('%s is shown', (name) => {
        expect(redactor().headers({ [name]: 'x' })).toEqual({ [name]: 'x' });
    });

    it('any other header loses the values in it', () => {
        expect(redactor('my-secret').headers({ link: '<https://x?k=my-secret>', n: 3 })).toEqual({
            link: '<https://x?k=REDACTED>',
            n: '3',
        });
    });

    it('absent headers are left out', () => {
        expect(redactor().headers({ a: undefined, b: null, c: false })).toEqual({});
    });
});

describe('url', () => {
    it.each([
        [
            'token-like names',
            'https://x.com/a?access_token=abc&page=2&api_key=k',
            'https://x.com/a?access_token=REDACTED&page=2&api_key=REDACTED',
        ],
        ['a key named key', 'https://x.com/?key=abc', 'https://x.com/?key=REDACTED'],
        ['the fragment', 'https://x.com/#access_token=abc', 'https://x.com/#access_token=REDACTED'],
        ['userinfo', 'https://u:p@x.com/a', 'https://REDACTED@x.com/a'],
        ['an at sign in a path is no userinfo', 'https://x.com/@me?a=b@c', 'https://x.com/@me?a=b@c'],
        [
            'page tokens are shown',
            'https://x.com/?pageToken=abc&next_page_token=d',
            'https://x.com/?pageToken=abc&next_page_token=d',
        ],
        ['a known value anywhere', 'https://x.com/bot123456:abc/me', 'https://x.com/botREDACTED/me'],
        ['empty values stay', 'https://x.com/?token=', 'https://x.com/?token='],
    ])('redacts %s', (_rule, url, expected) => {
        expect(redactor('123456:abc').url(url)).toBe(expected);
    });
});

describe('value', () => {
    it('redacts strings and keys at any depth', () => {
        expect(redactor('my-secret').value({ a: ['x my-secret', { 'my-secret': 1 }], n: 1, z: null })).toEqual({
            a: ['x REDACTED', { REDACTED: 1 }],
            n: 1,
            z: null,
        });
    });

    it('redacts what stands in authorization and cookie fields', () => {
        expect(redactor().value({ headers: { Authorization: 'x', 'set-cookie': ['y'], token: 'z' } })).toEqual({
            headers: { Authorization: 'REDACTED', 'set-cookie': 'REDACTED', token: 'z' },
        });
    });

    it('returns the value itself when there is nothing to redact', () => {
        const value = { a: [1, { b: 'c' }], d: undefined };
        expect(redactor('my-secret').value(value)).toBe(value);
    });
});

it('contains tells whether a text holds a value', () => {
    const made = redactor('my-secret');
    expect(made.contains('{"a":"my-secret"}')).toBe(true);
    expect(made.contains('{"a":"other"}')).toBe(false);
});
