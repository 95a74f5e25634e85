import { runNumber } from './runNumber';
import type { StoreDatabase } from './StoreDatabase';
import { ensureScope, findScope } from './scopes';
import type { RecordScope } from './types';

/**
 * Marks where the tracking of deletions starts (nango-semantics §3.5, trackDeletesStart): records that no run from this
 * one on names are deleted at its end. A mark that an earlier run left stays.
 * @param key of the script, so that two scripts that save one model do not share a mark
 * @returns the number of the run it starts from
 */
export function setDeletionMark(database: StoreDatabase, scope: RecordScope, key: string, runId: string): number {
    return database.write(() => {
        const run = runNumber(database, runId);
        const scopeRow = ensureScope(database, scope);
        database.run('INSERT INTO deletion_marks VALUES (?, ?, ?) ON CONFLICT DO NOTHING', scopeRow, key, run);
        return findMark(database, scopeRow, key)!;
    });
}

/** The number of the run from which records count as seen; undefined without a mark. */
export function readDeletionMark(database: StoreDatabase, scope: RecordScope, key: string): number | undefined {
    const scopeRow = findScope(database, scope);
    return scopeRow === undefined ? undefined : findMark(database, scopeRow, key);
}

export function clearDeletionMark(database: StoreDatabase, scope: RecordScope, key: string): void {
    const scopeRow = findScope(database, scope);
    if (scopeRow === undefined) return;
    database.write(() => database.run('DELETE FROM deletion_marks WHERE scope = ? AND key = ?', scopeRow, key));
}

/** The oldest run that a mark still needs the journal of; undefined without marks. */
export function oldestMarkedRun(database: StoreDatabase): number | undefined {
    return database.get<{ run: number | null }>('SELECT min(run) AS run FROM deletion_marks')?.run ?? undefined;
}

/** Forgets marks that start before a run: their journal is not kept any longer. */
export function dropMarksBefore(database: StoreDatabase, run: number): void {
    database.run('DELETE FROM deletion_marks WHERE run < ?', run);
}

function findMark(database: StoreDatabase, scope: number, key: string): number | undefined {
    return database.get<{ run: number }>('SELECT run FROM deletion_marks WHERE scope = ? AND key = ?', scope, key)?.run;
}
