import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const cli = path.resolve(import.meta.dirname, '../../../dist/cli.js');

/** One sync with one finding, and a place, `// here`, to type at. */
const body = (indent: string) =>
    [
        "nango.log('begins');",
        "await nango.batchSave([{ id: '1', title: 'a' }], 'Issue');",
        '// here',
        "await nango.log('ends');",
    ]
        .map((line) => `${indent}${line}\n`)
        .join('');

const files = {
    'classic/nango.yaml': `integrations:
    demo:
        syncs:
            issues:
                runs: every hour
                output: Issue
                endpoint: GET /issues
models:
    Issue:
        id: string
        title: string
`,
    'classic/demo/syncs/issues.ts': `import type { NangoSync } from '../../models';

export default async function fetchData(nango: NangoSync): Promise<void> {
${body('    ')}}
`,
    'zero-yaml/.nango/nango.json': '[]\n',
    'zero-yaml/index.ts': "import './demo/syncs/issues.js';\n",
    'zero-yaml/package.json': '{ "name": "zero-yaml", "private": true, "type": "module" }\n',
    'zero-yaml/demo/syncs/issues.ts': `import { createSync } from 'nango';
import { z } from 'zod';

const Issue = z.object({ id: z.string(), title: z.string() });

export default createSync({
    description: 'Issues',
    frequency: 'every hour',
    models: { Issue },
    exec: async (nango) => {
${body('        ')}    }
});
`,
};

/** A folder with a project of each form, with the typings that the terminal program gives them. */
export async function makeFindingsWorkspace(folder: string): Promise<string> {
    for (const [name, text] of Object.entries(files)) {
        const file = path.join(folder, name);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, text);
    }
    await promisify(execFile)(process.execPath, [cli, 'types', '--project', folder, '--set-up', '--yes']);
    return folder;
}
