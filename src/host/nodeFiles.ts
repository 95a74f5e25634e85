import { readdir, readFile, stat } from 'node:fs/promises';
import { orAbsent } from '../core/project/orAbsent';
import type { ProjectFiles } from '../core/project/types';

/** Project lookup on the real file system. */
export const nodeFiles: ProjectFiles = {
    readFile: (file) => readFile(file, 'utf8').catch((error) => orAbsent(error, file)),
    isFile: async (file) => (await stat(file).catch((error) => orAbsent(error, file)))?.isFile() === true,
    readDirectory: async (folder) => {
        const entries = await readdir(folder, { withFileTypes: true }).catch((error) => orAbsent(error, folder));
        return entries?.map((entry) => ({ name: entry.name, isDirectory: entry.isDirectory() }));
    },
};
