import { expect, it } from 'vitest';
import { prettyJson } from '../../../../src/core/httpBody/prettyJson';

it.each([{ a: [1, { b: 'x, [y]: "z" {' }, [], {}], c: null, d: true }, [], 'only text', 1.5])(
    'whole JSON looks as JSON.stringify makes it: %j',
    (value) => {
        expect(prettyJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
    },
);

it.each([
    ['what is cut', '{"a":[1,{"b":"hal', '{\n  "a": [\n    1,\n    {\n      "b": "hal'],
    ['numbers as they were sent', '[1.0,12345678901234567890]', '[\n  1.0,\n  12345678901234567890\n]'],
    ['what is indented already', '{ "a" :\n 1 }', '{\n  "a": 1\n}'],
    ['brackets that do not match', ']}', '\n]\n}'],
])('%s', (_rule, json, expected) => {
    expect(prettyJson(json)).toBe(expected);
});

it('grows no further than forty levels, however deep', () => {
    expect(prettyJson('['.repeat(32_000)).length).toBeLessThan(32_000 * 82);
});
