import { describe, expect, it } from 'vitest';
import type { RecordQuery, RecordStore } from '../../../src/records';
import { allRecords, begin, refusal, scope, temporaryStore } from './support';

/** a and b added, c and d updated, e and f deleted; by last change: b d f a c e. */
function mixed(): RecordStore {
    const store = temporaryStore();
    const run = begin(store, 'run');
    let seq = 0;
    const save = (...records: Record<string, unknown>[]) => store.batchSave(run, ++seq, scope, records);
    save({ id: 'c' }, { id: 'd' }, { id: 'e' }, { id: 'f' });
    save({ id: 'b' });
    save({ id: 'd', n: 2 });
    store.batchDelete(run, ++seq, scope, [{ id: 'f' }]);
    save({ id: 'a' });
    save({ id: 'c', n: 2 });
    store.batchDelete(run, ++seq, scope, [{ id: 'e' }]);
    return store;
}

const ids = (store: RecordStore, query: RecordQuery) =>
    store
        .records(scope, query)
        .records.map(({ id }) => id)
        .join('');

describe('records (§6.9)', () => {
    const table: { rule: string; query: RecordQuery; expected: string }[] = [
        { rule: 'oldest change first, deleted ones included', query: {}, expected: 'bdface' },
        { rule: 'newest first on request', query: { order: 'newest' }, expected: 'ecafdb' },
        { rule: 'filter added', query: { filter: ['added'] }, expected: 'ba' },
        { rule: 'filter updated', query: { filter: ['updated'] }, expected: 'dc' },
        { rule: 'filter deleted', query: { filter: ['deleted'] }, expected: 'fe' },
        {
            rule: 'updated,deleted is updated, as in the cloud',
            query: { filter: ['updated', 'deleted'] },
            expected: 'dc',
        },
        { rule: 'added,deleted is added, as in the cloud', query: { filter: ['deleted', 'added'] }, expected: 'ba' },
        { rule: 'added,updated is all that live', query: { filter: ['added', 'updated'] }, expected: 'bdac' },
        { rule: 'all three filters', query: { filter: ['added', 'updated', 'deleted'] }, expected: 'bdface' },
        {
            rule: 'two filters, newest first',
            query: { filter: ['added', 'updated'], order: 'newest' },
            expected: 'cadb',
        },
        { rule: 'a filter named twice', query: { filter: ['added', 'added'] }, expected: 'ba' },
        { rule: 'an empty filter lets nothing pass', query: { filter: [] }, expected: '' },
        { rule: 'limit', query: { limit: 2 }, expected: 'bd' },
        { rule: 'ids', query: { ids: ['e', 'b', 'nobody', 'b'] }, expected: 'be' },
        { rule: 'ids and filter', query: { ids: ['e', 'b'], filter: ['deleted'] }, expected: 'e' },
        { rule: 'ids, limit and order', query: { ids: ['a', 'b', 'c'], limit: 2, order: 'newest' }, expected: 'ca' },
        {
            rule: 'modifiedAfter long ago, unlike in the cloud',
            query: { modifiedAfter: '2001-01-01' },
            expected: 'bdface',
        },
        { rule: 'modifiedAfter in the future', query: { modifiedAfter: '2101-01-01' }, expected: '' },
    ];

    it.each(table)('$rule', ({ query, expected }) => {
        expect(ids(mixed(), query)).toBe(expected);
    });

    it('modifiedAfter is inclusive, to the microsecond', () => {
        const store = mixed();
        const [, , , a] = store.records(scope).records;
        expect(ids(store, { modifiedAfter: a!._nango_metadata.last_modified_at })).toBe('ace');
    });

    it('cursors are exclusive in both orders, and any record has one', () => {
        const store = mixed();
        const f = store.records(scope, { ids: ['f'] }).records[0]!._nango_metadata.cursor;
        expect(ids(store, { cursor: f })).toBe('ace');
        expect(ids(store, { cursor: f, order: 'newest' })).toBe('db');
        expect(ids(store, { cursor: f, filter: ['added'] })).toBe('a');
        expect(ids(store, { cursor: f, ids: ['b', 'c'] })).toBe('c');
        expect(Buffer.from(f, 'base64').toString()).toMatch(
            /^\d{4}-\d\d-\d\dT[\d:]+\.\d{6}Z\|\|[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
        );
    });

    it.each(['oldest', 'newest'] as const)('pages of any size give every record once (%s first)', (order) => {
        const store = mixed();
        const whole = ids(store, { order });
        for (const limit of [1, 2, 4, 5, 6, 7]) {
            const pages: string[] = [];
            let cursor: string | null | undefined;
            do {
                const page = store.records(scope, { order, limit, cursor: cursor ?? undefined });
                pages.push(page.records.map(({ id }) => id).join(''));
                cursor = page.nextCursor;
            } while (cursor !== null);
            expect(pages.join('')).toBe(whole);
            expect(pages).toHaveLength(Math.ceil(6 / limit));
        }
    });

    it('times are unique, in microseconds, and only grow', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        for (let batch = 0; batch < 3; batch++) {
            store.batchSave(
                run,
                batch + 1,
                scope,
                Array.from({ length: 500 }, (_, n) => ({ id: `${batch}-${n}` })),
            );
        }
        const times = allRecords(store).map(({ _nango_metadata }) => _nango_metadata.last_modified_at);
        expect(new Set(times).size).toBe(1500);
        expect(times).toEqual([...times].sort());
        expect(times[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    });

    it('_nango_metadata replaces what a record has of that name, and id is text', () => {
        const store = temporaryStore();
        store.batchSave(begin(store, 'run'), 1, scope, [{ id: 5, _nango_metadata: 'mine' }]);
        const [found] = store.records(scope).records;
        expect(found).toEqual({
            id: '5',
            _nango_metadata: {
                first_seen_at: found!._nango_metadata.last_modified_at,
                last_modified_at: expect.any(String),
                last_action: 'ADDED',
                deleted_at: null,
                pruned_at: null,
                cursor: expect.any(String),
            },
        });
    });

    it('a scope that was never written is empty', () => {
        expect(temporaryStore().records(scope)).toEqual({ records: [], nextCursor: null });
    });

    const refused: { rule: string; query: RecordQuery; code: string }[] = [
        { rule: 'limit 0', query: { limit: 0 }, code: 'invalid_limit' },
        { rule: 'limit 10,001', query: { limit: 10_001 }, code: 'invalid_limit' },
        { rule: 'limit 1.5', query: { limit: 1.5 }, code: 'invalid_limit' },
        { rule: 'a cursor that is none', query: { cursor: 'bm9wZQ==' }, code: 'invalid_cursor' },
        { rule: 'a date that is none', query: { modifiedAfter: 'yesterday' }, code: 'invalid_date' },
        { rule: '101 ids', query: { ids: Array.from({ length: 101 }, String) }, code: 'invalid_ids' },
        { rule: 'an id of 257 characters', query: { ids: ['x'.repeat(257)] }, code: 'invalid_ids' },
    ];

    it.each(refused)('refuses $rule', ({ query, code }) => {
        expect(refusal(() => temporaryStore().records(scope, query)).code).toBe(code);
    });
});

describe('versions', () => {
    it('shows every state, newest first, with the run that wrote it', () => {
        const store = temporaryStore();
        const first = begin(store, 'first');
        store.batchSave(first, 1, scope, [{ id: '1', n: 1 }]);
        const second = begin(store, 'second');
        store.batchSave(second, 1, scope, [{ id: '1', n: 2 }]);
        store.batchUpdate(second, 2, scope, [{ id: '1', m: 3 }]);
        store.batchDelete(second, 3, scope, [{ id: '1' }]);
        const versions = store.versions(scope, '1');
        expect(versions.map(({ runId, action, payload }) => [runId, action, payload])).toEqual([
            ['second', 'DELETED', { id: '1' }],
            ['second', 'UPDATED', { id: '1', n: 2, m: 3 }],
            ['second', 'UPDATED', { id: '1', n: 2 }],
            ['first', 'ADDED', { id: '1', n: 1 }],
        ]);
        const times = versions.map(({ at }) => at);
        expect(times).toEqual([...times].sort().reverse());
        expect(store.versions(scope, 'nobody')).toEqual([]);
    });
});

describe('metadata', () => {
    it('belongs to a connection and is replaced whole', () => {
        const store = temporaryStore();
        expect(store.metadata('github', 'octo')).toBeUndefined();
        store.setMetadata('github', 'octo', { a: 1 });
        store.setMetadata('github', 'octo', { b: 2 });
        store.setMetadata('github', 'hubot', {});
        expect(store.metadata('github', 'octo')).toEqual({ b: 2 });
        expect(store.metadata('github', 'hubot')).toEqual({});
    });
});
