import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../../src/core/schema';
import { DataValidation } from '../../../src/runtime/DataValidation';

const NOTHING = 'is given, although the script declares none';

describe('data where nothing is declared', () => {
    it('a missing one is told by its type, and of an input, how it is given', () => {
        const said = (['input', 'output'] as const).map((kind) => {
            const validation = new DataValidation(() => ({ models: {}, [kind]: { type: 'string' } }), false);
            validation[kind](undefined);
            return validation.warnings()[0]?.mismatches?.[0]?.message;
        });
        expect(said).toEqual([
            'must be a string, and is nothing: give one with --input',
            'must be a string, and is nothing',
        ]);
    });

    it('an empty object, of which a classic action gets nothing, is not asked for again', () => {
        const validation = new DataValidation(() => ({ models: {}, input: { type: 'string' } }), false);
        validation.input(undefined, {});
        expect(validation.warnings()[0]?.mismatches?.[0]?.message).toBe(
            'must be a string, and is nothing: for an empty object, the cloud calls a classic action without input',
        );
    });

    it.each<[string, JsonSchema, unknown, string[]]>([
        ['none is none', false, undefined, []],
        ['none is none for z.void()', { type: 'null' }, undefined, []],
        ['null is none for z.void()', { type: 'null' }, null, []],
        ['an object is told by what is declared', false, {}, [NOTHING]],
        ['also for z.void()', { type: 'null' }, { a: 1 }, [NOTHING]],
        ['a declared one is told by its type', { type: 'string' }, 1, ['must be a string, and is a number']],
    ])('%s', (_rule, schema, value, messages) => {
        for (const kind of ['input', 'output'] as const) {
            const validation = new DataValidation(() => ({ models: {}, [kind]: schema }), false);
            validation[kind](value);
            expect(
                validation.warnings().flatMap(({ mismatches = [] }) => mismatches.map(({ message }) => message)),
            ).toEqual(messages);
        }
    });

    it('--validate fails with the same words', () => {
        const validation = new DataValidation(() => ({ models: {}, input: false }), true);
        expect(() => validation.input({})).toThrow(
            'The input does not match what the script declares: it is given, although the script declares none.',
        );
    });
});
