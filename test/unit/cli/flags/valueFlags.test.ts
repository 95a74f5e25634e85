import { expect, test } from 'vitest';
import { baseUrlFlag, choicesFlag, dateFlag, numberFlag, originFlag } from '../../../../src/cli/flags/valueFlags';

const INVALID = expect.objectContaining({ code: 'invalid_flag' });

test.each([
    ['2024-06-30', '2024-06-30T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2024-06-30T12:00:00Z', '2024-06-30T12:00:00.000Z'],
    ['2024-06-30T12:00:00.123456Z', '2024-06-30T12:00:00.123Z'],
    ['2024-06-30T12:00+02:00', '2024-06-30T10:00:00.000Z'],
])('%s is a date', (text, iso) => {
    expect(dateFlag('--d', text)).toBe(iso);
});

test.each(
    ['', 'yesterday', '2024', '30.06.2024', '2024-6-3', '2023-02-29', '2024-02-30', '2024-13-01', '2024-00-10'].concat([
        '2024-06-30 12:00',
        '2024-06-30T24:00Z',
        '2024-06-30T12:60Z',
        '2024-06-30T12:00:00Zx',
        '1719705600',
    ]),
)('"%s" is no date', (text) => {
    expect(() => dateFlag('--d', text)).toThrow(INVALID);
});

test.each(['http://localhost:4010', 'https://api.example.com/v2/'])('%s is a base URL, kept as written', (text) => {
    expect(baseUrlFlag('--b', text)).toBe(text);
});

test.each(['', 'localhost:4010', 'ftp://a', '/path', 'http://', 'https://a/?q=1', 'https://a/#f'])(
    '"%s" is no base URL',
    (text) => {
        expect(() => baseUrlFlag('--b', text)).toThrow(INVALID);
    },
);

test.each([
    ['https://API.example.com', 'https://api.example.com'],
    ['https://api.example.com:443/', 'https://api.example.com'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
])('%s is the origin %s', (text, origin) => {
    expect(originFlag('--o', text)).toBe(origin);
});

test.each(['api.example.com', 'https://a/path', 'https://user@a', 'https://a?x', '*'])('"%s" is no origin', (text) => {
    expect(() => originFlag('--o', text)).toThrow(INVALID);
});

test.each([
    ['0', 0],
    ['0.01', 0.01],
    ['2', 2],
])('%s is a number', (text, value) => {
    expect(numberFlag('--n', text, 0)).toBe(value);
});

test.each([
    ['-1', 0, false],
    ['', 0, false],
    ['fast', 0, false],
    ['NaN', 0, false],
    ['Infinity', 0, false],
    ['0', 1, true],
    ['1.5', 1, true],
])('"%s" is not a number of at least %d (whole: %s)', (text, least, whole) => {
    expect(() => numberFlag('--n', text, least, whole)).toThrow(INVALID);
});

test('words are separated by commas, in any case; an unknown one lists the known', () => {
    const known = ['added', 'updated', 'deleted'] as const;
    expect(choicesFlag('--filter', 'Added, deleted', known)).toEqual(['added', 'deleted']);
    const error = { message: '--filter is "adde", which is none of its values.', details: { candidates: [...known] } };
    expect(() => choicesFlag('--filter', 'adde', known)).toThrow(expect.objectContaining(error));
});
