import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runJson, syncbench } from '../support/syncbench';
import { type TestProject, testProject } from '../support/testProject';

const HANDLER = `await nango.log(typeof nango.batchSave);
    for (const item of payload.items) await nango.batchSave([item], 'Item');`;

const CLASSIC: Record<string, string> = {
    'demo/syncs/hooked.ts': `
import { ActionError, type NangoSync, NangoFlows } from './models.js';
export default async function fetchData(nango: NangoSync) { await nango.log('the sync ran'); }
export async function onWebhookPayloadReceived(nango: NangoSync, payload: any) {
    if (payload === null) throw new ActionError({ message: 'no payload' });
    ${HANDLER}
}`,
    'demo/syncs/plain.ts': `export default async function fetchData() {}`,
    'demo/actions/act.ts': `export default async function runAction() {}`,
    'demo/on-events/created.ts': `
export default async function onEvent(...args: any[]) {
    const [nango] = args;
    await nango.log(String(await nango.getMetadata()));
    return { args: args.length, isSync: 'batchSave' in nango };
}`,
    'demo/post-connection-scripts/legacy.ts': `export default async function execute(nango: any) { await nango.log('legacy'); }`,
    'rootEvent.ts': `import { NangoAction } from './models'; export default async (nango: NangoAction) => { await nango.log('root'); };`,
    'nango.yaml': `integrations:
    demo:
        syncs:
            hooked: { runs: every hour, output: Item, track_deletes: true, endpoint: GET /h, webhook-subscriptions: [items.changed] }
            plain: { runs: every hour, output: Item, endpoint: GET /p }
        actions:
            act: { endpoint: POST /a }
        on-events:
            post-connection-creation: [created, rootEvent]
            validate-connection: [created]
    old:
        syncs: {}
    demo2:
        actions: {}
models:
    Item: { id: string, name: string }
`,
};

const ZERO: Record<string, string> = {
    '.nango/.gitkeep': '',
    'index.ts': `import './demo/syncs/hooked.js';\nimport './demo/syncs/plain.js';\nimport './demo/on-events/checks.js';`,
    'demo/syncs/hooked.ts': `
import { createSync } from 'nango';
import * as z from 'zod';
export default createSync({
    description: '', frequency: 'every hour', webhookSubscriptions: ['*'], trackDeletes: true,
    models: { Item: z.object({ id: z.string(), name: z.string() }) },
    exec: async (nango) => { await nango.log('the sync ran'); },
    onWebhook: async (nango, payload: any) => { ${HANDLER} },
});`,
    'demo/syncs/plain.ts': `
import { createSync } from 'nango';
export default createSync({ description: '', frequency: 'every hour', models: {}, exec: async () => {} });`,
    'demo/on-events/checks.ts': `
import { createOnEvent } from 'nango';
export default createOnEvent({
    event: 'validate-connection', description: '',
    exec: async (nango) => { await nango.log('checked'); throw new nango.ActionError({ message: 'no such team' }); },
});`,
};

const PAYLOAD = JSON.stringify({
    items: [
        { id: 'a', name: 'x' },
        { id: 'b', name: 'y' },
    ],
});

let classic: TestProject;
let zero: TestProject;
beforeAll(() => {
    classic = testProject(CLASSIC);
    zero = testProject(ZERO);
    zero.drop('nango.yaml');
});
afterAll(() => {
    classic.remove();
    zero.remove();
});
const run = (project: TestProject, script: string, ...args: string[]) =>
    runJson(project.root, script, ['--ephemeral', ...args]);
const codes = ({ warnings }: { warnings: { code: string }[] }) => warnings.map(({ code }) => code);

