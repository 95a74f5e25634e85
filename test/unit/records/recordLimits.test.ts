import { describe, expect, it } from 'vitest';
import { allRecords, begin, counts, refusal, scope, temporaryStore } from './support';

const one = { id: '1', title: 'a' };

describe('limits of records (§3.5)', () => {
    const invalid: { rule: string; record: unknown; code: string; message: string | RegExp }[] = [
        {
            rule: 'no id',
            record: { a: 1 },
            code: 'missing_id',
            message: 'Missing id field in record: {"a":1}. Model: Issue',
        },
        {
            rule: 'id 0',
            record: { id: 0 },
            code: 'missing_id',
            message: 'Missing id field in record: {"id":0}. Model: Issue',
        },
        { rule: 'empty id', record: { id: '' }, code: 'missing_id', message: /^Missing id field/ },
        { rule: 'null id', record: { id: null }, code: 'missing_id', message: /^Missing id field/ },
        { rule: 'NaN id', record: { id: Number.NaN }, code: 'missing_id', message: /^Missing id field/ },
        { rule: 'id of NUL characters', record: { id: '\0\0' }, code: 'missing_id', message: /^Missing id field/ },
        {
            rule: 'id of 256 characters',
            record: { id: 'x'.repeat(256) },
            code: 'invalid_id',
            message: /^Record 3 .* id of 256 characters, of at most 255/,
        },
        {
            rule: 'id of 300 characters',
            record: { id: 'x'.repeat(300) },
            code: 'invalid_id',
            message: /300 characters/,
        },
        { rule: 'id true', record: { id: true }, code: 'invalid_id', message: /neither text nor a number/ },
        {
            rule: 'id that is an object',
            record: { id: { a: 1 } },
            code: 'invalid_id',
            message: /neither text nor a number/,
        },
        { rule: 'infinite id', record: { id: Number.POSITIVE_INFINITY }, code: 'invalid_id', message: /neither/ },
        {
            rule: 'a BigInt',
            record: { id: 'b', n: 1n },
            code: 'record_not_serializable',
            message: /^Record 3 \(id b\) .*BigInt/,
        },
        {
            rule: 'null',
            record: null,
            code: 'invalid_record',
            message: 'Record 3 of the batch for model Issue is null.',
        },
        { rule: 'an array', record: [], code: 'invalid_record', message: /is an array/ },
        { rule: 'text', record: 'text', code: 'invalid_record', message: /is a string/ },
        {
            rule: 'a toJSON that returns nothing',
            record: { id: 'x', toJSON: () => undefined },
            code: 'invalid_record',
            message: /^Record 3 \(id x\) .*toJSON/,
        },
    ];

    it.each(invalid)('§3.5 refuses the whole batch for one bad record: $rule', ({ record: bad, code, message }) => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        const sent = [one, { id: '2' }, bad] as Record<string, unknown>[];
        const refused = refusal(() => store.batchSave(run, 1, scope, sent));
        expect(refused.code).toBe(code);
        expect(refused.message).toMatch(message);
        expect(allRecords(store)).toEqual([]);
        expect(store.journal(run)).toEqual([]);
        expect(store.run(run)).toMatchObject({ models: {}, batches: 0 });
    });

    it('§3.5 names number, id and way round of a record that contains itself, also in a later chunk', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        const circular: Record<string, unknown> = { id: 'c', owner: {} };
        (circular.owner as Record<string, unknown>).issue = circular;
        const sent = [...Array.from({ length: 1000 }, (_, n) => ({ id: `r${n}` })), circular];
        const refused = refusal(() => store.batchSave(run, 1, scope, sent));
        expect(refused.code).toBe('record_not_serializable');
        expect(refused.message).toMatch(/^Record 1001 \(id c\) of the batch for model Issue .*circular.*owner.*issue/i);
        expect(allRecords(store)).toEqual([]);
        expect(store.scopes()).toEqual([]);
    });

    const accepted: { rule: string; id: unknown; stored: string; payload: unknown }[] = [
        { rule: 'text of 255 characters', id: 'x'.repeat(255), stored: 'x'.repeat(255), payload: 'x'.repeat(255) },
        { rule: 'a number, which reads as text', id: 42, stored: '42', payload: 42 },
        { rule: 'a negative fraction', id: -1.5, stored: '-1.5', payload: -1.5 },
        { rule: 'text with NUL, which is removed', id: 'a\0b', stored: 'ab', payload: 'a\0b' },
        {
            rule: 'a Date, which JSON makes text',
            id: new Date(0),
            stored: '1970-01-01T00:00:00.000Z',
            payload: '1970-01-01T00:00:00.000Z',
        },
        { rule: 'text with half a surrogate', id: 'a\ud800', stored: 'a\ufffd', payload: 'a\ud800' },
    ];

    it.each(accepted)('§3.5 accepts as id: $rule', ({ id, stored, payload }) => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        expect(store.batchSave(run, 1, scope, [{ id }]).counts).toEqual(counts(1, 0, 0, 0));
        expect(store.batchSave(run, 2, scope, [{ id }]).counts).toEqual(counts(0, 0, 1, 0));
        expect(allRecords(store).map((found) => found.id)).toEqual([stored]);
        expect(store.versions(scope, stored)[0]?.payload).toEqual({ id: payload });
    });

    it('§3.5 refuses a batch of which one chunk is over 100 MB as JSON, whole, and takes the same in two chunks', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        // 60 records of 2 MB, of characters that take three bytes each.
        const text = '\u20ac'.repeat(700_000);
        const large = Array.from({ length: 60 }, (_, n) => ({ id: `r${n}`, text }));
        const refused = refusal(() => store.batchSave(run, 1, scope, large));
        expect(refused.code).toBe('batch_too_large');
        expect(refused.message).toBe(
            '60 records of the batch for model Issue take 121 MB as JSON; the cloud refuses more than 100 MB at once.',
        );
        expect(allRecords(store)).toEqual([]);
        const spread = [
            ...large.slice(0, 30),
            ...Array.from({ length: 970 }, (_, n) => ({ id: `s${n}` })),
            ...large.slice(30),
        ];
        expect(store.batchSave(run, 1, scope, spread).counts).toEqual(counts(1030, 0, 0, 0));
    });
});
