import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonFlag, jsonObjectFlag, jsonObjectOrNullFlag } from '../../../../src/cli/flags/jsonFlag';
import { UserError } from '../../../../src/core/findings/UserError';

let folder: string;

beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'json-flag-'));
    writeFileSync(path.join(folder, 'good.json'), '\ufeff{"from":"file"}');
    writeFileSync(path.join(folder, 'bad.json'), '{\n  "a": 1,\n}\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
    ['{"a":[1,null]}', { a: [1, null] }],
    ['"text"', 'text'],
    ['null', null],
    ['@good.json', { from: 'file' }],
])('%s is read', async (text, value) => {
    expect(await jsonFlag('--input', text, folder)).toEqual(value);
});

test.each([
    ['a bare word', 'abc', 'unexpected text at line 1, column 1'],
    ['a bare value', '{"a": x}', 'unexpected text at line 1, column 7'],
    ['a trailing comma', '{"a":1,}', 'a property name in double quotes is expected at line 1, column 8'],
    ['an open list', '[1,2', 'a closing bracket is expected at line 1, column 5'],
    ['a second line', '{\n  "a" 1}', 'a colon is expected at line 2, column 7'],
    ['nothing', '', 'a value is expected at line 1, column 1'],
    ['a comment', '// c\n1', 'a comment, which JSON does not have, at line 1, column 1'],
    ['text after the end', '{} x', 'unexpected text at line 1, column 4'],
])('broken JSON names the flag and the place: %s', async (_what, text, message) => {
    const error = { code: 'invalid_json', message: `--input is not valid JSON: ${message}.` };
    await expect(jsonFlag('--input', text, folder)).rejects.toMatchObject(error);
});

test('broken JSON is never quoted: it may hold secrets', async () => {
    const error = await jsonFlag('--metadata', '{"token": s3cret}', folder).catch((thrown: UserError) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(inspect(error)).not.toContain('s3cret');
});

test('the name of a file that is there is told to need an @', async () => {
    const details = { advice: 'Did you mean the file: --input @good.json?' };
    await expect(jsonFlag('--input', 'good.json', folder)).rejects.toMatchObject({ code: 'invalid_json', details });
});

test('a broken file is named with its place', async () => {
    await expect(jsonFlag('--input', '@bad.json', folder)).rejects.toMatchObject({
        message: expect.stringContaining('The file of --input is not valid JSON'),
        details: { location: { file: path.join(folder, 'bad.json'), line: 3, column: 1 } },
    });
});

test.each([
    ['@missing.json', 'missing.json, which does not exist.'],
    ['@.', 'which is a folder.'],
    ['@', 'names no file.'],
])('a file that cannot be read is named: %s', async (text, message) => {
    const error = { code: 'file_not_readable', message: expect.stringContaining(message) };
    await expect(jsonFlag('--input', text, folder)).rejects.toMatchObject(error);
});

test.each([
    ['null', 'null'],
    ['[]', 'an array'],
    ['1', 'a number'],
    ['"a"', 'a string'],
])('a checkpoint must be an object: %s', async (text, found) => {
    const error = { message: `--checkpoint must be a JSON object, and is ${found}.` };
    await expect(jsonObjectFlag('--checkpoint', text, folder)).rejects.toMatchObject(error);
});

test('metadata must be an object, or null for none', async () => {
    expect(await jsonObjectOrNullFlag('--metadata', ' null', folder)).toBe(null);
    expect(await jsonObjectOrNullFlag('--metadata', '{"a":1}', folder)).toEqual({ a: 1 });
    const error = { message: '--metadata must be a JSON object, and is an array.' };
    await expect(jsonObjectOrNullFlag('--metadata', '[]', folder)).rejects.toMatchObject(error);
});
