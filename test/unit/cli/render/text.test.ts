import { expect, test } from 'vitest';
import {
    compactJson,
    count,
    cutLine,
    duration,
    hanging,
    printable,
    printableLine,
    size,
    truncated,
} from '../../../../src/cli/render/text';

test.each([
    ['plain text stays', 'añ漢😀\tb\nc', 'añ漢😀\tb\nc'],
    ['an escape sequence is spelled out', '\x1b[2Jgone', '\\x1b[2Jgone'],
    ['a bell, backspace and delete are spelled out', '\x07\b\x7f', '\\x07\\x08\\x7f'],
    ['C1 controls are spelled out', '\x9b31m\x9d', '\\x9b31m\\x9d'],
    ['a Windows line end is a newline', 'a\r\nb', 'a\nb'],
    ['a lone carriage return would overwrite the line', 'good\rbad', 'good\\rbad'],
    ['bidirectional controls are spelled out', 'a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
    ['line and paragraph separators are spelled out', 'a\u2028b\u2029', 'a\\u2028b\\u2029'],
    ['a lone surrogate is spelled out', 'a\ud800b\udc00', 'a\\ud800b\\udc00'],
])('%s', (_rule, text, expected) => {
    expect(printable(text)).toBe(expected);
});

test('one line has neither newlines nor tabs', () => {
    expect(printableLine('a\nb\tc\r\nd')).toBe('a\\nb\\tc\\nd');
});

test('JSON of what JSON cannot say is named', () => {
    expect(compactJson(undefined)).toBe('undefined');
    expect(compactJson({ a: '\x9b' })).toBe('{"a":"\\x9b"}');
});

test('cut text says how much is missing and where it is', () => {
    expect(truncated('abc', 3, 'see x')).toBe('abc');
    expect(truncated('a'.repeat(2_003), 3, 'see x')).toBe('aaa… (2,000 more characters; see x)');
    expect(cutLine('abcdef', 4)).toBe('abc…');
});

test('further lines hang under the first', () => {
    expect(hanging('a\nb\nc', '  ')).toBe('a\n  b\n  c');
});

test.each([
    [0, '0 ms'],
    [999.4, '999 ms'],
    [999.6, '1.0 s'],
    [1_234, '1.2 s'],
    [59_949, '59.9 s'],
    [59_950, '1 min 00 s'],
    [123_000, '2 min 03 s'],
    [3_599_400, '59 min 59 s'],
    [3_600_000, '1 h 00 min'],
    [7_320_000, '2 h 02 min'],
])('%d ms reads as %s', (ms, expected) => {
    expect(duration(ms)).toBe(expected);
});

test.each([
    [0, '0 B'],
    [999, '999 B'],
    [4_100, '4.1 kB'],
    [999_960, '1.0 MB'],
    [200_000_000, '200.0 MB'],
    [5_000_000_000_000, '5000.0 GB'],
])('%d bytes read as %s', (bytes, expected) => {
    expect(size(bytes)).toBe(expected);
});

test.each([
    [0, '0'],
    [999, '999'],
    [1_000, '1,000'],
    [1_234_567, '1,234,567'],
])('%d reads as %s', (value, expected) => {
    expect(count(value)).toBe(expected);
});
