import { describe, expect, it } from 'vitest';
import type { RecordOperation } from '../../../src/protocol/events';
import { allRecords, begin, counts, record, refusal, scope, temporaryStore } from './support';

type Call = [RecordOperation, ...Record<string, unknown>[]];

interface Rule {
    rule: string;
    before: Call[];
    call: Call;
    counts: ReturnType<typeof counts>;
    action?: 'ADDED' | 'UPDATED' | 'DELETED';
    payload?: Record<string, unknown>;
    /** Which times of record 1 are new after the call. */
    times?: ('first_seen_at' | 'last_modified_at' | 'deleted_at')[];
    scope?: { live: number; deleted: number };
    states?: number;
}

const one = { id: '1', title: 'a' };
const other = { id: '1', title: 'b' };

const rules: Rule[] = [
    // §6.3
    {
        rule: '§6.3 inserted: no row',
        before: [],
        call: ['batchSave', one],
        counts: counts(1, 0, 0, 0),
        action: 'ADDED',
        payload: one,
        scope: { live: 1, deleted: 0 },
        states: 1,
    },
    {
        rule: '§6.3 undeleted: the row is deleted',
        before: [
            ['batchSave', one],
            ['batchDelete', { id: '1' }],
        ],
        call: ['batchSave', one],
        counts: counts(1, 0, 0, 0),
        action: 'ADDED',
        payload: one,
        times: ['first_seen_at', 'last_modified_at', 'deleted_at'],
        scope: { live: 1, deleted: 0 },
        states: 3,
    },
    {
        rule: '§6.3 undeleted, also when the hash is that of the deletion',
        before: [['batchDelete', { id: '1' }]],
        call: ['batchSave', { id: '1' }],
        counts: counts(1, 0, 0, 0),
        action: 'ADDED',
        times: ['first_seen_at', 'last_modified_at', 'deleted_at'],
        scope: { live: 1, deleted: 0 },
    },
    {
        rule: '§6.3 changed: the hash differs',
        before: [['batchSave', one]],
        call: ['batchSave', other],
        counts: counts(0, 1, 0, 0),
        action: 'UPDATED',
        payload: other,
        times: ['last_modified_at'],
        scope: { live: 1, deleted: 0 },
        states: 2,
    },
    {
        rule: '§6.1 changed: only the order of keys differs',
        before: [['batchSave', one]],
        call: ['batchSave', { title: 'a', id: '1' }],
        counts: counts(0, 1, 0, 0),
        action: 'UPDATED',
    },
    {
        rule: '§6.1 unchanged: undefined fields do not count',
        before: [['batchSave', one]],
        call: ['batchSave', { ...one, body: undefined }],
        counts: counts(0, 0, 1, 0),
    },
    {
        rule: '§6.1 unchanged: _nango_metadata does not count',
        before: [['batchSave', one]],
        call: ['batchSave', { ...one, _nango_metadata: { cursor: 'x' } }],
        counts: counts(0, 0, 1, 0),
        payload: one,
    },
    {
        rule: '§6.1 one identity: 1 and "1", but another hash',
        before: [['batchSave', { id: 1 }]],
        call: ['batchSave', { id: '1' }],
        counts: counts(0, 1, 0, 0),
    },
    {
        rule: '§6.3 unchanged: same hash, nothing touched',
        before: [['batchSave', one]],
        call: ['batchSave', one],
        counts: counts(0, 0, 1, 0),
        action: 'ADDED',
        payload: one,
        times: [],
        scope: { live: 1, deleted: 0 },
        states: 1,
    },
    {
        rule: '§6.3 deleted: a live row',
        before: [['batchSave', one]],
        call: ['batchDelete', { id: '1' }],
        counts: counts(0, 0, 0, 1),
        action: 'DELETED',
        times: ['last_modified_at', 'deleted_at'],
        scope: { live: 0, deleted: 1 },
        states: 2,
    },
    // §6.4
    {
        rule: '§6.4 an unknown id becomes a deleted row and is not counted',
        before: [],
        call: ['batchDelete', one],
        counts: counts(0, 0, 0, 0),
        action: 'DELETED',
        payload: one,
        scope: { live: 0, deleted: 1 },
    },
    {
        rule: '§6.4 a deleted row gets a new time and is not counted',
        before: [
            ['batchSave', one],
            ['batchDelete', { id: '1' }],
        ],
        call: ['batchDelete', { id: '1' }],
        counts: counts(0, 0, 0, 0),
        action: 'DELETED',
        times: ['last_modified_at', 'deleted_at'],
        scope: { live: 0, deleted: 1 },
        states: 2,
    },
    {
        rule: '§6.4 the payload is what was passed',
        before: [['batchSave', one]],
        call: ['batchDelete', { id: '1', why: 'gone' }],
        counts: counts(0, 0, 0, 1),
        payload: { id: '1', why: 'gone' },
    },
    // §6.5
    {
        rule: '§6.5 merges deeply, replaces arrays and null',
        before: [['batchSave', { id: '1', a: { b: 1, c: [1, 2], d: 1 } }]],
        call: ['batchUpdate', { id: '1', a: { c: [3], d: null }, e: 2 }],
        counts: counts(0, 1, 0, 0),
        action: 'UPDATED',
        payload: { id: '1', a: { b: 1, c: [3], d: null }, e: 2 },
        times: ['last_modified_at'],
        states: 2,
    },
    { rule: '§6.5 an unknown id is ignored', before: [], call: ['batchUpdate', one], counts: counts(0, 0, 0, 0) },
    {
        rule: '§6.5 a deleted row is ignored',
        before: [['batchDelete', { id: '1' }]],
        call: ['batchUpdate', one],
        counts: counts(0, 0, 0, 0),
        action: 'DELETED',
        payload: { id: '1' },
        times: [],
    },
    {
        rule: '§6.5 the same partial again changes nothing',
        before: [
            ['batchSave', one],
            ['batchUpdate', { id: '1', x: 1 }],
        ],
        call: ['batchUpdate', { id: '1', x: 1 }],
        counts: counts(0, 0, 1, 0),
        payload: { ...one, x: 1 },
        times: [],
        states: 2,
    },
    {
        rule: '§6.5 a full save of what the merge gave counts as changed',
        before: [
            ['batchSave', one],
            ['batchUpdate', { id: '1', x: 1 }],
        ],
        call: ['batchSave', { ...one, x: 1 }],
        counts: counts(0, 1, 0, 0),
        payload: { ...one, x: 1 },
    },
    {
        rule: '§6.5 a save of the partial itself is unchanged',
        before: [
            ['batchSave', one],
            ['batchUpdate', { id: '1', x: 1 }],
        ],
        call: ['batchSave', { id: '1', x: 1 }],
        counts: counts(0, 0, 1, 0),
        payload: { ...one, x: 1 },
        times: [],
    },
];

