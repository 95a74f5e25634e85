import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { BodiesAnswer, PanelRun, RecordsAnswer, TimelineAnswer } from '../../../src/protocol/panel';
import type { PanelRow } from '../../../src/protocol/panelRows';
import { emptyMementos, type Mementos, openWindow } from '../../support/extensionHarness';
import { Uri } from '../../support/fakeVscode/values';
import { action, sync, type TestProject, testProject } from '../../support/testProject';
import { json, testServer } from '../../support/testServer';

const BUSY = sync(`
    await nango.log('hello', { from: 'test' });
    await nango.batchSave([{ id: '1', name: 'one' }, { id: '2', name: 'two' }], 'Item');
    for (let n = 0; n < 3000; n++) await nango.log('line ' + n, { level: n % 1000 === 0 ? 'error' : 'info' });
`);
const ENDLESS = sync(
    `await nango.batchSave([{ id: '9', name: 'nine' }], 'Item'); for (;;) await new Promise((go) => setTimeout(go, 5));`,
);
const FAILING = action(`const nothing: any = undefined;\n    return nothing.field;`);

function project() {
    const made = testProject({
        'demo/syncs/busy.ts': BUSY,
        'demo/syncs/endless.ts': ENDLESS,
        'demo/actions/failing.ts': FAILING,
    });
    onTestFinished(() => made.remove());
    return made;
}

async function openPanel({ root }: TestProject, mementos: Mementos = emptyMementos()) {
    const window = openWindow([root], { mementos });
    const page = window.openWebview('syncbench.run');
    await window.when(() => page.webview.html !== '', page.htmlSet);
    page.say({ type: 'ready' });
    await page.until(() => page.events('empty').length + page.events('show').length > 0);
    const run = async (script: string, connection = 'No credentials') => {
        window.dialogs.answer(`demo/${script}`, connection);
        await window.execute('syncbench.runSync');
    };
    const ended = (state: string) =>
        page.until(() => page.events<{ run: PanelRun }>('progress').some((event) => event.run.state === state));
    return { window, page, run, ended };
}

const text = ({ rows }: TimelineAnswer) =>
    rows.map((row) =>
        row.type === 'log' ? row.message : row.type === 'batch' ? `${row.model} ${row.records}` : row.type,
    );

