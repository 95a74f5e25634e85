import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runJson, syncbench } from '../support/syncbench';
import { type TestProject, testProject } from '../support/testProject';

const SYNC = `
import { createSync } from 'nango';
import type { ProxyConfiguration } from 'nango';
import * as z from 'zod';
import { label } from '../lib/label.js';

const Item = z.object({ id: z.string(), name: z.string() });
const sync = createSync({
    description: 'items', version: '1.0.0', frequency: 'every hour', autoStart: true,
    models: { Item },
    exec: async (nango) => {
        const config: ProxyConfiguration = { endpoint: '/items' };
        const items = ['a', 'b'].map((id) => Item.parse({ id, name: label(id) }));
        await nango.batchSave(items, 'Item');
        await nango.log(typeof config);
    },
});
export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
`;
const action = (body: string) => `
import { createAction } from 'nango';
import * as z from 'zod';
export default createAction({
    description: 'it', version: '1.0.0', input: z.object({ text: z.string() }), output: z.any(),
    exec: async (nango, input) => { ${body} },
});
`;

const FILES: Record<string, string> = {
    '.nango/.gitkeep': '',
    'index.ts': [
        `import './demo/syncs/items.js';`,
        `import './demo/actions/echo.js';`,
        `import './demo/actions/triggers.js';`,
        `import './demo/actions/refuses.js';`,
        `import './demo/actions/classic.js';`,
        `import './demo/actions/bare.js';`,
        `import './demo/actions/missing.js';`,
        `import './demo/actions/owner.js';`,
        `import './demo/on-events/created.js';`,
    ].join('\n'),
    'demo/lib/label.ts': 'export const label = (id: string) => id.toUpperCase();',
    'demo/syncs/items.ts': SYNC,
    'demo/actions/echo.ts': action('return { echoed: input, zod: typeof z.toJSONSchema };'),
    'demo/actions/triggers.ts': action(
        `return nango.triggerAction('demo', nango.connectionId, 'echo', { text: 'x' });`,
    ),
    'demo/actions/owner.ts': action('return z.string();'),
    'demo/actions/refuses.ts': action(`throw new nango.ActionError({ message: 'no' });`),
    'demo/actions/classic.ts': 'export default async function runAction() {}',
    'demo/actions/bare.ts': 'export const nothing: string | undefined = undefined;',
    'demo/on-events/created.ts': `
import { createOnEvent } from 'nango';
export default createOnEvent({
    event: 'post-connection-creation', description: 'it',
    exec: async (nango) => { await nango.log('created'); },
});
`,
};

let project: TestProject;
beforeAll(() => {
    project = testProject(FILES);
    // A zero-YAML project has none.
    project.drop('nango.yaml');
});
afterAll(() => project.remove());

const run = (script: string, ...args: string[]) => runJson(project.root, script, ['--ephemeral', ...args]);

describe('a zero-YAML project runs unmodified, without being installed', () => {
    it('a sync: its models are what its definition says', async () => {
        const document = await run('demo/items');
        expect(document.error).toBeNull();
        expect(document.records).toEqual({
            Item: [
                { id: 'a', name: 'A' },
                { id: 'b', name: 'B' },
            ],
        });
        expect(document.logs.map(({ message }) => message)).toEqual(['object']);
    });

    it('an action, with zod 4; an empty input stays an empty object', async () => {
        const document = await run('echo', '--input', '{}');
        expect(document.output).toEqual({ echoed: {}, zod: 'function' });
    });

    it('an action that triggers another', async () => {
        expect((await run('triggers')).output).toEqual({ echoed: { text: 'x' }, zod: 'function' });
    });

    it('an on-event script', async () => {
        const document = await run('created');
        expect([document.kind, document.logs.map(({ message }) => message)]).toEqual(['on-event', ['created']]);
    });

    it.each([
        ['refuses', 'action_script_runtime_error'],
        ['classic', 'no_definition'],
        ['bare', 'no_definition'],
        ['missing', 'script_file_missing'],
        ['unknown', 'script_not_found'],
    ])('%s fails with %s', async (script, type) => {
        expect((await run(script)).error).toMatchObject({ type });
    });

    it('a helper is not a script, and the message says where scripts are listed', async () => {
        const { code, stderr } = await syncbench(['run', `${project.root}/demo/lib/label.ts`, '--ephemeral']);
        expect([code, stderr]).toEqual([2, expect.stringContaining('index.ts')]);
    });
});

describe('the project’s own zod (nango-semantics §12.1)', () => {
    let elsewhere: string;
    afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

    it('wins, also where its folder is a link', async () => {
        elsewhere = mkdtempSync(path.join(os.tmpdir(), 'syncbench-packages-'));
        mkdirSync(path.join(elsewhere, 'zod'));
        writeFileSync(path.join(elsewhere, 'zod/package.json'), '{ "name": "zod", "main": "index.cjs" }');
        writeFileSync(
            path.join(elsewhere, 'zod/index.cjs'),
            `exports.object = exports.string = exports.any = () => 'own';`,
        );
        symlinkSync(elsewhere, path.join(project.root, 'node_modules'), 'junction');
        const document = await run('owner');
        expect([document.error, document.output]).toEqual([null, 'own']);
    });
});
