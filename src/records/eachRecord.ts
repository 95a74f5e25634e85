import { DELETED } from './operations';
import { type Row, toStoredRecord } from './reading';
import type { StoreDatabase } from './StoreDatabase';
import { findScope } from './scopes';
import type { RecordScope, StoredRecord } from './types';

/**
 * Every record of a scope, in the order in which they were first seen, one at a time and as they were when the first
 * one was read, whatever is written meanwhile.
 */
export function* eachRecord(
    database: StoreDatabase,
    scope: RecordScope,
    { includeDeleted }: { includeDeleted: boolean },
): Generator<StoredRecord> {
    const scopeRow = findScope(database, scope);
    if (scopeRow === undefined) return;
    // Only numbers are sorted; the payloads come row by row.
    const rows = database.iterate<Row>(
        `WITH wanted AS MATERIALIZED (SELECT id FROM records WHERE scope = ? AND action <= ? ORDER BY id)
        SELECT r.id, r.external_id, r.created_at, r.updated_at, r.deleted_at, r.action, p.json
        FROM wanted CROSS JOIN records r ON r.id = wanted.id CROSS JOIN payloads p ON p.id = r.payload`,
        scopeRow,
        includeDeleted ? DELETED : DELETED - 1,
    );
    for (const row of rows) yield toStoredRecord(row);
}
