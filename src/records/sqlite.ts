import { createRequire } from 'node:module';
import type { DatabaseSync, DatabaseSyncOptions } from 'node:sqlite';
import { UserError } from '../core/findings/UserError';

// Made when this module loads and used on first need: a run's process gives up `process.getBuiltinModule` later.
const requireBuiltin = createRequire(process.execPath);

/**
 * Opens a database file with `node:sqlite`, which is loaded on the first call.
 *
 * Node 22 announces that the module is experimental; that one warning is dropped, every other passes.
 *
 * @throws UserError `sqlite_missing` where this Node has no SQLite.
 */
export function openDatabase(file: string, options: DatabaseSyncOptions = {}): DatabaseSync {
    const sqlite = loadSqlite();
    return new sqlite.DatabaseSync(file, options);
}

function loadSqlite(): typeof import('node:sqlite') {
    const emitWarning = process.emitWarning;
    process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
        const isAnnouncement = rest[0] === 'ExperimentalWarning' && String(warning).startsWith('SQLite');
        if (!isAnnouncement) Reflect.apply(emitWarning, process, [warning, ...rest]);
    }) as typeof process.emitWarning;
    try {
        return requireBuiltin('node:sqlite') as typeof import('node:sqlite');
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ERR_UNKNOWN_BUILTIN_MODULE') throw error;
        throw new UserError('sqlite_missing', `Node ${process.versions.node} has no SQLite, which keeps the records.`, {
            advice: 'Use Node 22.13 or later.',
        });
    } finally {
        process.emitWarning = emitWarning;
    }
}