describe('batchSave, batchUpdate and batchDelete', () => {
    it.each(rules)('$rule', (rule) => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        let seq = 0;
        for (const [operation, ...records] of rule.before) store[operation](run, ++seq, scope, records);
        const before = record(store, '1')?._nango_metadata;

        const [operation, ...records] = rule.call;
        expect(store[operation](run, ++seq, scope, records)).toEqual({ counts: rule.counts, duplicates: [] });

        const after = record(store, '1');
        const metadata = after?._nango_metadata;
        if (rule.action) expect(metadata?.last_action).toBe(rule.action);
        if (rule.payload) expect(after).toEqual({ ...rule.payload, _nango_metadata: metadata });
        if (rule.times) {
            const names = ['first_seen_at', 'last_modified_at', 'deleted_at'] as const;
            expect(names.filter((name) => metadata?.[name] !== before?.[name])).toEqual(rule.times);
        }
        if (rule.scope) expect(store.scopes()).toEqual([{ scope, ...rule.scope }]);
        if (rule.states) expect(store.versions(scope, '1')).toHaveLength(rule.states);
    });

    it('§6.3 deletes at the time the record names in deletedAt', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        const sent = [
            { id: '1', deletedAt: '2025-05-05T05:05:05.123Z' },
            { id: '2', deletedAt: new Date('2025-06-06T00:00:00Z') },
            { id: '3', deletedAt: 'whenever' },
        ];
        store.batchDelete(run, 1, scope, sent);
        expect(record(store, '1')?._nango_metadata.deleted_at).toBe('2025-05-05T05:05:05.123000Z');
        expect(record(store, '2')?._nango_metadata.deleted_at).toBe('2025-06-06T00:00:00.000000Z');
        const third = record(store, '3')!._nango_metadata;
        expect(third.deleted_at).toBe(third.last_modified_at);
    });

    it('§6.2 keeps the first of two records with one id in a chunk of 1,000 and names the other', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        const sent = [
            { id: 'a', n: 1 },
            { id: 7, n: 1 },
            { id: 'a', n: 2 },
            { id: '7', n: 2 },
            { id: 'a\0', n: 3 },
        ];
        expect(store.batchSave(run, 1, scope, sent)).toEqual({
            counts: counts(2, 0, 0, 0),
            duplicates: ['a', '7', 'a'],
        });
        expect(record(store, 'a')?.n).toBe(1);
        expect(record(store, '7')?.n).toBe(1);
    });

    it('§6.2 lets a later chunk, and a later batch, overwrite: it counts as updated', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        const sent = Array.from({ length: 1001 }, (_, n) => ({ id: n === 1000 ? 'r0' : `r${n}`, n }));
        expect(store.batchSave(run, 1, scope, sent)).toEqual({ counts: counts(1000, 1, 0, 0), duplicates: [] });
        expect(record(store, 'r0')?.n).toBe(1000);
        expect(store.batchSave(run, 2, scope, [{ id: 'r0', n: -1 }]).counts).toEqual(counts(0, 1, 0, 0));
        expect(store.run(run)?.models).toEqual({ Issue: counts(1000, 2, 0, 0) });
    });

    it('keeps integrations, connections, models and variants apart (§6.1)', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        const others = [
            { ...scope, integration: 'gitlab' },
            { ...scope, connectionId: 'hubot' },
            { ...scope, model: 'Pull' },
            { ...scope, variant: 'eu' },
        ];
        for (const [index, of] of [scope, ...others].entries()) {
            expect(store.batchSave(run, index + 1, of, [one]).counts).toEqual(counts(1, 0, 0, 0));
        }
        expect(store.scopes()).toHaveLength(5);
    });

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
            message: /^Record 2 .* id of 256 characters/,
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
            message: /^Record 2 \(id b\) .*BigInt/,
        },
        {
            rule: 'null',
            record: null,
            code: 'invalid_record',
            message: 'Record 2 of the batch for model Issue is null.',
        },
        { rule: 'an array', record: [], code: 'invalid_record', message: /is an array/ },
        { rule: 'text', record: 'text', code: 'invalid_record', message: /is a string/ },
        {
            rule: 'a toJSON that returns nothing',
            record: { id: 'x', toJSON: () => undefined },
            code: 'invalid_record',
            message: /toJSON/,
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

    it('§3.5 names index, id and way round of a record that contains itself, also in a later chunk', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        const circular: Record<string, unknown> = { id: 'c', owner: {} };
        (circular.owner as Record<string, unknown>).issue = circular;
        const sent = [...Array.from({ length: 1000 }, (_, n) => ({ id: `r${n}` })), circular];
        const refused = refusal(() => store.batchSave(run, 1, scope, sent));
        expect(refused.code).toBe('record_not_serializable');
        expect(refused.message).toMatch(/^Record 1000 \(id c\) of the batch for model Issue .*circular.*owner.*issue/i);
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

    it('writes nothing for a batch without records', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        expect(store.batchSave(run, 1, scope, [])).toEqual({ counts: counts(0, 0, 0, 0), duplicates: [] });
        expect(store.journal(run)).toEqual([]);
    });

    it('keeps a field named __proto__ as data through save, merge and read', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        store.batchSave(run, 1, scope, [JSON.parse('{"id":"1","__proto__":{"a":1}}')]);
        store.batchUpdate(run, 2, scope, [JSON.parse('{"id":"1","__proto__":{"b":2}}')]);
        expect(JSON.stringify(store.versions(scope, '1')[0]?.payload)).toBe('{"id":"1","__proto__":{"a":1,"b":2}}');
        expect(Object.getOwnPropertyDescriptor(record(store, '1'), '__proto__')?.value).toEqual({ a: 1, b: 2 });
    });

    it('leaves the records it is given as they are', () => {
        const store = temporaryStore();
        const sent = Object.freeze({ id: '1', _nango_metadata: {} });
        store.batchSave(begin(store, 'run'), 1, scope, [sent]);
        expect(sent).toEqual({ id: '1', _nango_metadata: {} });
    });

    it('shows every payload to onPayload, ignored duplicates included', () => {
        const store = temporaryStore();
        const seen: string[] = [];
        store.batchSave(begin(store, 'run'), 1, scope, [{ id: 'a' }, { id: 'a', n: 2 }], {
            onPayload: (json) => seen.push(json),
        });
        expect(seen).toEqual(['{"id":"a"}', '{"id":"a","n":2}']);
    });

    it('refuses a record whose toJSON writes to the store, and stays usable', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        const greedy = { id: 'g', toJSON: () => store.batchSave(run, 9, scope, [one]) };
        const sent = [...Array.from({ length: 1000 }, (_, n) => ({ id: `r${n}` })), greedy];
        expect(refusal(() => store.batchSave(run, 1, scope, sent)).code).toBe('record_not_serializable');
        expect(store.batchSave(run, 1, scope, [one]).counts).toEqual(counts(1, 0, 0, 0));
        expect(allRecords(store)).toHaveLength(1);
    });
});

