import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from './sqlite';
import { isBusy } from './storeErrors';
import { makePrivateFolder } from './storeFolder';

/**
 * Proof that the process which writes a run is alive: an exclusive lock on an empty file in `locks/`, held through
 * SQLite and so the same on every platform. The system drops it when the process ends, however it ends; no process id
 * is ever guessed about.
 */
export class OwnerLock {
    private constructor(
        readonly owner: string,
        private readonly file: string,
        private readonly connection: DatabaseSync,
    ) {}

    /**
     * Takes a lock of a new name and removes the files of dead owners. Call it inside a write transaction of the store:
     * that keeps others from taking a file for a dead owner's before its lock is held.
     */
    static take(folder: string): OwnerLock {
        const owner = randomUUID();
        const file = path.join(folder, owner);
        makePrivateFolder(folder);
        const connection = openDatabase(file);
        try {
            connection.exec('BEGIN EXCLUSIVE');
        } catch (error) {
            connection.close();
            throw error;
        }
        removeStale(folder, owner);
        return new OwnerLock(owner, file, connection);
    }

    release(): void {
        this.connection.close();
        remove(this.file);
    }
}

/** Whether the owner of this name still lives. Reads only, so that any number may ask at once. */
export function isOwnerAlive(folder: string, owner: string): boolean {
    let connection: DatabaseSync;
    try {
        connection = openDatabase(path.join(folder, owner), { readOnly: true });
    } catch {
        return false; // The file is gone.
    }
    try {
        // Needs a shared lock, which an exclusive one keeps out.
        connection.prepare('PRAGMA schema_version').get();
        return false;
    } catch (error) {
        return isBusy(error);
    } finally {
        connection.close();
    }
}

/** Removes the files of dead owners, all but `self`; inside a write transaction of the store only, see `OwnerLock.take`. */
export function removeStale(folder: string, self?: string): void {
    if (!existsSync(folder)) return;
    for (const owner of readdirSync(folder)) {
        if (owner !== self && !isOwnerAlive(folder, owner)) remove(path.join(folder, owner));
    }
}

/** A file that cannot be removed (another process looks at it, on Windows) is left for the next owner to remove. */
function remove(file: string): void {
    try {
        rmSync(file, { force: true });
    } catch {
        // As above.
    }
}
