import { expect, it } from 'vitest';
import type { RecordStore, TouchedQuery } from '../../../src/records';
import { begin, scope, temporaryStore } from './support';

/** A run before has saved a b c d; this one deletes b, saves a anew, c changed, e new, twice; d is named by no call. */
function touched(): RecordStore {
    const store = temporaryStore();
    const before = begin(store, 'before');
    store.batchSave(before, 1, scope, [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }]);
    const run = begin(store, 'run');
    store.batchDelete(run, 1, scope, [{ id: 'b' }]);
    store.batchSave(run, 2, scope, [{ id: 'a' }, { id: 'c', n: 2 }]);
    store.batchSave(run, 3, scope, [{ id: 'e' }, { id: 'c', n: 2 }]);
    store.batchSave(run, 4, scope, [{ id: 'e', n: 2 }]);
    store.deleteUnseen(run, scope);
    return store;
}

const text = (store: RecordStore, query: Omit<TouchedQuery, 'model'> = {}, runId = 'run') =>
    store
        .touchedRecords(runId, { model: 'Issue', ...query })
        .records.map(({ id, change, seq }) => `${id} ${change} ${seq === Number.MAX_SAFE_INTEGER ? 'unseen' : seq}`);

const ALL = ['b deleted 1', 'a unchanged 2', 'c updated 2', 'e added 3', 'd deleted unseen'];

it('each record once, where it was first named, with what became of it; the unseen last', () => {
    expect(text(touched())).toEqual(ALL);
});

it.each([
    ['added', ['e added 3']],
    ['updated', ['c updated 2']],
    ['unchanged', ['a unchanged 2']],
    ['deleted', ['b deleted 1', 'd deleted unseen']],
] as const)('only what was %s', (change, expected) => {
    expect(text(touched(), { change })).toEqual(expected);
});

it('a part of an id, whatever its case', () => {
    expect(text(touched(), { id: 'E' })).toEqual(['e added 3']);
    expect(text(touched(), { id: 'x' })).toEqual([]);
});

it.each([1, 2, 3, 4, 5])('pages of %i hold everything once and in order', (limit) => {
    const store = touched();
    for (const change of [undefined, 'deleted'] as const) {
        const found: string[] = [];
        let cursor: string | undefined;
        do {
            const page = store.touchedRecords('run', { model: 'Issue', change, limit, cursor });
            expect(page.records.length).toBeLessThanOrEqual(limit);
            found.push(...page.records.map(({ id }) => id));
            cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        expect(found).toEqual(change ? ['b', 'd'] : ['b', 'a', 'c', 'e', 'd']);
    }
});

it('a later run does not change what an earlier one did', () => {
    const store = touched();
    const later = begin(store, 'later');
    store.batchSave(later, 1, scope, [{ id: 'd' }, { id: 'b' }, { id: 'e', n: 3 }, { id: 'c', n: 3 }]);
    expect(text(store).toSorted()).toEqual(ALL.toSorted());
    expect(text(store, {}, 'later')).toEqual(['d added 1', 'b added 1', 'e updated 1', 'c updated 1']);
});

it('records that were cleared since are still listed by their ids', () => {
    const store = touched();
    store.clearRecords(scope);
    expect(text(store)).toEqual(['b deleted 1', 'a updated 2', 'c updated 2', 'e added 3']);
});

it.each([
    ['an unknown run', 'nobody', 'Issue'],
    ['another model', 'run', 'Comment'],
])('%s touched none', (_, runId, model) => {
    expect(touched().touchedRecords(runId, { model })).toEqual({ records: [], nextCursor: null });
});

/** More than are looked at one by one. */
const MANY = 11_000;
const named = (prefix: string) => Array.from({ length: MANY }, (_, index) => ({ id: `${prefix}-${index}_%` }));

it.each([
    ['A-10999', ['a-10999_%']],
    ['-10999_%', ['a-10999_%', 'B-10999_%']],
    ['10999%', []],
    ['É', []],
])('a part of an id, among thousands: %s', (id, expected) => {
    const store = temporaryStore();
    const run = begin(store, 'run');
    store.batchSave(run, 1, scope, named('a'));
    store.batchSave(run, 2, scope, named('B'));
    expect(store.touchedRecords('run', { model: 'Issue', id }).records.map((each) => each.id)).toEqual(expected);
});

it('a part of an id, among thousands of which some were cleared since', () => {
    const store = temporaryStore();
    const run = begin(store, 'run');
    const other = { ...scope, variant: 'other' };
    store.batchSave(run, 1, scope, named('cleared'));
    store.batchSave(run, 2, other, named('kept'));
    store.clearRecords(scope);
    const { records } = store.touchedRecords('run', { model: 'Issue', id: '-10998_' });
    expect(records.map(({ id }) => id)).toEqual(['cleared-10998_%', 'kept-10998_%']);
});
