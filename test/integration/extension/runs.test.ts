import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { emptyMementos, openScript, openWindow } from '../../support/extensionHarness';
import { FakeDocument } from '../../support/fakeVscode/FakeWorkspace';
import { Uri } from '../../support/fakeVscode/values';
import { action, sync, testProject } from '../../support/testProject';

const ITEMS = sync(`await nango.log('hello'); await nango.batchSave([{ id: '1', name: 'one' }], 'Item');`);
const ENDLESS = sync(`await nango.log('begun'); for (;;) await new Promise((go) => setTimeout(go, 5));`);

function project(files: Record<string, string>) {
    const made = testProject(files);
    onTestFinished(() => made.remove());
    return made;
}

const ends = (log: string[]) => log.filter((line) => /: (succeeded|failed|cancelled) after/.test(line)).length;

describe('Run Sync', () => {
    it('on a script editor runs it; the connection is asked for once and remembered over a reload', async () => {
        const { root } = project({ 'demo/syncs/items.ts': ITEMS });
        mkdirSync(path.join(root, 'syncbench/connections'), { recursive: true });
        mkdirSync(path.join(root, '.syncbench/connections'), { recursive: true });
        writeFileSync(path.join(root, 'syncbench/connections/octo.json'), '{ "base_url": "http://127.0.0.1:1" }');
        writeFileSync(path.join(root, '.syncbench/connections/mine.json'), '{ "credentials": { "apiKey": "x" } }');
        writeFileSync(path.join(root, '.syncbench/connections/zz.json'), '{');
        const mementos = emptyMementos();
        const { window } = openScript(root, 'demo/syncs/items.ts', { mementos });
        window.dialogs.answer('octo');
        await window.execute('syncbench.runSync');
        await window.idle();
        expect(window.dialogs.take().replaceAll(root, '…')).toBe(`? Connection for demo/items
    mine | private file
  > octo | file, no credentials | http://127.0.0.1:1
    zz | cannot be used; opens the file | …/.syncbench/connections/zz.json:1:2 is not valid JSON.
    —
    No credentials | for mock servers and open APIs
    New connection… | writes a private file for you to fill in`);
        await window.execute('syncbench.runSync');
        await window.idle();
        await window.close();
        const reloaded = openScript(root, 'demo/syncs/items.ts', { mementos }).window;
        await reloaded.execute('syncbench.runAgain');
        await reloaded.idle();
        expect(window.dialogs.take() + reloaded.dialogs.take()).toBe('');
        expect(ends(window.log)).toBe(2);
        expect(reloaded.log.join('\n')).toContain('demo/items, connection octo');
    });

    it('elsewhere it picks among all scripts; turning away runs nothing', async () => {
        const { root } = project({ 'demo/syncs/items.ts': ITEMS, 'demo/actions/greet.ts': '' });
        const window = openWindow([root]);
        window.dialogs.answer(undefined);
        await window.execute('syncbench.runAction');
        expect(window.dialogs.take()).toBe(`? Run a script
    demo/greet | action
    demo/items | sync`);
        window.dialogs.answer('demo/items', undefined);
        await window.execute('syncbench.runSync');
        expect(window.dialogs.take()).toContain('? Connection for demo/items');
        expect(window.log).toEqual([]);
    });

    it('refuses a file that is no script', async () => {
        const { root } = project({ 'demo/syncs/items.ts': ITEMS, 'demo/helper.ts': '' });
        const window = openWindow([root]);
        await window.execute('syncbench.runSync', Uri.file(path.join(root, 'demo/helper.ts')));
        expect(window.dialogs.take()).toBe(
            'error: This file is not a script of a Nango project. List it in nango.yaml, or import it in index.ts; a helper file cannot be run.',
        );
    });

    it.each([
        ['project', { script: 1, helper: 1, elsewhere: 0 }],
        ['file', { script: 1, helper: 0, elsewhere: 0 }],
        ['none', { script: 0, helper: 0, elsewhere: 0 }],
    ])('saves what syncbench.saveBeforeRun says: %s', async (setting, saves) => {
        const { root } = project({ 'demo/syncs/items.ts': ITEMS });
        const { window, document: script } = openScript(root, 'demo/syncs/items.ts');
        const helper = new FakeDocument(path.join(root, 'helper.ts'), '');
        const elsewhere = new FakeDocument(path.join(path.dirname(root), 'other.ts'), '');
        window.workspace.documents.push(helper, elsewhere);
        for (const document of [script, helper, elsewhere]) document.isDirty = true;
        window.workspace.set('syncbench.saveBeforeRun', setting);
        await window.execute('syncbench.runSync');
        expect({ script: script.saves, helper: helper.saves, elsewhere: elsewhere.saves }).toEqual(saves);
    });

    it('does not run what could not be saved', async () => {
        const { root } = project({ 'demo/syncs/items.ts': ITEMS });
        const window = openWindow([root]);
        const file = path.join(root, 'demo/syncs/items.ts');
        const document = Object.assign(new FakeDocument(file, '', false), { isDirty: true });
        window.workspace.documents.push(document);
        window.activate(document);
        await window.execute('syncbench.runSync');
        expect(window.dialogs.take() + window.log.join('')).toBe('');
    });
});

