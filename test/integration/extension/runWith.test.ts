import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PanelRun } from '../../../src/protocol/panel';
import { emptyMementos, type Mementos, openWindow } from '../../support/extensionHarness';
import { FakeDocument } from '../../support/fakeVscode/FakeWorkspace';
import { action, sync, testProject } from '../../support/testProject';

const HOOKED = `${sync("await nango.log('the sync ran');")}
export async function onWebhookPayloadReceived(nango: any, payload: any) {
    await nango.batchSave(payload.items, 'Item');
}
`;
const TELLS = sync(
    `await nango.log(JSON.stringify([nango.variant, await nango.getCheckpoint(), nango.lastSyncDate]));
     await nango.batchSave([{ id: '1', name: 'one' }, { id: '2', name: 7 }, { id: '3' }], 'Item');
     try { await nango.post({ endpoint: '/x' }); } catch (error) { await nango.log('refused: ' + error.message); }`,
);
const ASKS = sync("await nango.log(new Date().toISOString().slice(0, 10) + ' and ' + typeof fetch);");
const YAML = `integrations:
    demo:
        syncs:
            hooked: { runs: every hour, output: Item, endpoint: GET /h, webhook-subscriptions: [items.changed] }
            tells: { runs: every hour, output: Item, endpoint: GET /t }
            asks: { runs: every hour, output: Item, endpoint: GET /a }
        actions:
            refuses: { endpoint: POST /r, output: Item }
            greets: { endpoint: POST /g, output: Item }
        on-events:
            post-connection-creation: [several, single]
            pre-connection-deletion: [several]
models:
    Item: { id: string, name: string }
`;
const EVENT = 'export default async function onEvent(nango: any) { return "ran"; }';

async function opened(script: string, mementos: Mementos = emptyMementos()) {
    const made = testProject({
        'nango.yaml': YAML,
        'demo/syncs/hooked.ts': HOOKED,
        'demo/syncs/tells.ts': TELLS,
        'demo/syncs/asks.ts': ASKS,
        'demo/actions/refuses.ts': action("throw new nango.ActionError({ message: 'no such team', team: 7 });"),
        'demo/actions/greets.ts': action("return { id: '1', name: 'one' };"),
        'demo/on-events/several.ts': EVENT,
        'demo/on-events/single.ts': EVENT,
        'syncbench/connections/octo.json': '{ "base_url": "http://127.0.0.1:1" }',
    });
    onTestFinished(() => made.remove());
    const window = openWindow([made.root], { mementos });
    const text = { hooked: HOOKED, tells: TELLS, asks: ASKS }[path.basename(script, '.ts')] ?? '';
    const document = new FakeDocument(path.join(made.root, script), text);
    window.workspace.documents.push(document);
    window.activate(document);
    const page = window.openWebview('syncbench.run');
    await window.when(() => page.webview.html !== '', page.htmlSet);
    page.say({ type: 'ready' });
    /** Runs a command to its end. @returns the run as the page shows it */
    const run = async (command: string, ...answers: (string | undefined)[]): Promise<PanelRun> => {
        const before = page.events('show').length;
        window.dialogs.answer(...answers);
        await window.execute(command);
        await window.idle();
        const ended = () => page.events<{ key: string; run: PanelRun }>('progress').at(-1);
        const shown = () => page.events<{ run: PanelRun }>('show').at(-1)?.run;
        await page.until(() => {
            if (page.events('show').length <= before || ended()?.key !== shown()?.key) return false;
            return ['succeeded', 'failed', 'cancelled'].includes(ended()?.run.state ?? '');
        });
        // What has not changed is not told again.
        const told = page.events<{ key: string; run: PanelRun }>('progress').filter(({ key }) => key === shown()!.key);
        return Object.assign({}, shown(), ...told.map(({ run }) => run)) as PanelRun;
    };
    const menu = () => {
        const lines = window.dialogs.take().split('\n');
        return lines.slice(lines.findLastIndex((line) => line.endsWith('with…')) + 1);
    };
    return { root: made.root, window, document, page, run, menu };
}