describe('the page of the view Run', () => {
    it('loads its script by a nonce, and nothing from elsewhere', async () => {
        const { page } = await openPanel(project());
        const { html } = page.webview;
        const nonce = /script-src 'nonce-([^']+)'/.exec(html)?.[1];
        expect(html).toContain(`<script nonce="${nonce}" src="https:`);
        expect(html).toContain("default-src 'none'");
        await page.until(() => page.text().includes('"reason":"noRun"'));
    });

    it('follows a run, and pages what it no longer holds out of the store, also after a reload', async () => {
        const made = project();
        const mementos = emptyMementos();
        const { window, page, run, ended } = await openPanel(made, mementos);
        await run('busy');
        await ended('succeeded');
        const { run: shown } = page.events<{ run: PanelRun }>('show').at(-1)!;
        expect(shown).toMatchObject({ name: 'demo/busy', kind: 'sync', state: 'starting' });
        // A page that is slower than the run is told of a gap, and reads what is in it.
        const frames = page.events<{ rows: unknown[]; isGap: boolean }>('progress');
        const told = frames.reduce((sum, { rows }) => sum + rows.length, 0);
        expect(told === 3002 || frames.some(({ isGap }) => isGap)).toBe(true);
        await window.idle();
        await expectPages(page, shown.key);
        await window.close();

        const reloaded = await openPanel(made, mementos);
        await reloaded.page.until(() => reloaded.page.events('show').length > 0);
        const again = reloaded.page.events<{ run: PanelRun }>('show').at(-1)!.run;
        expect(again).toMatchObject({ name: 'demo/busy', state: 'succeeded', canRunAgain: true });
        expect(again.counters).toMatchObject({ logs: 3001, models: { Item: { added: 2 } } });
        await expectPages(reloaded.page, again.key);
        await expect(reloaded.page.ask('timeline', { key: 'other', filter: {} })).rejects.toThrow('no longer shown');
        await expect(reloaded.page.ask('records', { key: 1 })).rejects.toThrow();
    });

    it('shows a call that is on its way until it has its row, which it gets when the run is cancelled, too', async () => {
        const answers: (() => void)[] = [];
        const api = await testServer((_request, response) => answers.push(() => json(response, {})));
        onTestFinished(() => api.close());
        const made = testProject({
            'demo/syncs/calls.ts': sync(
                `await nango.triggerAction('slow', {});\nawait nango.get({ endpoint: '/never' });`,
            ),
            'demo/actions/slow.ts': action(`await nango.get({ endpoint: '/slow?api_key=abc123' });`),
            'syncbench/connections/octo.json': JSON.stringify({ base_url: api.url, provider: 'github' }),
        });
        onTestFinished(() => made.remove());
        const { window, page, run, ended } = await openPanel(made);
        const frames = () => page.events<{ run: Partial<PanelRun>; rows: PanelRow[] }>('progress');
        const shown = () => frames().flatMap((frame) => frame.run.calls?.shown ?? []);
        await run('calls', 'octo');
        await page.until(() => shown().length > 0);
        expect(shown()[0]).toMatchObject({
            depth: 1,
            attempt: { method: 'GET', url: `${api.url}/slow?api_key=REDACTED` },
        });
        answers[0]?.();
        await page.until(() => shown().length > 1);
        const done = frames().findIndex(({ rows }) => rows.some((row) => row.type === 'http'));
        const row = frames()[done]?.rows.find((each) => each.type === 'http');
        expect(row).toMatchObject({ attempt: { status: 200 }, call: shown()[0]?.key });
        // In the frame that has the row, its place below all rows is free.
        expect(frames()[done]?.run.calls).toEqual({ shown: [], more: 0 });
        expect(shown()[1]).toMatchObject({ depth: 0, attempt: { url: `${api.url}/never` } });
        await window.execute('syncbench.cancelRun');
        await ended('cancelled');
        const { key } = page.events<{ run: PanelRun }>('show').at(-1)!.run;
        const { rows } = await page.ask<TimelineAnswer>('timeline', { key, filter: { types: ['http'] } });
        expect(rows.map((each) => each.type === 'http' && (each.attempt.status ?? each.attempt.error?.code))).toEqual([
            200,
            'ERR_CANCELED',
        ]);
        expect(frames().at(-1)?.run.counters?.http).toBe(1);
    });

    it('gives the bodies of a call that was just told, and opens all that is kept as a document', async () => {
        const api = await testServer((request, response) => {
            if (request.url === '/never') return;
            json(response, { access_token: 'minted', list: Array.from({ length: 2_000 }, (_, n) => n) });
        });
        onTestFinished(() => api.close());
        const made = testProject({
            'demo/syncs/calls.ts': sync(
                `await nango.triggerAction('inner', {});\nawait nango.get({ endpoint: '/never' });`,
            ),
            'demo/actions/inner.ts': action(`await nango.post({ endpoint: '/list', data: { a: 1 } });`),
            'syncbench/connections/octo.json': JSON.stringify({ base_url: api.url, provider: 'github' }),
        });
        onTestFinished(() => made.remove());
        const { window, page, run, ended } = await openPanel(made);
        await run('calls', 'octo');
        const rows = () => page.events<{ rows: PanelRow[] }>('progress').flatMap((frame) => frame.rows);
        await page.until(() => rows().some((row) => row.type === 'http'));
        const row = rows().find((each) => each.type === 'http');
        if (row?.type !== 'http') throw new Error('No row.');
        const { key } = page.events<{ run: PanelRun }>('show').at(-1)!.run;
        const query = { key, runId: row.runId, seq: row.seq };
        const { request, response } = await page.ask<BodiesAnswer>('bodies', query);
        expect(request).toEqual({ type: 'application/json', size: 7, text: '{\n  "a": 1\n}', hasMore: false });
        expect(response).toMatchObject({ hasMore: true, text: expect.stringContaining('"access_token": "REDACTED"') });
        expect(response?.text).toHaveLength(4_000);

        page.say({ type: 'openBody', ...query, side: 'response' });
        page.say({ type: 'openBody', ...query, side: 'request', key: 'other' });
        await window.execute('syncbench.cancelRun');
        await ended('cancelled');
        await expect(page.ask('bodies', { ...query, seq: 'x' })).rejects.toThrow();
        // What the store will never have is waited for no longer than the run.
        expect(await page.ask('bodies', { ...query, seq: 99 })).toEqual({});
        const path = `/demo/calls.http-${row.seq}.response.json`;
        expect(window.takeCalls('vscode.open')).toEqual([path]);
        const uri = Uri.from({ scheme: 'syncbench-output', path, query: `${row.runId}:${row.seq}:response` });
        expect(JSON.parse(await window.text(uri))).toMatchObject({ list: { length: 2_000, 1999: 1999 } });
    });

    it('shows why a run failed, and opens only the places that its error names', async () => {
        const { window, page, run, ended } = await openPanel(project());
        await run('failing');
        await ended('failed');
        const progress = page.events<{ run: PanelRun }>('progress').at(-1)!;
        const error = progress.run.error!;
        expect(error.message).toContain("reading 'field'");
        const [place] = error.places;
        expect(place).toMatchObject({
            label: expect.stringMatching(/^demo[\\/]actions[\\/]failing\.ts:4:\d+$/),
            line: 4,
        });
        const { key } = page.events<{ run: PanelRun }>('show').at(-1)!.run;
        page.say({ type: 'openPlace', key, place: { file: '/etc/passwd', line: 1 } });
        page.say({ type: 'openPlace', key, place: { file: place!.file, line: place!.line, column: place!.column } });
        page.say({ type: 'copy', text: 'copied' });
        await window.idle();
        const opened = window.takeCalls('showTextDocument');
        expect(opened).toHaveLength(1);
        expect(opened[0]).toContain('failing.ts {"selection":{"start":{"line":3');
        expect(window.clipboard).toBe('copied');
    });

    it('offers the setting that the error of a run names, and opens no other', async () => {
        const { window, page, run, ended } = await openPanel(project());
        window.workspace.set('syncbench.node.path', '/nowhere/node');
        await run('failing');
        await ended('failed');
        const { error } = page.events<{ run: PanelRun }>('progress').at(-1)!.run;
        expect(error).toMatchObject({ type: 'node_unsuitable', setting: 'syncbench.node.path' });
        const { key } = page.events<{ run: PanelRun }>('show').at(-1)!.run;
        page.say({ type: 'openSetting', key: 'another' });
        page.say({ type: 'openSetting', key });
        await window.idle();
        expect(window.takeCalls('workbench.action.openSettings')).toEqual(['syncbench.node.path']);
    });

    it('says how many runs wait, which Cancel drops, too', async () => {
        const { window, page, run, ended } = await openPanel(project());
        window.workspace.set('syncbench.whenRunning', 'queue');
        const waits = (count: number) =>
            page.until(() => page.events<{ run: PanelRun }>('progress').at(-1)?.run.waiting === count);
        await run('endless');
        await page.until(() => page.text().includes('"type":"batch"'));
        await run('busy');
        await waits(1);
        page.say({ type: 'cancel' });
        await ended('cancelled');
        await window.idle();
        await waits(0);
    });

    it('shows it as failed on the badge until it was seen', async () => {
        const { window, page, run, ended } = await openPanel(project());
        await run('failing');
        await ended('failed');
        expect(page.badge).toBeUndefined();
        page.visible = false;
        page.visibility.fire();
        await run('failing');
        await window.idle();
        expect(page.badge).toEqual({ value: 1, tooltip: 'demo/failing failed' });
        page.visible = true;
        page.visibility.fire();
        expect(page.badge).toBeUndefined();
    });
});

