import { statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { RecordStore } from '../../../src/records';
import { allRecords, newRun, record, scope, temporaryFolder, temporaryStore } from './support';

function syncOnce(
    store: RecordStore,
    id: string,
    records: Record<string, unknown>[],
    status: 'succeeded' | 'failed' = 'succeeded',
) {
    store.beginRun(newRun(id));
    store.batchSave(id, 1, scope, records);
    store.appendTimeline(id, {
        logs: [{ seq: 2, at: '2026-01-01T00:00:00.000Z', level: 'info', message: id, source: 'script' }],
        http: [],
    });
    store.finishRun(id, { status, durationMs: 1 }, []);
}

const ids = (store: RecordStore) =>
    store
        .runs({ includeNested: true, limit: 1000 })
        .map(({ id }) => id)
        .join(' ');

describe('retention', () => {
    it('removes the oldest runs with all they left, but no current record and no state a kept run wrote', () => {
        const folder = path.join(temporaryFolder(), '.syncbench');
        const store = temporaryStore(folder);
        syncOnce(store, 'r1', [{ id: 'old' }, { id: 'x', n: 1 }, { id: 'shared', n: 1 }]);
        syncOnce(store, 'r2', [
            { id: 'x', n: 2 },
            { id: 'shared', n: 2 },
        ]);
        syncOnce(store, 'r3', [{ id: 'x', n: 3 }]);
        syncOnce(store, 'r4', [
            { id: 'x', n: 4 },
            { id: 'shared', n: 1 },
        ]);
        expect(store.applyRetention({ maxRuns: 2 })).toEqual({ removedRuns: 2 });

        expect(ids(store)).toBe('r4 r3');
        expect(store.timeline('r1')).toEqual([]);
        expect(store.journal('r1')).toEqual([]);
        expect(
            allRecords(store)
                .map(({ id }) => id)
                .sort(),
        ).toEqual(['old', 'shared', 'x']);
        expect(store.versions(scope, 'x').map(({ runId, payload }) => [runId, payload.n])).toEqual([
            ['r4', 4],
            ['r3', 3],
        ]);
        // The run that wrote a current record keeps its name there.
        expect(store.versions(scope, 'old').map(({ runId }) => runId)).toEqual(['r1']);
        const database = new DatabaseSync(path.join(folder, 'store.sqlite'), { readOnly: true });
        const payloads = database.prepare('SELECT json FROM payloads ORDER BY json').all() as { json: string }[];
        database.close();
        expect(payloads.map(({ json }) => json)).toEqual([
            '{"id":"old"}',
            '{"id":"shared","n":1}',
            '{"id":"x","n":3}',
            '{"id":"x","n":4}',
        ]);
    });

    it('keeps running runs and the last succeeded run of each sync, and takes nested runs along', () => {
        const store = temporaryStore();
        store.beginRun(newRun('running', { kind: 'action' }));
        syncOnce(store, 'good', [{ id: '1' }]);
        for (const id of ['bad1', 'bad2', 'bad3']) syncOnce(store, id, [{ id: '1', by: id }], 'failed');
        store.beginRun(newRun('outer', { kind: 'action' }));
        store.beginRun(newRun('inner', { kind: 'action', parentRunId: 'outer' }));
        store.finishRun('inner', { status: 'succeeded', durationMs: 1 }, []);
        store.finishRun('outer', { status: 'succeeded', durationMs: 1 }, []);
        expect(store.applyRetention({ maxRuns: 3 })).toEqual({ removedRuns: 3 });
        expect(ids(store)).toBe('inner outer good running');
        expect(store.applyRetention({ maxRuns: 0 })).toEqual({ removedRuns: 1 });
        expect(ids(store)).toBe('good running');
        const sync = { integration: 'github', script: 'issues', variant: 'base', connectionId: 'octo' };
        expect(store.lastSyncDate(sync)).toBe('2026-01-01T00:00:00.000Z');
        expect(record(store, '1')?.by).toBe('bad3');
    });

    it('removes runs of dead processes too', () => {
        const folder = path.join(temporaryFolder(), '.syncbench');
        const dead = RecordStore.open(folder);
        dead.beginRun(newRun('dead'));
        dead.close();
        const store = temporaryStore(folder);
        expect(store.applyRetention({ maxRuns: 0 })).toEqual({ removedRuns: 1 });
    });

    it('brings the file under a size, oldest runs first, and gives the space back', () => {
        const folder = path.join(temporaryFolder(), '.syncbench');
        const store = temporaryStore(folder);
        const file = path.join(folder, 'store.sqlite');
        for (let run = 1; run <= 6; run++) {
            const text = String(run).repeat(1000);
            syncOnce(
                store,
                `r${run}`,
                Array.from({ length: 1000 }, (_, n) => ({ id: `${n}`, text })),
            );
        }
        expect(store.applyRetention({ maxMegabytes: 100 })).toEqual({ removedRuns: 0 });
        const { removedRuns } = store.applyRetention({ maxMegabytes: 4 });
        expect(removedRuns).toBeGreaterThan(1);
        expect(removedRuns).toBeLessThan(5);
        store.close();
        expect(statSync(file).size).toBeLessThan(4_100_000);
        const again = temporaryStore(folder);
        expect(again.applyRetention({ maxMegabytes: 0 }).removedRuns).toBe(5 - removedRuns);
        expect(allRecords(again)).toHaveLength(1000);
        expect(ids(again)).toBe('r6');
    });

    it('clears a scope with its history, leaves journals, and frees what only it held', () => {
        const store = temporaryStore();
        const other = { ...scope, model: 'Other' };
        syncOnce(store, 'r1', [{ id: '1', n: 1 }, { id: '2' }]);
        syncOnce(store, 'r2', [{ id: '1', n: 2 }]);
        store.batchSave('r2', 9, other, [{ id: '1', n: 2 }]);
        expect(store.clearRecords(scope)).toBe(2);
        expect(store.clearRecords({ ...scope, model: 'None' })).toBe(0);
        expect(allRecords(store)).toEqual([]);
        expect(store.versions(scope, '1')).toEqual([]);
        expect(store.scopes()).toEqual([{ scope: other, live: 1, deleted: 0 }]);
        expect([...store.journalPayloads('r1', 'batchSave')]).toHaveLength(2);
        expect(record(store, '1', other)).toMatchObject({ n: 2 });
        store.beginRun(newRun('r3'));
        expect(store.batchSave('r3', 1, scope, [{ id: '1', n: 2 }]).counts.added).toBe(1);
    });
});
