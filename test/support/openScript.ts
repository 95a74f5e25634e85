import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { PanelRun } from '../../src/protocol/panel';
import { emptyMementos, type Mementos, openWindow } from './extensionHarness';
import { FakeDocument } from './fakeVscode/FakeWorkspace';
import { action, sync, testProject } from './testProject';

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

/** A window on a project with a script of each kind, the active editor on one of them, and the view *Run*. */
export async function openScript(script: string, mementos: Mementos = emptyMementos()) {
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