describe('while a run goes on', () => {
    async function running() {
        const { root } = project({ 'demo/syncs/endless.ts': ENDLESS, 'demo/syncs/items.ts': ITEMS });
        const window = openWindow([root]);
        window.dialogs.answer('demo/endless', 'No credentials');
        await window.execute('syncbench.runSync');
        window.dialogs.take();
        return { root, window };
    }

    it('cancel ends it and what waits; badge and status tell of it', async () => {
        const { window } = await running();
        window.dialogs.answer('demo/items', 'No credentials', 'Run After It');
        await window.execute('syncbench.runSync');
        expect(window.views.get('syncbench.integrations')?.badge?.value).toBe(2);
        // What is over in a moment shows nothing that moves.
        await vi.waitUntil(() => window.statusBar[0]?.text === '$(sync~spin) endless', { timeout: 10_000 });
        expect(window.statusBar).toMatchObject([{ isShown: true }]);
        expect(await window.tree('syncbench.integrations')).toContain(`(plug) demo
  (loading~spin) endless | running…
  (watch) items | waiting…`);
        await window.execute('syncbench.cancelRun');
        await window.idle();
        expect(window.views.get('syncbench.integrations')?.badge).toBeUndefined();
        expect(window.statusBar[0]?.isShown).toBe(false);
        const tree = await window.tree('syncbench.integrations');
        expect(tree.replace(/[\d.]+ m?s/, '… s')).toContain('(circle-slash) endless | cancelled after … s');
        expect(tree).toContain('(sync) items');
        expect(window.log.some((line) => line.includes('demo/items'))).toBe(false);
    });

    it('only the editor of its script offers to cancel it; others still offer to run', async () => {
        const { root, window } = await running();
        const isHere = () => window.context['syncbench.runningHere'];
        window.activate(new FakeDocument(path.join(root, 'demo/syncs/endless.ts'), ''));
        await vi.waitUntil(() => isHere() === true, { timeout: 10_000 });
        window.activate(new FakeDocument(path.join(root, 'demo/syncs/items.ts'), ''));
        await vi.waitUntil(() => isHere() === false, { timeout: 10_000 });
        window.activate(new FakeDocument(path.join(root, 'demo/syncs/endless.ts'), ''));
        await vi.waitUntil(() => isHere() === true, { timeout: 10_000 });
        await window.execute('syncbench.cancelRun');
        await window.idle();
        expect(isHere()).toBe(false);
    });

    it('another one is queued or replaces it, as was answered once', async () => {
        const { window } = await running();
        window.dialogs.answer('demo/items', 'No credentials', undefined);
        await window.execute('syncbench.runSync');
        expect(window.dialogs.take().split('\n').at(-1)).toBe(
            'info: endless is running. When should items run? [Run After It] [Stop It and Run]',
        );
        window.dialogs.answer('demo/items', 'Stop It and Run');
        await window.execute('syncbench.runSync');
        await window.idle();
        expect(window.workspace.setting('syncbench.whenRunning')).toBe('replace');
        const tree = await window.tree('syncbench.integrations');
        expect(tree).toContain('(circle-slash) endless');
        expect(tree).toContain('(pass) items | 1 record, +1');
    });
});

