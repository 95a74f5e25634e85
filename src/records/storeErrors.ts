import path from 'node:path';
import { UserError } from '../core/findings/UserError';
import { storePaths } from './storePaths';

/** Primary result codes of SQLite (sqlite.org/rescode.html). */
const BUSY = 5;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

/** The primary SQLite result code of an error, undefined when SQLite did not raise it. */
export function sqliteCode(error: unknown): number | undefined {
    const { code, errcode } = (error ?? {}) as { code?: unknown; errcode?: unknown };
    return code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number' ? errcode & 0xff : undefined;
}

/** Whether another connection holds the lock that was wanted. */
export function isBusy(error: unknown): boolean {
    return sqliteCode(error) === BUSY;
}

/**
 * Turns what SQLite and the file system raise into an error with advice; anything else comes back as it is.
 *
 * Codes: `store_unwritable` (disk full, read-only or not a folder), `store_busy`, `store_damaged`.
 */
export function storeError(error: unknown, folder: string): unknown {
    const code = sqliteCode(error) ?? (error as NodeJS.ErrnoException | undefined)?.code;
    switch (code) {
        case FULL:
        case 'ENOSPC':
        case 'EDQUOT':
            return new UserError('store_unwritable', `The disk that holds the store ${folder} is full.`, {
                advice: 'Free some space and run again; what was stored before is intact.',
            });
        case READONLY:
        case CANTOPEN:
        case 'EROFS':
        case 'EACCES':
        case 'EPERM':
        case 'ERR_ACCESS_DENIED':
        case 'ENOENT':
            return new UserError('store_unwritable', `The store ${folder} cannot be written: ${reason(error)}.`, {
                advice: 'Make the folder writable, or keep the store elsewhere with --store <dir>.',
            });
        case 'ENOTDIR':
        case 'EEXIST':
            return new UserError('store_unwritable', `The store ${folder} cannot be written: ${reason(error)}.`, {
                advice: 'A file is where a folder must be: move it away, or keep the store elsewhere with --store <dir>.',
            });
        case IOERR:
            return new UserError(
                'store_unwritable',
                `Reading or writing the store ${folder} failed: ${reason(error)}.`,
                {
                    advice: 'Check the disk and the space left on it; what was stored before is intact.',
                },
            );
        case BUSY:
            return new UserError('store_busy', `Another process kept the store ${folder} locked for too long.`, {
                advice: 'Wait for other runs to end, then run again.',
            });
        case CORRUPT:
        case NOTADB:
            return new UserError('store_damaged', `The store ${folder} is damaged: ${reason(error)}.`, {
                advice: damagedAdvice(folder),
            });
        default:
            return error;
    }
}

/** Names only the database's own files: private connection files and consents lie in the same folder. */
function damagedAdvice(folder: string): string {
    const { database } = storePaths(folder);
    const name = path.basename(database);
    return (
        `Move ${database} away, with ${name}-wal and ${name}-shm where they are there; the next run makes a new one. ` +
        'Its records, runs, checkpoints and stored metadata are lost; connection files and whatever else lies beside it stay.'
    );
}

function reason(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}