const facts = (given: PanelRun['given']) =>
    given.map(({ label, value }) => (value === undefined ? label : `${label}: ${value}`));

describe('Run Webhook…', () => {
    it('runs the handler with a payload, which the next time begins with; Run Sync runs the sync', async () => {
        const { window, run } = await opened('demo/syncs/hooked.ts');
        const first = await run('syncbench.runWebhook', '{"items":[{"id":"a","name":"x"}]}', 'items.changed', 'octo');
        expect(first).toMatchObject({
            kind: 'webhook',
            state: 'succeeded',
            counters: { models: { Item: { added: 1 } } },
        });
        expect(first.warnings).toEqual([]);
        expect(window.dialogs.take().split('\n').slice(0, 2)).toEqual([
            '? Webhook for demo/hooked [] {"items":[{"id":"a","name":"x"}]}',
            '? Webhook for demo/hooked [items.changed] items.changed',
        ]);
        const synced = await run('syncbench.runSync');
        expect(synced).toMatchObject({ kind: 'sync', counters: { models: {}, logs: 1 } });
        const second = await run('syncbench.runWebhook', '{"items":[]}', '');
        expect(second.kind).toBe('webhook');
        expect(window.dialogs.take()).toBe(
            '? Webhook for demo/hooked [{"items":[{"id":"a","name":"x"}]}] {"items":[]}\n? Webhook for demo/hooked [items.changed] ',
        );
        expect(await run('syncbench.runAgain')).toMatchObject({ kind: 'webhook', state: 'succeeded' });
        // What it did with webhooks is not how the sync ran.
        expect(await window.tree('syncbench.integrations')).toMatch(/\(pass\) hooked \| succeeded/);
        expect(window.dialogs.take()).toBe('');
    });

    it('is offered where a handler is', async () => {
        const { window, document } = await opened('demo/syncs/hooked.ts');
        await window.when(() => window.context['syncbench.hasWebhook'] === true, window.contextChanged);
        expect(await window.lensesWhenThere(document)).toEqual([
            '2: $(play) Run Sync',
            '2: Run With…',
            '6: $(play) Run Webhook…',
        ]);
        const other = await opened('demo/syncs/tells.ts');
        await other.window.when(
            () => other.window.context['syncbench.hasWebhook'] === false,
            other.window.contextChanged,
        );
        expect(await other.window.lensesWhenThere(other.document)).toHaveLength(2);
    });

    it('asks for JSON that is not empty, runs nothing when turned away from, and refuses what is no sync', async () => {
        const { window } = await opened('demo/syncs/hooked.ts');
        window.dialogs.answer('');
        await window.execute('syncbench.runWebhook');
        window.dialogs.answer('{}', undefined);
        await window.execute('syncbench.runWebhook');
        expect(window.dialogs.take()).toContain('  ! The handler takes a payload; null is one.');
        const { window: other } = await opened('demo/actions/greets.ts');
        await other.execute('syncbench.runWebhook');
        expect(other.dialogs.take()).toContain('error: demo/greets is no sync: only syncs handle webhooks.');
        expect([...window.log, ...other.log.slice(1)]).toEqual([]);
    });

    it('a sync without a handler says so as its end', async () => {
        const { run } = await opened('demo/syncs/tells.ts');
        const ended = await run('syncbench.runWebhook', '{}', '', 'octo');
        expect(ended).toMatchObject({ state: 'failed', error: { type: 'no_webhook_handler' } });
    });
});

