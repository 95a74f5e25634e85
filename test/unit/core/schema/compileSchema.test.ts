import { describe, expect, it } from 'vitest';
import { compileSchema, type JsonSchema, placeText } from '../../../../src/core/schema';

/** What is wrong with a value, as lines `place: message`. */
function mismatches(schema: JsonSchema, value: unknown, definitions: Record<string, JsonSchema> = {}): string[] {
    const found: string[] = [];
    const valid = compileSchema(schema, definitions)(value, undefined, (place, message) => {
        found.push(`${placeText(place)}: ${message}`);
    });
    expect(valid).toBe(found.length === 0);
    return found;
}

const PERSON = {
    type: 'object',
    properties: { id: { type: 'string' }, age: { type: 'number' }, tags: { type: 'array', items: { type: 'string' } } },
    required: ['id', 'age'],
    additionalProperties: false,
};
const NULLABLE = { anyOf: [PERSON, { type: 'null' }] };
const TREE = { type: 'object', properties: { children: { type: 'array', items: { $ref: '#/definitions/Tree' } } } };

const VALID: [string, JsonSchema, unknown][] = [
    ['anything, where nothing is asked', {}, { a: [1, undefined] }],
    ['true', true, 1],
    ['an object with all that is required', PERSON, { id: 'a', age: 1 }],
    ['a property that is undefined is absent', PERSON, { id: 'a', age: 1, tags: undefined, other: undefined }],
    ['a function is absent from JSON', PERSON, { id: 'a', age: 1, other: () => 1 }],
    ['a Date is text in JSON', { type: 'string', format: 'date-time' }, new Date(0)],
    ['NaN is null in JSON', { type: 'null' }, Number.NaN],
    ['what toJSON gives', { type: 'number' }, { toJSON: () => 3 }],
    ['an inherited property is none', { ...PERSON, required: [] }, Object.create({ other: 1 })],
    ['null among alternatives', NULLABLE, null],
    ['a whole number', { type: 'integer' }, 3],
    ['one of several types', { type: ['string', 'null'] }, null],
    ['a constant object', { const: { a: [1] } }, { a: [1] }],
    ['a list by places, with others after them', { items: [{ type: 'string' }], additionalItems: true }, ['a', 1]],
    ['a model that contains itself', { $ref: '#/definitions/Tree' }, { children: [{ children: [] }] }],
    ['a reference that leads nowhere asks nothing', { $ref: '#/definitions/Unknown' }, 1],
    ['two alternatives that both fit', { oneOf: [{ type: 'number' }, { minimum: 0 }] }, 1],
    ['properties by pattern', { patternProperties: { '^x-': {} }, additionalProperties: false }, { 'x-a': 1 }],
    ['a format that is not known', { format: 'iso-17' }, 'x'],
    ['a pattern that is none here', { pattern: '(?<a' }, 'x'],
    ['an address', { format: 'uri' }, 'https://a.b/c'],
    ['a multiple, floating', { multipleOf: 0.1 }, 0.3],
    ['not', { not: { type: 'string' } }, 1],
    ['if without then', { if: { type: 'string' }, else: { type: 'number' } }, 'a'],
];

const INVALID: [string, JsonSchema, unknown, string[]][] = [
    ['false', false, 1, [': is not allowed']],
    ['a wrong type', { type: 'string' }, 3, [': must be a string, and is a number']],
    ['a wrong type of several', { type: ['string', 'null'] }, [], [': must be a string or null, and is an array']],
    ['a fraction', { type: 'integer' }, 0.5, [': must be an integer, and is a number']],
    [
        'all at once: missing, wrong and undeclared',
        PERSON,
        { id: 1, tags: ['a', 2, 3], other: 1 },
        [
            'age: is missing',
            'id: must be a string, and is a number',
            'tags[]: must be a string, and is a number',
            'tags[]: must be a string, and is a number',
            'other: is not declared',
        ],
    ],
    [
        'a hole in a list is null',
        { items: { type: 'string' } },
        ['a', undefined],
        ['[]: must be a string, and is null'],
    ],
    ['the alternative that is for objects says it', NULLABLE, { id: 'a' }, ['age: is missing']],
    ['a type that no alternative has', NULLABLE, 'x', [': must be an object or null, and is a string']],
    [
        'no alternative',
        {
            anyOf: [
                { type: 'object', required: ['a'] },
                { type: 'object', required: ['b'] },
            ],
        },
        {},
        [': fits none of 2 alternatives'],
    ],
    ['a constant', { const: 'a' }, 'b', [': must be "a"']],
    ['an enumeration', { enum: ['a', 'b'] }, 'c', [': must be "a" or "b"']],
    ['a long enumeration', { enum: [1, 2, 3, 4, 5, 6, 7] }, 0, [': must be 1 or 2 or 3 or 4 or 5 or one of 2 more']],
    ['deep within', { properties: { a: { items: PERSON } } }, { a: [{ id: 'x' }] }, ['a[].age: is missing']],
    [
        'a name that is no word',
        { properties: { 'a b': { type: 'null' } } },
        { 'a b': 1 },
        ['["a b"]: must be null, and is a number'],
    ],
    [
        'within itself',
        TREE,
        { children: [{ children: [1] }] },
        ['children[].children[]: must be an object, and is a number'],
    ],
    ['text that is short', { minLength: 2 }, 'a', [': must have at least 2 characters']],
    ['text that is long', { maxLength: 1 }, 'ab', [': must have at most 1 characters']],
    ['a pattern', { pattern: '^a' }, 'b', [': must match /^a/u']],
    [
        'a format with its pattern is one mistake',
        { format: 'email', pattern: '@' },
        'b',
        [': must be text of the format email'],
    ],
    ['a day that no month has', { format: 'date' }, '2024-01-32', [': must be text of the format date']],
    [
        'a moment without a zone',
        { format: 'date-time' },
        '2024-01-01T00:00:00',
        [': must be text of the format date-time'],
    ],
    ['a uuid', { format: 'uuid' }, 'x', [': must be text of the format uuid']],
    ['a number that is small', { minimum: 2 }, 1, [': must be at least 2']],
    ['a number that is no more than', { exclusiveMinimum: 1 }, 1, [': must be more than 1']],
    ['a number that is large', { maximum: 1 }, 2, [': must be at most 1']],
    ['a list that is short', { minItems: 1 }, [], [': must have at least 1 items']],
    ['a list with something twice', { uniqueItems: true }, [{ a: 1 }, { a: 1 }], [': must have no item twice']],
    ['names', { propertyNames: { pattern: '^[a-z]+$' } }, { A: 1 }, ['A: must match /^[a-z]+$/u']],
    [
        'values of a record',
        { additionalProperties: { type: 'number' } },
        { a: 'x' },
        ['a: must be a number, and is a string'],
    ],
    ['all of several', { allOf: [{ required: ['a'] }, { required: ['b'] }] }, {}, ['a: is missing', 'b: is missing']],
    ['not', { not: {} }, 1, [': is not allowed']],
    ['if', JSON.parse('{ "if": { "required": ["a"] }, "then": { "required": ["b"] } }'), { a: 1 }, ['b: is missing']],
];

describe('a JSON schema of draft 7 (nango-semantics §6.10)', () => {
    const definitions = { Tree: TREE };
    it.each(VALID)('accepts %s', (_, schema, value) => {
        expect(mismatches(schema, value, definitions)).toEqual([]);
    });
    it.each(INVALID)('refuses %s', (_, schema, value, expected) => {
        expect(mismatches(schema, value, definitions)).toEqual(expected);
    });
});