describe.each([
    ['classic', () => classic],
    ['zero-YAML', () => zero],
])('a webhook of a %s sync', (_, project) => {
    it('runs the handler alone, with a NangoSync', async () => {
        const document = await run(project(), 'demo/hooked', '--payload', PAYLOAD);
        expect(document.error).toBeNull();
        expect([document.kind, document.logs.map(({ message }) => message)]).toEqual(['webhook', ['function']]);
        expect(document.records.Item).toEqual(JSON.parse(PAYLOAD).items);
    });

    it('is no run of the sync: it deletes nothing, and no run goes on from it', async () => {
        const store = ['--store', `${project().root}/store`];
        await runJson(project().root, 'demo/hooked', ['--payload', PAYLOAD, ...store]);
        const second = await runJson(project().root, 'demo/hooked', ['--payload', '{"items":[]}', ...store]);
        expect(second.counts).toEqual({});
        const { stdout } = await syncbench(['runs', '--project', project().root, '--json', ...store]);
        expect(JSON.parse(stdout).runs).toMatchObject([
            { kind: 'webhook' },
            { kind: 'webhook', options: { payload: JSON.parse(PAYLOAD) } },
        ]);
        const sync = await runJson(project().root, 'demo/hooked', store);
        expect([sync.kind, sync.counts.Item?.deleted]).toEqual(['sync', 2]);
    });

    it('a sync without a handler is told so', async () => {
        const document = await run(project(), 'demo/plain', '--payload', '{}');
        expect(document.error).toMatchObject({
            type: 'no_webhook_handler',
            advice: expect.stringMatching(/onWebhook/),
        });
    });
});

describe('events', () => {
    it('a webhook of a type that the sync does not subscribe to is run, with a warning', async () => {
        expect(codes(await run(classic, 'demo/hooked', '--payload', PAYLOAD, '--event', 'items.changed'))).toEqual([]);
        const other = await run(classic, 'demo/hooked', '--payload', PAYLOAD, '--event', 'items.gone');
        expect([other.ok, codes(other)]).toEqual([true, ['event-not-declared']]);
        expect(codes(await run(zero, 'demo/hooked', '--payload', PAYLOAD, '--event', 'any'))).toEqual([]);
    });

    it('an on-event script gets a NangoAction and nothing else', async () => {
        const document = await run(classic, 'demo/created', '--event', 'validate-connection');
        expect([document.kind, document.output, codes(document)]).toEqual(['on-event', { args: 1, isSync: false }, []]);
    });

    it('an event that the script is not declared for', async () => {
        const document = await run(classic, 'demo/created', '--event', 'pre-connection-deletion');
        expect(document.warnings).toMatchObject([
            {
                code: 'event-not-declared',
                message: expect.stringContaining('post-connection-creation, validate-connection'),
            },
        ]);
        expect(codes(await run(zero, 'demo/checks', '--event', 'post-connection-creation'))).toEqual([
            'event-not-declared',
        ]);
    });

    it('a script that fails while a connection is validated: the connection is rejected', async () => {
        const document = await run(zero, 'demo/checks');
        expect(document.error).toMatchObject({
            type: 'action_script_runtime_error',
            advice: expect.stringContaining('reject'),
        });
    });

    it.each(['demo/on-events/created.ts', 'rootEvent.ts', 'rootEvent'])(
        '%s is found by its file or name',
        async (script) => {
            expect((await run(classic, script.endsWith('.ts') ? `${classic.root}/${script}` : script)).kind).toBe(
                'on-event',
            );
        },
    );
});

describe('payload and event where there is no use for them', () => {
    it.each([
        ['demo/act', ['--payload', '{}'], 'payload_not_taken'],
        ['demo/act', ['--event', 'x'], 'event_not_taken'],
        ['demo/created', ['--payload', '{}'], 'payload_not_taken'],
        ['demo/plain', ['--event', 'x'], 'event_not_taken'],
    ])('%s %s: %s', async (script, args, type) => {
        const document = await run(classic, script, ...args);
        expect([document.code, document.kind, document.error?.type]).toEqual([2, null, type]);
    });

    it('null is a payload', async () => {
        expect((await run(classic, 'demo/hooked', '--payload', 'null')).error).toMatchObject({
            type: 'action_script_runtime_error',
            message: 'no payload',
        });
    });
});