describe('an on-event script', () => {
    it('of several events is asked for one, once; Run With… takes another', async () => {
        const mementos = emptyMementos();
        const { window, run, menu } = await opened('demo/on-events/several.ts', mementos);
        expect((await run('syncbench.runOnEvent', 'octo', 'pre-connection-deletion')).state).toBe('succeeded');
        expect(window.dialogs.take()).toContain(`? Event for demo/several
    post-connection-creation
  > pre-connection-deletion`);
        expect((await run('syncbench.runOnEvent')).warnings).toEqual([]);
        const ended = await run('syncbench.runWith', 'Event', 'validate-connection', 'Run');
        expect(ended.warnings.map(({ code }) => code)).toEqual(['event-not-declared']);
        expect(menu()).toEqual([
            '  > Run | on-event',
            '    Connection | octo',
            "    Metadata | the connection's",
            "    Base URL | the connection's or the provider's",
            "    Allowed origins | the credentials' own",
            '    Event | validate-connection',
            '    Sandbox | as in the cloud',
            "    Clock | this machine's",
            '    Read-only | off',
            '    Validate | off: data that does not match its model is a warning',
        ]);
    });

    it('of one event is not asked', async () => {
        const { window, run } = await opened('demo/on-events/single.ts');
        expect((await run('syncbench.runOnEvent', 'octo')).output?.text).toBe('"ran"');
        expect(window.dialogs.take()).not.toContain('Event');
    });
});

