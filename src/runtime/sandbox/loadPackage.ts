import { createRequire } from 'node:module';
import path from 'node:path';

/** A package as the first of the folders resolves it that does; undefined where none does. */
export function loadPackage(name: string, folders: readonly string[]): unknown {
    for (const folder of folders) {
        const module = loadFrom(folder, name);
        if (module !== undefined) return module;
    }
    return undefined;
}

/**
 * What a file in a folder would get for a name or path; undefined where it does not resolve, or leads through a link to
 * where this process may not read.
 */
export function loadFrom(folder: string, name: string): unknown {
    const folderRequire = createRequire(path.join(folder, 'script.cjs'));
    let file: string;
    try {
        file = folderRequire.resolve(name);
    } catch {
        return undefined;
    }
    try {
        return folderRequire(file);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ERR_ACCESS_DENIED') return undefined;
        throw error;
    }
}
