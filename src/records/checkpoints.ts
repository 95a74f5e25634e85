import type { StoreDatabase } from './StoreDatabase';

/** Whose checkpoint: `key` names the script, see `checkpointKey` (nango-semantics §3.7). */
export interface CheckpointKey {
    integration: string;
    connectionId: string;
    key: string;
}

/** A checkpoint as it stands; `value` is undefined when there is none, or none any more. */
export interface StoredCheckpoint {
    /** Grows with every change; 0 before the first. */
    version: number;
    value?: Record<string, unknown>;
}

export function readCheckpoint(database: StoreDatabase, { integration, connectionId, key }: CheckpointKey) {
    const row = database.get<{ version: number; value: string | null }>(
        'SELECT version, value FROM checkpoints WHERE integration = ? AND connection = ? AND key = ?',
        integration,
        connectionId,
        key,
    );
    const found: StoredCheckpoint = { version: row?.version ?? 0 };
    if (row?.value) found.value = JSON.parse(row.value) as Record<string, unknown>;
    return found;
}

/**
 * Replaces a checkpoint, or clears it (`value` undefined), if nobody has changed it since `version` was read.
 * @returns the new version; undefined when somebody has
 */
export function writeCheckpoint(
    database: StoreDatabase,
    at: CheckpointKey,
    value: Record<string, unknown> | undefined,
    version: number,
): number | undefined {
    return database.write(() => {
        if (readCheckpoint(database, at).version !== version) return undefined;
        database.run(
            `INSERT INTO checkpoints (integration, connection, key, version, value) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET version = excluded.version, value = excluded.value`,
            at.integration,
            at.connectionId,
            at.key,
            version + 1,
            value === undefined ? null : JSON.stringify(value),
        );
        return version + 1;
    });
}
