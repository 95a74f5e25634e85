import { rmSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from './sqlite';
import { createPrivateFile } from './storeFolder';
import type { StorePaths } from './storePaths';

/** One step of the schema; `version` is what `user_version` says after it. */
export interface Migration {
    version: number;
    sql: string;
}

export function schemaVersion(connection: DatabaseSync): number {
    return (connection.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
}

export function latestVersion(migrations: readonly Migration[]): number {
    return migrations.at(-1)?.version ?? 0;
}

/**
 * Brings an older (or empty) database to the latest version, in one transaction that a caller has begun with
 * `BEGIN IMMEDIATE`: nobody else writes meanwhile, so the backup made first is exactly what is migrated.
 * The backup is `store-v<old version>.backup.sqlite` beside the database.
 *
 * @returns the version it came from, undefined when another process was faster.
 */
export function migrate(
    connection: DatabaseSync,
    paths: StorePaths,
    migrations: readonly Migration[],
): number | undefined {
    const from = schemaVersion(connection);
    const pending = migrations.filter(({ version }) => version > from);
    if (pending.length === 0) return undefined;
    if (from > 0) backup(paths, from);
    for (const { sql, version } of pending) {
        connection.exec(sql);
        connection.exec(`PRAGMA user_version = ${version}`);
    }
    return from;
}

function backup(paths: StorePaths, version: number): void {
    const target = path.join(paths.folder, `store-v${version}.backup.sqlite`);
    rmSync(target, { force: true });
    createPrivateFile(target);
    // A second connection reads the last committed state while the first holds the write lock.
    const reader = openDatabase(paths.database, { readOnly: true });
    try {
        reader.prepare('VACUUM INTO ?').run(target);
    } finally {
        reader.close();
    }
}
