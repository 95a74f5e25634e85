import { actionName } from './operations';
import type { StoreDatabase } from './StoreDatabase';
import { findScope } from './scopes';
import { type Micros, toIso } from './timestamps';
import type { RecordScope, RecordVersion } from './types';

/** Every state of a record that the store still has, newest first, the current one included. */
export function readVersions(database: StoreDatabase, scope: RecordScope, id: string): RecordVersion[] {
    const scopeRow = findScope(database, scope);
    if (scopeRow === undefined) return [];
    type Row = { at: Micros; action: number; json: string; runId: string };
    return database
        .all<Row>(
            `WITH record AS (SELECT * FROM records WHERE scope = ? AND external_id = ?),
            state AS (
                SELECT updated_at, action, payload, run FROM record
                UNION ALL
                SELECT h.updated_at, h.action, h.payload, h.run FROM record JOIN history h ON h.record = record.id
            )
            SELECT s.updated_at AS at, s.action, p.json, coalesce(r.id, f.id) AS runId
            FROM state s JOIN payloads p ON p.id = s.payload
            LEFT JOIN runs r ON r.n = s.run LEFT JOIN former_runs f ON f.n = s.run
            ORDER BY s.updated_at DESC`,
            scopeRow,
            id,
        )
        .map(({ at, action, json, runId }) => ({
            runId,
            at: toIso(at),
            action: actionName(action),
            payload: JSON.parse(json) as Record<string, unknown>,
        }));
}
