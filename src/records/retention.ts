import { dropMarksBefore, oldestMarkedRun } from './deletionMarks';
import { PayloadUse } from './PayloadUse';
import type { RunTable } from './RunTable';
import type { RunRecord } from './runRows';
import type { StoreDatabase } from './StoreDatabase';
import { findScope } from './scopes';
import type { RecordScope } from './types';

export interface RetentionLimits {
    /** Runs to keep, nested ones not counted. */
    maxRuns?: number;
    /** Size the store may have; 1 MB = 1,000,000 bytes. Current records may need more. */
    maxMegabytes?: number;
}

/**
 * Removes the oldest runs that are over until the limits are met: their timeline, HTTP bodies, journal, the states of records that
 * they wrote and were replaced since, and payloads nobody needs any more. Never a running run, a current record, the last
 * succeeded run of a sync, which the next run's `lastSyncDate` comes from (nango-semantics §6.8), or what the tracking
 * of deletions needs (§6.6); that is given up only where it began more than `maxRuns` runs ago.
 */
export function applyRetention(
    database: StoreDatabase,
    runs: RunTable,
    limits: RetentionLimits,
): { removedRuns: number } {
    const { maxRuns = Number.POSITIVE_INFINITY, maxMegabytes = Number.POSITIVE_INFINITY } = limits;
    const removedRuns = database.write(() => {
        const count = () => countRoots(database);
        if (count() <= maxRuns && megabytes(database) <= maxMegabytes) return 0;
        if (Number.isFinite(maxRuns)) dropMarksBefore(database, oldestOf(database, maxRuns));
        const removable = removableRuns(database, runs).map((root) => withNested(database, root));
        const use = new PayloadUse(database, removable.flat());
        use.removeUnused();
        let removed = 0;
        for (const tree of removable) {
            if (count() <= maxRuns && megabytes(database) <= maxMegabytes) break;
            for (const run of tree) {
                removeRun(database, run);
                use.removeLastUsedBy(run);
            }
            removed++;
        }
        return removed;
    });
    database.exec('PRAGMA incremental_vacuum');
    return { removedRuns };
}

/** Removes every record of a scope with its history; runs and their journals stay. @returns how many records it held */
export function clearRecords(database: StoreDatabase, scope: RecordScope): number {
    return database.write(() => {
        const row = findScope(database, scope);
        if (row === undefined) return 0;
        database.run('DELETE FROM history WHERE record IN (SELECT id FROM records WHERE scope = ?)', row);
        const removed = database.run('DELETE FROM records WHERE scope = ?', row);
        database.run('UPDATE scopes SET live = 0, deleted = 0 WHERE id = ?', row);
        return removed;
    });
}

function countRoots(database: StoreDatabase): number {
    return database.get<{ runs: number }>('SELECT count(*) AS runs FROM runs WHERE parent IS NULL')!.runs;
}

/** The oldest of the newest runs. */
function oldestOf(database: StoreDatabase, runs: number): number {
    const newest = 'SELECT n FROM runs WHERE parent IS NULL ORDER BY n DESC LIMIT ?';
    return database.get<{ n: number | null }>(`SELECT min(n) AS n FROM (${newest})`, runs)?.n ?? 0;
}

function megabytes(database: StoreDatabase): number {
    const value = (pragma: string) => Object.values(database.get<Record<string, number>>(`PRAGMA ${pragma}`)!)[0]!;
    return ((value('page_count') - value('freelist_count')) * value('page_size')) / 1e6;
}

/** Oldest first. */
function removableRuns(database: StoreDatabase, runs: RunTable): number[] {
    const owners = new Map<string, boolean>();
    return database
        .all<RunRecord>(
            `SELECT n, id, status, owner FROM runs WHERE parent IS NULL AND n NOT IN (
                SELECT max(n) FROM runs WHERE kind = 'sync' AND status = 'succeeded'
                    AND json_extract(outcome, '$.partial') IS NULL
                GROUP BY integration, script, variant, connection
            ) AND n < ? ORDER BY n`,
            oldestMarkedRun(database) ?? Number.MAX_SAFE_INTEGER,
        )
        .filter((row) => runs.statusOf(row, owners) !== 'running')
        .map(({ n }) => n);
}

function withNested(database: StoreDatabase, root: number): number[] {
    return database
        .all<{ n: number }>(
            `WITH RECURSIVE tree (n, id) AS (
                SELECT n, id FROM runs WHERE n = ?
                UNION ALL
                SELECT r.n, r.id FROM tree JOIN runs r ON r.parent = tree.id
            ) SELECT n FROM tree`,
            root,
        )
        .map(({ n }) => n);
}

function removeRun(database: StoreDatabase, run: number): void {
    database.run('INSERT INTO former_runs (n, id) SELECT n, id FROM runs WHERE n = ?', run);
    database.run('DELETE FROM timeline WHERE run = ?', run);
    database.run('DELETE FROM bodies WHERE run = ?', run);
    database.run('DELETE FROM journal WHERE run = ?', run);
    database.run('DELETE FROM history WHERE run = ?', run);
    database.run('DELETE FROM run_models WHERE run = ?', run);
    database.run('DELETE FROM locks WHERE run = ?', run);
    database.run('DELETE FROM runs WHERE n = ?', run);
}
