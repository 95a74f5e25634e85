import type { StoreDatabase } from './StoreDatabase';

/** What earlier runs wrote with setMetadata or updateMetadata for this connection; undefined when none did. */
export function readMetadata(
    database: StoreDatabase,
    integration: string,
    connectionId: string,
): Record<string, unknown> | undefined {
    const row = database.get<{ value: string }>(
        'SELECT value FROM metadata WHERE integration = ? AND connection = ?',
        integration,
        connectionId,
    );
    return row && (JSON.parse(row.value) as Record<string, unknown>);
}

/** Replaces the whole metadata of a connection. */
export function writeMetadata(
    database: StoreDatabase,
    integration: string,
    connectionId: string,
    value: Record<string, unknown>,
): void {
    const json = JSON.stringify(value);
    database.write(() => {
        database.run(
            `INSERT INTO metadata (integration, connection, value) VALUES (?, ?, ?)
            ON CONFLICT (integration, connection) DO UPDATE SET value = excluded.value`,
            integration,
            connectionId,
            json,
        );
    });
}
