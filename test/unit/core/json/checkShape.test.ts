import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { tryShape } from '../../../../src/core/json/checkShape';

const object = z.record(z.string(), z.unknown());

it.each<[what: string, value: unknown, schema: z.ZodMiniType, reason: string]>([
    ['text for an object', 'x', object, 'expected object, received string'],
    ['a list for an object', [], z.looseObject({}), 'expected object, received array'],
    ['null', null, z.boolean(), 'expected boolean, received null'],
    ['what is no number', Number.NaN, z.string(), 'expected string, received number'],
    ['nothing', undefined, z.string(), 'it is missing'],
    ['empty text', '', z.string().check(z.minLength(1)), 'it is empty'],
    ['an empty list', [], z.array(z.string()).check(z.minLength(1)), 'it is empty'],
    ['none of its values', 'on', z.enum(['at', 'after']), 'expected "at" or "after"'],
    ['fields too many', { a: 1, b: 2 }, z.strictObject({}), 'it has the unknown fields `a`, `b`'],
    [
        'one of several types',
        1,
        z.union([z.string(), z.array(z.string())]),
        'expected string or array, received number',
    ],
    ['words of its own', 'x', z.string().check(z.refine(() => false, 'expected a URL')), 'expected a URL'],
])('what does not fit is told in words of JSON: %s', (_what, value, schema, reason) => {
    expect(tryShape(value, schema)).toEqual({ problems: [{ field: [], reason }] });
});
