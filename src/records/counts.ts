import type { RecordCounts } from '../protocol/events';
import type { StoreDatabase } from './StoreDatabase';

export function noCounts(): RecordCounts {
    return { added: 0, updated: 0, unchanged: 0, deleted: 0 };
}

/** Adds to what a run has done to a model so far. Inside a write transaction only. */
export function addToRun(database: StoreDatabase, run: number, model: string, counts: RecordCounts): void {
    database.run(
        `INSERT INTO run_models (run, model, added, updated, unchanged, deleted) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (run, model) DO UPDATE SET
            added = added + excluded.added, updated = updated + excluded.updated,
            unchanged = unchanged + excluded.unchanged, deleted = deleted + excluded.deleted`,
        run,
        model,
        counts.added,
        counts.updated,
        counts.unchanged,
        counts.deleted,
    );
}

export function countsOfRun(database: StoreDatabase, run: number): Record<string, RecordCounts> {
    const rows = database.all<RecordCounts & { model: string }>(
        'SELECT model, added, updated, unchanged, deleted FROM run_models WHERE run = ?',
        run,
    );
    return Object.fromEntries(rows.map(({ model, ...counts }) => [model, counts]));
}
