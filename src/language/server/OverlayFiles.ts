import { readdir, readFile, stat } from 'node:fs/promises';
import { orAbsent } from '../../core/project/orAbsent';
import type { ProjectFiles } from '../../core/project/types';

/** The file system with the editor's unsaved texts in place of what is on the disk. */
export class OverlayFiles implements ProjectFiles {
    /** @param unsaved the text of a file that is open in the editor */
    constructor(private readonly unsaved: (file: string) => string | undefined) {}

    async readFile(file: string): Promise<string | undefined> {
        return this.unsaved(file) ?? (await readFile(file, 'utf8').catch((error) => orAbsent(error, file)));
    }

    async isFile(file: string): Promise<boolean> {
        const entry = await stat(file).catch((error) => orAbsent(error, file));
        return entry?.isFile() === true;
    }

    async readDirectory(folder: string): Promise<{ name: string; isDirectory: boolean }[] | undefined> {
        const entries = await readdir(folder, { withFileTypes: true }).catch((error) => orAbsent(error, folder));
        return entries?.map((entry) => ({ name: entry.name, isDirectory: entry.isDirectory() }));
    }
}
