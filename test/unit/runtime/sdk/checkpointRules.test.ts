import { describe, expect, it } from 'vitest';
import { checkpointKey, readCheckpointValue } from '../../../../src/runtime/sdk/checkpointRules';

const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`f${n}`, n]));
const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;

describe('checkpoints (nango-semantics §3.7)', () => {
    it.each<[string, unknown, unknown]>([
        ['texts, numbers and booleans', { a: 'x', b: 1.5, c: false }, { a: 'x', b: 1.5, c: false }],
        ['empty', {}, {}],
        ['a Date becomes ISO text', { at: new Date(0) }, { at: '1970-01-01T00:00:00.000Z' }],
        ['undefined fields are left out', { a: 1, b: undefined }, { a: 1 }],
        ['16 fields', fields(16), fields(16)],
        ['text of 4,000 characters', { a: 'x'.repeat(4000) }, { a: 'x'.repeat(4000) }],
        ['a name of 255 characters', { ['n'.repeat(255)]: 1 }, { ['n'.repeat(255)]: 1 }],
    ])('may be: %s', (_rule, value, checkpoint) => {
        expect(readCheckpointValue(value)).toEqual({ checkpoint });
    });

    it.each<[string, unknown, string]>([
        ['17 fields', fields(17), 'it has 17 fields, 16 are allowed'],
        ['text of 4,001 characters', { a: 'x'.repeat(4001) }, '`a` has 4001 characters, 4000 are allowed'],
        ['a name of 256 characters', { ['n'.repeat(256)]: 1 }, "a field's name has 256 characters, 255 are allowed"],
        ['null in a field', { a: null }, '`a` is null'],
        ['NaN, which JSON makes null', { a: Number.NaN }, '`a` is null'],
        ['an object in a field', { a: { b: 1 } }, '`a` is an object'],
        ['a list in a field', { a: [1] }, '`a` is a list'],
        ['a list', [1], 'it is not an object'],
        ['text', 'x', 'it is not an object'],
        ['null', null, 'it is not an object'],
        ['undefined', undefined, 'it is not an object'],
        ['a cycle', cyclic, 'it is not an object'],
        ['a BigInt', { a: 1n }, 'it is not an object'],
    ])('may not be: %s', (_rule, value, problem) => {
        expect(readCheckpointValue(value)).toEqual({ problem });
    });

    it.each([
        [{ kind: 'sync', script: 'issues', variant: 'base' }, 'sync:issues:base'],
        [{ kind: 'sync', script: 'issues', variant: 'eu' }, 'sync:issues:eu'],
        [{ kind: 'webhook', script: 'issues', variant: 'base' }, 'webhook:issues:base'],
        [{ kind: 'action', script: 'create', variant: 'base' }, 'action:create'],
        [{ kind: 'on-event', script: 'setup', variant: 'base' }, 'on-event:setup'],
    ])('of %o is kept as %s', (run, key) => {
        expect(checkpointKey(run)).toBe(key);
    });
});
