import { readdirSync, readFileSync, statSync } from 'node:fs';
import { orAbsent } from '../../core/project/orAbsent';
import type { ProjectFiles } from '../../core/project/types';

/**
 * Files of the disk, read while everything waits: a check reads thousands of small files one after the other and does nothing
 * else, and the asynchronous calls cost several times what the reading does.
 */
export const blockingFiles: ProjectFiles = {
    readFile: async (file) => attempt(file, () => readFileSync(file, 'utf8')),
    isFile: async (file) => attempt(file, () => statSync(file, { throwIfNoEntry: false })?.isFile()) === true,
    readDirectory: async (folder) => {
        const entries = attempt(folder, () => readdirSync(folder, { withFileTypes: true }));
        return entries?.map((entry) => ({ name: entry.name, isDirectory: entry.isDirectory() }));
    },
};

function attempt<T>(path: string, read: () => T): T | undefined {
    try {
        return read();
    } catch (error) {
        return orAbsent(error, path);
    }
}
