import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import JSZip from 'jszip';

/** A packaged extension, read. */
export class Vsix {
    readonly #zip: JSZip;
    /** Of the file, in bytes. */
    readonly size: number;

    private constructor(zip: JSZip, size: number) {
        this.#zip = zip;
        this.size = size;
    }

    static async open(file: string): Promise<Vsix> {
        const bytes = await readFile(file);
        return new Vsix(await JSZip.loadAsync(bytes), bytes.length);
    }

    /** Paths of what is installed, relative to the extension's folder, sorted. */
    get files(): string[] {
        const names = Object.values(this.#zip.files).filter(({ dir }) => !dir);
        return names
            .filter(({ name }) => name.startsWith('extension/'))
            .map(({ name }) => name.slice('extension/'.length))
            .sort();
    }

    async read(file: string): Promise<Buffer> {
        return await this.#entry(`extension/${file}`).async('nodebuffer');
    }

    /** The platform that it says it is for. */
    async targetPlatform(): Promise<string | undefined> {
        const manifest = await this.#entry('extension.vsixmanifest').async('text');
        return /TargetPlatform="([^"]*)"/.exec(manifest)?.[1];
    }

    /** Whether its owner may execute a file that is unpacked from it. */
    isExecutable(file: string): boolean {
        return (Number(this.#entry(`extension/${file}`).unixPermissions) & 0o100) !== 0;
    }

    /** Puts the extension's files into `folder`, as an editor that installs it does. */
    async unpack(folder: string): Promise<void> {
        for (const file of this.files) {
            const target = path.join(folder, file);
            await mkdir(path.dirname(target), { recursive: true });
            await writeFile(target, await this.read(file));
            if (this.isExecutable(file)) await chmod(target, 0o755);
        }
    }

    #entry(name: string): JSZip.JSZipObject {
        const entry = this.#zip.file(name);
        if (!entry) throw new Error(`The package has no ${name}.`);
        return entry;
    }
}
