import { expect, it } from 'vitest';
import { bodyExtension, contentKind, isForm, isJson, looksBinary } from '../../../../src/core/httpBody/contentKind';

it.each([
    ['application/json; charset=utf-8', 'text', 'json'],
    ['application/vnd.github+json', 'text', 'json'],
    ['application/x-ndjson', 'text', 'jsonl'],
    ['text/html', 'text', 'html'],
    ['image/svg+xml', 'text', 'xml'],
    ['application/soap+xml', 'text', 'xml'],
    ['text/csv', 'text', 'csv'],
    ['application/x-www-form-urlencoded', 'text', 'txt'],
    ['image/png', 'binary', 'txt'],
    ['application/octet-stream', 'binary', 'txt'],
    ['application/pdf', 'binary', 'txt'],
    ['application/x-own', 'unknown', 'txt'],
    [undefined, 'unknown', 'txt'],
])('%s is %s, a file .%s', (type, kind, extension) => {
    expect(contentKind(type)).toBe(kind);
    expect(bodyExtension({ type })).toBe(extension);
});

it.each([
    ['{"a":1}', 'unknown', false],
    ['tab\tand\r\nlines', 'unknown', false],
    ['ü', 'unknown', false],
    ['PNG\x01', 'unknown', true],
    ['no UTF-8: \uFFFD', 'unknown', true],
    ['no UTF-8: \uFFFD', 'text', false],
    ['a\0b', 'text', true],
] as const)('%j of a type that is %s looks binary: %s', (text, kind, expected) => {
    expect(looksBinary(text, kind)).toBe(expected);
});

it('what has no type, or one that says nothing, is JSON when it begins so', () => {
    expect(isJson({ text: ' [1' })).toBe(true);
    expect(isJson({ type: 'application/x-own', text: '{' })).toBe(true);
    expect(isJson({ type: 'text/plain', text: '{' })).toBe(false);
    expect(isJson({ text: 'a=1' })).toBe(false);
    expect(isForm({ type: 'application/x-www-form-urlencoded;charset=utf-8' })).toBe(true);
    expect(isForm({ type: 'text/plain', text: 'access_token=x&user[a]=1' })).toBe(true);
    expect(isForm({ text: 'a=1' })).toBe(true);
    expect(isForm({ type: 'text/csv', text: 'a=1' })).toBe(false);
    expect(isForm({ text: 'a = 1' })).toBe(false);
    expect(isForm({})).toBe(false);
});
