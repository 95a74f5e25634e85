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

describe('tracking of deletions over several runs (§3.5, §6.6)', () => {
    const KEY = 'sync:issues:base';

    it('deletes what no run since the mark has named, whichever run named it and however it ended', () => {
        const store = temporaryStore();
        const before = begin(store, 'before');
        const ids = ['a', 'b', 'c', 'lost'];
        store.batchSave(
            before,
            1,
            scope,
            ids.map((id) => ({ id })),
        );
        const first = begin(store, 'first');
        const mark = store.setDeletionMark(scope, KEY, first);
        expect(mark).toBe(store.runNumber(first));
        store.batchSave(first, 1, scope, [{ id: 'a' }]);
        store.finishRun(first, { status: 'failed', durationMs: 1 }, []);
        const second = begin(store, 'second');
        expect(store.setDeletionMark(scope, KEY, second)).toBe(mark);
        store.batchDelete(second, 1, scope, [{ id: 'b' }]);
        store.batchUpdate(second, 2, scope, [{ id: 'c', n: 1 }]);
        expect(store.deleteUnseen(second, scope, store.deletionMark(scope, KEY))).toEqual(['lost']);
        store.clearDeletionMark(scope, KEY);
        expect(store.deletionMark(scope, KEY)).toBeUndefined();
    });

    it('marks of other scripts, models, connections and variants are their own', () => {
        const store = temporaryStore();
        store.setDeletionMark(scope, KEY, begin(store, 'run'));
        expect(store.deletionMark(scope, 'sync:other:base')).toBeUndefined();
        for (const other of [{ model: 'X' }, { connectionId: 'x' }, { variant: 'x' }, { integration: 'x' }]) {
            expect(store.deletionMark({ ...scope, ...other }, KEY)).toBeUndefined();
        }
    });

    it('retention keeps the runs that a mark needs, and gives a mark up that is older than the runs it may keep', () => {
        const store = temporaryStore();
        const run = (id: string) => {
            begin(store, id);
            store.batchSave(id, 1, scope, [{ id }]);
            store.finishRun(id, { status: 'succeeded', durationMs: 1 }, []);
        };
        run('r1');
        run('r2');
        store.setDeletionMark(scope, KEY, 'r2');
        run('r3');
        expect(store.applyRetention({ maxRuns: 2 })).toEqual({ removedRuns: 1 });
        expect(store.deletionMark(scope, KEY)).toBe(store.runNumber('r2'));
        run('r4');
        run('r5');
        expect(store.applyRetention({ maxMegabytes: 0 })).toEqual({ removedRuns: 0 });
        expect(store.applyRetention({ maxRuns: 3 })).toEqual({ removedRuns: 1 });
        expect(store.deletionMark(scope, KEY)).toBeUndefined();
    });
});
