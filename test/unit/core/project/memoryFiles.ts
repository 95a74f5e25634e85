import type { PathFlavour, ProjectFiles } from '../../../../src/core/project/types';

/** Files that exist in memory only. Counts what is asked, so that a test can tell how much a lookup reads. */
export class MemoryFiles implements ProjectFiles {
    readonly directoriesRead: string[] = [];
    readonly filesAsked: string[] = [];
    private readonly files = new Map<string, string>();
    private readonly folders = new Map<string, Map<string, boolean>>();

    /** @param contents texts by absolute path; a path that ends in a separator is an empty folder */
    constructor(
        private readonly path: PathFlavour,
        contents: Record<string, string>,
    ) {
        for (const [file, text] of Object.entries(contents)) {
            const isFolder = file.endsWith(path.sep);
            const name = path.resolve(file);
            if (isFolder) this.addFolder(name);
            else {
                this.addFolder(path.dirname(name)).set(path.basename(name), false);
                this.files.set(this.key(name), text);
            }
        }
    }

    async readFile(file: string): Promise<string | undefined> {
        return this.files.get(this.key(file));
    }

    async readDirectory(folder: string): Promise<{ name: string; isDirectory: boolean }[] | undefined> {
        this.directoriesRead.push(folder);
        const entries = this.folders.get(this.key(folder));
        return entries && [...entries].map(([name, isDirectory]) => ({ name, isDirectory }));
    }

    async isFile(file: string): Promise<boolean> {
        this.filesAsked.push(file);
        return this.files.has(this.key(file));
    }

    private addFolder(folder: string): Map<string, boolean> {
        const known = this.folders.get(this.key(folder));
        if (known) return known;
        const entries = new Map<string, boolean>();
        this.folders.set(this.key(folder), entries);
        const parent = this.path.dirname(folder);
        if (parent !== folder) this.addFolder(parent).set(this.path.basename(folder), true);
        return entries;
    }

    /** Windows file systems do not tell letter case apart. */
    private key(name: string): string {
        const normal = this.path.resolve(name);
        return this.path.sep === '\\' ? normal.toLowerCase() : normal;
    }
}
