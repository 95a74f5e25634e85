import path from 'node:path';

/** Where things are in a store's folder. */
export interface StorePaths {
    folder: string;
    database: string;
    locks: string;
}

export function storePaths(folder: string): StorePaths {
    return { folder, database: path.join(folder, 'store.sqlite'), locks: path.join(folder, 'locks') };
}
