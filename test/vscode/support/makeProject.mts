import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { leadConnectionTo } from '../../../samples/stand-in-api/connectionFile.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** Scripts that the sample has no reason to have. */
const troubles = {
    // Never gives way: only the end of its process ends it.
    endless: `import type { NangoSync } from '../../models';

export default async function fetchData(nango: NangoSync): Promise<void> {
    await nango.log('begins to loop');
    for (;;) {}
}
`,
    broken: `import type { NangoSync } from '../../models';

export default async function fetchData(nango: NangoSync): Promise<void> {
    await nango.log('about to fail');
    throw new Error('this breaks at line five');
}
`,
};

/** A model belongs to one sync. */
const modelOf = (name: string) => `${name[0]?.toUpperCase()}${name.slice(1)}`;

/** A copy of samples/github-issues in `folder`, without what runs left in it. */
export async function copySample(folder: string): Promise<string> {
    const sample = path.join(root, 'samples', 'github-issues');
    const isTracked = (file: string) => !path.relative(sample, file).startsWith('.syncbench');
    await cp(sample, folder, { recursive: true, filter: isTracked });
    return folder;
}

/** `copySample` with the syncs `endless` and `broken`, too. With `baseUrl`, its connection leads there. */
export async function makeProject(folder: string, baseUrl?: string): Promise<string> {
    await copySample(folder);
    const config = path.join(folder, 'nango.yaml');
    const entries = Object.keys(troubles).map(
        (name) =>
            `            ${name}: { runs: every day, sync_type: full, output: ${modelOf(name)}, endpoint: GET /${name} }\n`,
    );
    const models = Object.keys(troubles).map((name) => `    ${modelOf(name)}: { id: string }\n`);
    const yaml = (await readFile(config, 'utf8'))
        .replace('        syncs:\n', (line) => line + entries.join(''))
        .replace('models:\n', (line) => line + models.join(''));
    await writeFile(config, yaml);
    for (const [name, source] of Object.entries(troubles)) {
        await writeFile(path.join(folder, 'github', 'syncs', `${name}.ts`), source);
    }
    if (baseUrl !== undefined) await leadConnectionTo(baseUrl, folder, 'demo');
    return folder;
}
