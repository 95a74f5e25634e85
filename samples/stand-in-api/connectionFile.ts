import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a project's connection lead to the stand-in: sets `base_url` in its private connection file
 * (`.syncbench/connections/<connection>.json`), which starts as a copy of the shared one (`syncbench/connections/`).
 * Everything else in the file stays. Rejects when a file is not a JSON object, naming it.
 */
export async function leadConnectionTo(url: string, project: string, connection: string): Promise<void> {
    const privateFolder = path.join(project, '.syncbench');
    const file = path.join(privateFolder, 'connections', `${connection}.json`);
    const shared = path.join(project, 'syncbench', 'connections', `${connection}.json`);
    const content = (await readObject(file)) ?? (await readObject(shared)) ?? {};
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await createIfMissing(path.join(privateFolder, '.gitignore'), '*\n');
    await writeFile(file, `${JSON.stringify({ ...content, base_url: url }, undefined, 4)}\n`, { mode: 0o600 });
}

async function readObject(file: string): Promise<object | undefined> {
    let text: string;
    try {
        text = await readFile(file, 'utf8');
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
    }
    try {
        const value: unknown = JSON.parse(text);
        if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    } catch {
        // Said below, for both.
    }
    throw new Error(`${file} is not a JSON object. Mend or delete it.`);
}

async function createIfMissing(file: string, text: string): Promise<void> {
    try {
        await writeFile(file, text, { flag: 'wx' });
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
}
