import type { StoreDatabase } from './StoreDatabase';
import type { RecordScope } from './types';

/** The row of a scope, undefined when nothing was ever written to it. */
export function findScope(database: StoreDatabase, scope: RecordScope): number | undefined {
    const { integration, connectionId, model, variant } = scope;
    return database.get<{ id: number }>(
        'SELECT id FROM scopes WHERE integration = ? AND connection = ? AND model = ? AND variant = ?',
        integration,
        connectionId,
        model,
        variant,
    )?.id;
}

/** The row of a scope, made when there is none. Inside a write transaction only. */
export function ensureScope(database: StoreDatabase, scope: RecordScope): number {
    const { integration, connectionId, model, variant } = scope;
    const insert = 'INSERT INTO scopes (integration, connection, model, variant) VALUES (?, ?, ?, ?)';
    const found = findScope(database, scope);
    if (found !== undefined) return found;
    database.run(insert, integration, connectionId, model, variant);
    return findScope(database, scope)!;
}

export function addToScope(database: StoreDatabase, scope: number, change: { live: number; deleted: number }): void {
    const sql = 'UPDATE scopes SET live = live + ?, deleted = deleted + ? WHERE id = ?';
    if (change.live !== 0 || change.deleted !== 0) database.run(sql, change.live, change.deleted, scope);
}

/** Every scope that holds records, with its numbers of live and deleted ones, which are kept and not counted. */
export function listScopes(database: StoreDatabase): { scope: RecordScope; live: number; deleted: number }[] {
    type Row = RecordScope & { live: number; deleted: number };
    return database
        .all<Row>(
            `SELECT integration, connection AS connectionId, model, variant, live, deleted FROM scopes
            WHERE live > 0 OR deleted > 0 ORDER BY integration, connection, model, variant`,
        )
        .map(({ live, deleted, ...scope }) => ({ scope, live, deleted }));
}
