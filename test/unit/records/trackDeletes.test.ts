import { describe, expect, it } from 'vitest';
import { begin, counts, record, scope, temporaryStore } from './support';

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