describe('a window that is closed in the middle of a run', () => {
    it('leaves no process, and the run reads as interrupted or cancelled in the next one', async () => {
        const made = project();
        const mementos = emptyMementos();
        const { window, page, run } = await openPanel(made, mementos);
        await run('endless');
        await page.until(() => page.text().includes('"type":"batch"'));
        await window.close();
        expect(runningChildren(made.root)).toEqual([]);
        const next = await openPanel(made, mementos);
        await next.page.until(() => next.page.events('show').length > 0);
        const { state } = next.page.events<{ run: PanelRun }>('show').at(-1)!.run;
        expect(['interrupted', 'cancelled']).toContain(state);
        expect(await next.window.tree('syncbench.records', () => true)).toContain('9 · nine');
    });
});

async function expectPages(page: Awaited<ReturnType<typeof openPanel>>['page'], key: string): Promise<void> {
    const newest = await page.ask<TimelineAnswer>('timeline', { key, filter: {} });
    expect(text(newest).at(-1)).toBe('line 2999');
    expect(newest.hasMore).toBe(true);
    const errors = await page.ask<TimelineAnswer>('timeline', { key, filter: { levels: ['error'] } });
    expect(text(errors)).toEqual(['line 0', 'line 1000', 'line 2000']);
    const found = await page.ask<TimelineAnswer>('timeline', { key, filter: { text: 'ITEM' } });
    expect(text(found)).toEqual(['Item 2']);
    const first = newest.rows[0]!;
    const before = { at: first.at, seqs: { [first.runId]: (first as { seq: number }).seq } };
    const older = await page.ask<TimelineAnswer>('timeline', { key, filter: {}, before });
    expect((older.rows.at(-1) as { seq: number }).seq).toBe((first as { seq: number }).seq - 1);
    const records = await page.ask<RecordsAnswer>('records', { key, model: 'Item' });
    expect(records.records.map(({ id, change }) => `${id} ${change}`)).toEqual(['1 added', '2 added']);
}

/** Processes that have a file of the project open by their arguments. */
function runningChildren(root: string): string[] {
    return readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
        .filter((name) => commandLine(name).includes(path.join(root, '.syncbench')));
}

function commandLine(pid: string): string {
    try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    } catch {
        return '';
    }
}