describe('an action', () => {
    const files = {
        'demo/actions/greet.ts': action('return { got: input, metadata: await nango.getMetadata() };'),
        'nango.yaml': `integrations:
    demo:
        actions:
            greet:
                input: Person
                output: Person
                endpoint: POST /greet
models:
    Person:
        name: string
        age: number
`,
    };

    it('is asked for its input once, beginning with what its model asks for', async () => {
        const { root } = project(files);
        const { window } = openScript(root, 'demo/actions/greet.ts');
        window.dialogs.answer('No credentials', '{"name":');
        await window.execute('syncbench.runAction');
        expect(window.dialogs.take()).toMatch(
            /\? Input of demo\/greet \[\{"name":".*","age":\d+\}\] \{"name":\n {2}! .*JSON/,
        );
        window.dialogs.answer('{"name":"Ada","age":36}');
        await window.execute('syncbench.runAction');
        await window.idle();
        await window.execute('syncbench.runAction');
        await window.idle();
        expect(window.dialogs.take().split('\n')).toHaveLength(1);
        expect(ends(window.log)).toBe(2);
    });

    it('Run With… changes what a run is given, and Run Again runs with all of it', async () => {
        const { root } = project(files);
        const { window } = openScript(root, 'demo/actions/greet.ts');
        const page = window.openWebview('syncbench.run');
        await window.when(() => page.webview.html !== '', page.htmlSet);
        page.say({ type: 'ready' });
        window.dialogs.answer(
            'Input',
            '{"name":"Ada","age":1}',
            'Metadata',
            '{"team":"a"}',
            'Connection',
            'No credentials',
            'Run',
        );
        await window.execute('syncbench.runWith');
        await window.idle();
        const menu = window.dialogs.take().split('\n');
        expect(menu.slice(menu.lastIndexOf('? Run demo/greet with…'))).toEqual([
            '? Run demo/greet with…',
            '  > Run | action',
            '    Connection | no credentials',
            '    Metadata | {"team":"a"}',
            "    Base URL | the connection's or the provider's",
            "    Allowed origins | the credentials' own",
            '    Input | {"name":"Ada","age":1}',
            '    Sandbox | as in the cloud',
            "    Clock | this machine's",
            '    Read-only | off',
            '    Validate | off: data that does not match its model is a warning',
        ]);
        await window.execute('syncbench.runAgain');
        await window.idle();
        const progress = () => page.events<{ key: string; run: { state: string } }>('progress');
        await page.until(() => progress().some(({ key, run }) => key === '2' && run.state === 'succeeded'));
        expect(page.text()).toContain('\\"team\\": \\"a\\"');
        expect(existsSync(path.join(root, '.syncbench/store.sqlite'))).toBe(true);
    });
});

it('what keeps a run from starting is shown as its end, with advice', async () => {
    const { root } = project({
        'demo/syncs/items.ts': ITEMS,
        'syncbench/connections/a.json': '{}',
        'syncbench/environment.json': '[',
    });
    const { window } = openScript(root, 'demo/syncs/items.ts');
    window.dialogs.answer('a');
    await window.execute('syncbench.runSync');
    await window.idle();
    const tree = await window.tree('syncbench.integrations');
    expect(tree).toContain('(error) items | failed: ');
    expect(tree).toContain('environment.json:1:2 is not valid JSON.');
});
