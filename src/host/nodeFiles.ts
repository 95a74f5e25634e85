import { readdir, readFile, stat } from 'node:fs/promises';
import type { ProjectFiles } from '../core/project/types';

/** Project lookup on the real file system; what cannot be read counts as missing. */
export const nodeFiles: ProjectFiles = {
    readFile: (file) => readFile(file, 'utf8').catch(() => undefined),
    isFile: (file) =>
        stat(file).then(
            (entry) => entry.isFile(),
            () => false,
        ),
    readDirectory: async (folder) => {
        const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
        return entries?.map((entry) => ({ name: entry.name, isDirectory: entry.isDirectory() }));
    },
};
