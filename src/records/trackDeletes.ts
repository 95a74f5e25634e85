import { addToRun, noCounts } from './counts';
import { visitRefs } from './journalRefs';
import { DELETED } from './operations';
import { RowSet } from './RowSet';
import { runNumber } from './runNumber';
import type { StoreDatabase } from './StoreDatabase';
import { addToScope, findScope } from './scopes';
import type { RecordScope } from './types';
import { WriteState } from './WriteState';

/**
 * Deletes the live rows of a scope that no run has named in any call, changed or not (nango-semantics §6.6), neither
 * this one nor, with `since`, any from the run of that number on. Their payloads stay. One transaction.
 *
 * @returns the ids that are deleted now
 */
export function deleteUnseen(database: StoreDatabase, runId: string, scope: RecordScope, since?: number): string[] {
    return database.write(() => {
        const run = runNumber(database, runId);
        const scopeRow = findScope(database, scope);
        if (scopeRow === undefined) return [];
        const unseen = findUnseen(
            database,
            { from: since ?? run, to: since === undefined ? run : undefined },
            scopeRow,
        );
        if (unseen.length === 0) return [];

        const state = WriteState.load(database);
        const keep = database.statement(
            `INSERT INTO history (record, updated_at, action, payload, run)
            SELECT id, updated_at, action, payload, run FROM records WHERE id = ?`,
        );
        const mark = database.statement(
            'UPDATE records SET action = ?, updated_at = ?, deleted_at = ?, run = ? WHERE id = ?',
        );
        for (const { id } of unseen) {
            const now = state.tick();
            keep.run(id);
            mark.run(DELETED, now, now, run, id);
        }
        addToScope(database, scopeRow, { live: -unseen.length, deleted: unseen.length });
        addToRun(database, run, scope.model, { ...noCounts(), deleted: unseen.length });
        state.save();
        return unseen.map(({ external_id }) => external_id);
    });
}

/** Rows of a scope that the runs of these numbers, both inclusive, have not named. */
function findUnseen(
    database: StoreDatabase,
    { from, to = Number.MAX_SAFE_INTEGER }: { from: number; to?: number },
    scope: number,
): { id: number; external_id: string }[] {
    const seen = new RowSet();
    for (const { refs } of database.iterate<{ refs: Uint8Array }>(
        'SELECT refs FROM journal WHERE run BETWEEN ? AND ? AND scope = ?',
        from,
        to,
        scope,
    )) {
        visitRefs(refs, (record) => seen.add(record));
    }
    const live = database.iterate<{ id: number; external_id: string }>(
        'SELECT id, external_id FROM records WHERE scope = ? AND action < ?',
        scope,
        DELETED,
    );
    const unseen: { id: number; external_id: string }[] = [];
    for (const row of live) if (!seen.has(row.id)) unseen.push(row);
    return unseen;
}