describe('Run With… on a sync', () => {
    it('gives the run what its lines say, and Run Again all of it', async () => {
        const mementos = emptyMementos();
        const { root, window, page, run, menu } = await opened('demo/syncs/tells.ts', mementos);
        const answers = ['Last sync date', '2024-05-01', 'Variant', 'eu', 'Checkpoint', '{"page":3}', 'Max pages', '2'];
        const ended = await run('syncbench.runWith', ...answers, 'Max records', '2', 'Read-only', 'Run', 'octo');
        expect(menu().slice(0, 16)).toEqual([
            '  > Run | sync',
            '    Connection | ask',
            "    Metadata | the connection's",
            "    Base URL | the connection's or the provider's",
            "    Allowed origins | the credentials' own",
            '    Last sync date | 2024-05-01',
            '    Webhook | none: the sync runs',
            '    Variant | eu',
            '    Checkpoint | {"page":3}',
            '    Max pages | 2',
            '    Max records | 2',
            '    Sandbox | as in the cloud',
            "    Clock | this machine's",
            '    Read-only | on: POST, PUT, PATCH and DELETE are refused',
            '    Validate | off: data that does not match its model is a warning',
            '? Connection for demo/tells',
        ]);
        expect(ended).toMatchObject({
            state: 'succeeded',
            isPartial: true,
            counters: { models: { Item: { added: 2 } } },
        });
        const given = [
            'Checkpoint: {"page":3}',
            'Last sync date: 2024-05-01',
            'Variant: eu',
            'Base URL: http://127.0.0.1:1',
            'Read-only',
            'Max pages: 2',
            'Max records: 2',
        ];
        expect(facts(ended.given)).toEqual(given);
        // The connection's address is given, and is nothing that was chosen.
        expect(facts(ended.repeated)).toEqual(given.filter((fact) => !fact.startsWith('Base URL')));
        expect(ended.warnings.map(({ message }) => message)).toContain(
            'The run was ended after 2 records by Run With… › Max records: there may be more.',
        );
        expect(page.text()).toContain(JSON.stringify('["eu",{"page":3},"2024-05-01T00:00:00.000Z"]'));
        const again = await run('syncbench.runAgain');
        expect(again).toMatchObject({ isPartial: true, counters: { models: { Item: { unchanged: 2 } } } });
        expect(await window.tree('syncbench.integrations')).toContain('tells | 2 records, unchanged, limit reached');
        expect(await window.tree('syncbench.records', () => true)).toContain('(database) Item (eu) | 2 records');
        await window.close();
        const reloaded = openWindow([root], { mementos });
        const next = reloaded.openWebview('syncbench.run');
        await reloaded.when(() => next.webview.html !== '', next.htmlSet);
        next.say({ type: 'ready' });
        await next.until(() => next.events('show').length > 0);
        const stored = next.events<{ run: PanelRun }>('show').at(-1)!.run;
        expect(facts(stored.given)).toEqual(given);
        expect(stored.warnings).toEqual(again.warnings);
        expect(facts(stored.repeated)).toEqual(given.filter((fact) => !fact.startsWith('Base URL')));
    });

    it('refuses calls that change something with Read-only, and fails at a mismatch with Validate', async () => {
        const { page, run } = await opened('demo/syncs/tells.ts');
        const warned = await run('syncbench.runWith', 'Read-only', 'Run', 'octo');
        expect(page.text()).toContain('refused: POST http://127.0.0.1:1/x was not sent');
        const { mismatches } = warned.warnings.find(({ code }) => code === 'record-mismatch')!;
        expect(mismatches).toMatchObject([
            { model: 'Item', id: '2', path: 'name', count: 1 },
            { model: 'Item', id: '3', count: 1 },
        ]);
        const failed = await run('syncbench.runWith', 'Read-only', 'Validate', 'Run');
        expect(failed).toMatchObject({ state: 'failed', error: { type: 'invalid_sync_record' } });
    });

    it('sets the clock, the sandbox and where credentials may go', async () => {
        const { window, page, run, menu } = await opened('demo/syncs/asks.ts');
        const origin = 'https://proxy.example.com';
        const answers = ['Clock', '2024-05-01', 'Sandbox', 'lenient', 'Allowed origins', `${origin}/`];
        const ended = await run('syncbench.runWith', ...answers, 'Run', 'octo');
        expect(menu()).toEqual(
            expect.arrayContaining([
                `    Allowed origins | ${origin}`,
                '    Sandbox | lenient',
                '    Clock | 2024-05-01T00:00:00.000Z',
            ]),
        );
        expect(ended.state).toBe('succeeded');
        expect(page.text()).toContain('2024-05-01 and function');
        // All of it is for one run: the next asks nothing and has none of it.
        expect((await run('syncbench.runSync')).state).toBe('succeeded');
        expect(page.text()).toContain('and undefined');
        window.dialogs.answer('Allowed origins', 'proxy.example.com', undefined);
        await window.execute('syncbench.runWith');
        expect(window.dialogs.take()).toContain('  ! Origins, separated by commas: scheme, host and port only.');
    });

    it('takes no number that is none, and a webhook that is chosen again goes', async () => {
        const { window, menu } = await opened('demo/syncs/hooked.ts');
        window.dialogs.answer(
            'Max pages',
            '0',
            'Variant',
            'eu',
            'Webhook',
            '{"items":[]}',
            'items.changed',
            'Webhook',
            undefined,
        );
        await window.execute('syncbench.runWith');
        const said = window.dialogs.take();
        expect(said).toContain('  ! A whole number from 1 on.');
        expect(said).toContain('  > Webhook | items.changed {"items":[]}');
        expect(said.slice(said.lastIndexOf('with…'))).toContain('    Webhook | none: the sync runs');
        // What was chosen so far is not lost by a look at another window.
        expect(window.fleeting).toEqual([]);
        window.dialogs.answer('Webhook', '{"items":[]}', '', 'Run', undefined);
        await window.execute('syncbench.runWith');
        expect(menu()[0]).toBe('  > Run | webhook');
    });
});

describe('what the app would receive of an action', () => {
    it('is status and body of a failure, and the status beside the output', async () => {
        const { run } = await opened('demo/actions/refuses.ts');
        const { response, state } = await run('syncbench.runAction', 'octo');
        expect([state, response?.status]).toEqual(['failed', 500]);
        expect(JSON.parse(response?.body ?? '')).toMatchObject({
            error: { code: 'action_script_runtime_error', payload: { message: 'no such team', team: 7 } },
        });
        const other = await opened('demo/actions/greets.ts');
        expect((await other.run('syncbench.runAction', 'octo')).response).toEqual({ status: 200 });
    });
});
