import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { makeIgnoredFolder } from '../../records/storeFolder';

const FILE = 'typings.json';
const schema = z.object({ replaceOfficial: z.boolean() });

/**
 * Whether the owner of a project lets us replace the `models.ts` of the official tool; asked once per project and kept in
 * `.syncbench/typings.json`.
 */
export class TypingsConsent {
    private readonly folder: string;

    constructor(projectRoot: string) {
        this.folder = path.join(projectRoot, '.syncbench');
    }

    /** Undefined when nobody has been asked yet, or the answer cannot be read. */
    async read(): Promise<boolean | undefined> {
        try {
            const text = await readFile(path.join(this.folder, FILE), 'utf8');
            return schema.parse(JSON.parse(text)).replaceOfficial;
        } catch {
            return undefined;
        }
    }

    async remember(replaceOfficial: boolean): Promise<void> {
        makeIgnoredFolder(this.folder);
        const text = `${JSON.stringify({ replaceOfficial }, null, 4)}\n`;
        await writeFile(path.join(this.folder, FILE), text, { mode: 0o600 });
    }
}