describe('deleteUnseen (§6.6)', () => {
    it('deletes the live rows that the run named in no call, and keeps their payloads', () => {
        const store = temporaryStore();
        const first = begin(store, 'first');
        const ids = ['same', 'changed', 'merged', 'ignored', 'gone', 'lost'];
        store.batchSave(
            first,
            1,
            scope,
            ids.map((id) => ({ id, n: 1 })),
        );
        store.batchDelete(first, 2, scope, [{ id: 'gone' }]);
        store.batchSave(first, 3, { ...scope, model: 'Other' }, [{ id: 'x' }]);

        const second = begin(store, 'second');
        store.batchSave(second, 1, scope, [{ id: 'same', n: 1 }, { id: 'changed', n: 2 }, { id: 'new' }]);
        store.batchUpdate(second, 2, scope, [{ id: 'merged', m: 1 }, { id: 'unknown' }]);
        store.batchDelete(second, 3, scope, [{ id: 'ignored' }]);
        expect(store.deleteUnseen(second, scope)).toEqual(['lost']);

        expect(record(store, 'lost')).toMatchObject({ n: 1, _nango_metadata: { last_action: 'DELETED' } });
        expect(store.versions(scope, 'lost').map(({ runId, action }) => [runId, action])).toEqual([
            ['second', 'DELETED'],
            ['first', 'ADDED'],
        ]);
        expect(store.run(second)?.models).toEqual({ Issue: counts(1, 2, 1, 2) });
        expect(store.scopes()[0]).toEqual({ scope, live: 4, deleted: 3 });
        expect(store.deleteUnseen(second, scope)).toEqual([]);
    });

    it('deletes everything when the run named nothing, and nothing in a scope that never was', () => {
        const store = temporaryStore();
        const ids = Array.from({ length: 2500 }, (_, n) => `r${n}`);
        store.batchSave(
            begin(store, 'first'),
            1,
            scope,
            ids.map((id) => ({ id })),
        );
        const second = begin(store, 'second');
        expect(store.deleteUnseen(second, scope).sort()).toEqual(ids.sort());
        expect(store.deleteUnseen(second, { ...scope, model: 'None' })).toEqual([]);
        expect(store.scopes()).toEqual([{ scope, live: 0, deleted: 2500 }]);
    });
});
