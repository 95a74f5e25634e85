import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { ACTION_BODY, benchProject, mapperSource, syncBody } from './projects.mjs';
import { writeFiles } from './writeFiles.mjs';

/** The compiler options that `nango init` writes. */
const TSCONFIG = {
    include: ['index.ts', '**/*.ts'],
    exclude: ['node_modules', 'dist', 'build', '.nango'],
    compilerOptions: {
        module: 'node16',
        target: 'esnext',
        strict: true,
        esModuleInterop: true,
        skipLibCheck: true,
        forceConsistentCasingInFileNames: true,
        moduleResolution: 'node16',
        exactOptionalPropertyTypes: true,
        noFallthroughCasesInSwitch: true,
        noImplicitOverride: true,
        noImplicitReturns: true,
        noPropertyAccessFromIndexSignature: true,
        noUncheckedIndexedAccess: true,
        noUnusedLocals: true,
        noUnusedParameters: true,
        noEmit: true,
    },
};

/** As `ITEM` of the classic projects. */
const ITEM = `z.object({
    id: z.string(),
    name: z.string(),
    status: z.string(),
    priority: z.number(),
    amount: z.number(),
    archived: z.boolean(),
    closed_at: z.string().nullable(),
    created_at: z.string(),
    updated_at: z.string(),
    owner: z.object({ id: z.number(), email: z.string(), name: z.string() }),
    tags: z.array(z.string()),
    description: z.string(),
    fetched_from: z.string()
})`;

/**
 * The same as `writeBenchProject`, as a zero-YAML project.
 *
 * @param {string} root an empty folder
 * @param {{ scripts: number, records: number }} size
 * @param {string} [modules] the `node_modules` that the project has; none otherwise, as before its `npm install`
 * @returns {import('./projects.mjs').BenchProject}
 */
export function writeZeroYamlProject(root, { scripts, records }, modules) {
    const files = {};
    for (let index = 0; index < scripts; index++) {
        const integration = `bench-${Math.floor(index / 10)}`;
        files[`${integration}/syncs/sync-${index}.ts`] = syncSource(index, records);
        files[`${integration}/mappers/to-item-${index}.ts`] = mapperSource();
    }
    writeProject(root, files, modules);
    return benchProject(root, 'syncs/sync-0');
}

/**
 * The same as `writeActionProject`, as a zero-YAML project.
 *
 * @param {string} root an empty folder
 * @param {string} [modules]
 * @returns {import('./projects.mjs').BenchProject}
 */
export function writeZeroYamlActionProject(root, modules) {
    writeProject(root, { 'bench-0/actions/action-0.ts': actionSource() }, modules);
    return benchProject(root, 'actions/action-0');
}

function writeProject(root, files, modules) {
    const entries = Object.keys(files).filter((file) => !file.includes('/mappers/'));
    writeFiles(root, {
        ...files,
        'index.ts': entries.map((file) => `import './${file.replace(/\.ts$/, '.js')}';\n`).join(''),
        'package.json': JSON.stringify({ name: 'bench', private: true, type: 'module' }),
        'tsconfig.json': JSON.stringify(TSCONFIG),
        // By this folder, the official tool knows a project.
        '.nango/.gitkeep': '',
    });
    if (modules) symlinkSync(modules, path.join(root, 'node_modules'), 'junction');
}

function syncSource(index, records) {
    return `import { createSync } from 'nango';
import * as z from 'zod';
import { toItem } from '../mappers/to-item-${index}.js';

const sync = createSync({
    description: 'Bench sync ${index}',
    version: '1.0.0',
    endpoints: [{ method: 'GET', path: '/bench/items-${index}' }],
    frequency: 'every hour',
    autoStart: true,
    syncType: 'full',
    models: { Item${index}: ${ITEM} },
    exec: async (nango) => {
${syncBody(index, records)}
    }
});

export default sync;
`;
}

function actionSource() {
    return `import { createAction } from 'nango';
import * as z from 'zod';

const action = createAction({
    description: 'Bench action',
    version: '1.0.0',
    endpoint: { method: 'POST', path: '/bench/questions' },
    input: z.object({ text: z.string() }),
    output: z.object({ text: z.string(), count: z.number() }),
    exec: async (nango, input) => {
${ACTION_BODY}
    }
});

export default action;
`;
}
