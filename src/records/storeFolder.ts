import { closeSync, existsSync, mkdirSync, openSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { storeError } from './storeErrors';
import type { StorePaths } from './storePaths';

/**
 * Makes the folder of a new store: private to its owner, and ignored by git before it holds a byte of anybody's data.
 * Touches nothing when the database is there already, so that opening costs one look.
 */
export function prepareFolder(paths: StorePaths): void {
    if (existsSync(paths.database)) return;
    makeIgnoredFolder(paths.folder);
    makePrivateFolder(paths.locks);
    createPrivateFile(paths.database);
}

/** Makes a folder that is private to its owner and wholly ignored by git; one that is there keeps what it has. */
export function makeIgnoredFolder(folder: string): void {
    makePrivateFolder(folder);
    try {
        writeFileSync(path.join(folder, '.gitignore'), '*\n', { flag: 'wx' });
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
}

/**
 * Makes the folders above a store's own: whoever writes the store may be allowed nothing outside it.
 * @throws UserError `store_unwritable`
 */
export function makeFoldersAbove(storeFolder: string): void {
    const parent = path.dirname(storeFolder);
    if (existsSync(parent)) return;
    try {
        makePrivateFolder(parent);
    } catch (error) {
        throw storeError(error, storeFolder);
    }
}

/**
 * Makes a folder and those above it. Not `recursive: true`: that never returns where the system says ENOENT although the
 * folder above is there, as below /proc.
 */
export function makePrivateFolder(folder: string): void {
    try {
        mkdirSync(folder, { mode: 0o700 });
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EEXIST' && statSync(folder).isDirectory()) return;
        const parent = path.dirname(folder);
        if (code !== 'ENOENT' || parent === folder || isThere(parent)) throw error;
        makePrivateFolder(parent);
        makePrivateFolder(folder);
    }
}

function isThere(folder: string): boolean {
    try {
        return existsSync(folder);
    } catch {
        // A process that may not even look there cannot make it either.
        return true;
    }
}

/** Creates an empty file that only its owner can read; SQLite gives its side files the same mode. */
export function createPrivateFile(file: string): void {
    closeSync(openSync(file, 'a', 0o600));
}
