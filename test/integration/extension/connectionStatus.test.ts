import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { emptyMementos, openScript, openWindow } from '../../support/extensionHarness';
import { FakeDocument } from '../../support/fakeVscode/FakeWorkspace';
import { sync, testProject } from '../../support/testProject';

const ITEMS = sync(`await nango.batchSave([{ id: '1', name: 'one' }], 'Item');`);
const ENDLESS = sync(`for (;;) await new Promise((go) => setTimeout(go, 5));`);
const SCRIPT = 'demo/syncs/items.ts';

function project() {
    const made = testProject({
        [SCRIPT]: ITEMS,
        'demo/syncs/endless.ts': ENDLESS,
        'demo/helper.ts': '',
        'syncbench/connections/octo.json': '{ "base_url": "http://127.0.0.1:1" }',
    });
    onTestFinished(() => made.remove());
    return made.root;
}

function opened(root: string, script = SCRIPT, mementos = emptyMementos()) {
    const { window, document } = openScript(root, script, { mementos });
    const says = (text: string | undefined, of = document) =>
        window.when(() => window.languageStatus.of(of) === text, window.languageStatus.changed);
    return { window, document, says, status: () => window.languageStatus.of(document) };
}

it('says which connection Run would use, as soon as another is chosen', async () => {
    const { window, says } = opened(project());
    await says('not chosen');
    const { command, title, arguments: given } = window.languageStatus.command!;
    expect(title).toBe('Change Connection');
    window.dialogs.answer('octo');
    await window.execute(command, ...given!);
    await says('octo');
    window.dialogs.answer('No credentials');
    await window.execute(command, ...given!);
    await says('no credentials');
    expect(window.languageStatus.items).toHaveLength(1);
});

it('remembers what was chosen in another session, until its file goes, and again when it comes back', async () => {
    const root = project();
    const mementos = emptyMementos();
    const first = opened(root, SCRIPT, mementos);
    first.window.dialogs.answer('octo');
    await first.window.execute('syncbench.chooseConnection');
    await first.window.close();
    const { window, says } = opened(root, SCRIPT, mementos);
    await says('octo');
    const file = path.join(root, 'syncbench/connections/octo.json');
    rmSync(file);
    window.workspace.touch('deleted', file);
    await says('not chosen');
    const own = path.join(root, '.syncbench/connections/octo.json');
    mkdirSync(path.dirname(own), { recursive: true });
    writeFileSync(own, '{ "provider_config_key": "demo" }');
    window.workspace.touch('created', own);
    await says('octo');
});

it('follows the editor: a helper file has none, another script its own', async () => {
    const root = project();
    const { window, document, says } = opened(root);
    window.dialogs.answer('octo');
    await window.execute('syncbench.chooseConnection');
    await says('octo');
    const helper = new FakeDocument(path.join(root, 'demo/helper.ts'), '');
    window.activate(helper);
    const other = new FakeDocument(path.join(root, 'demo/syncs/endless.ts'), '');
    window.activate(other);
    await says('not chosen', other);
    expect([window.languageStatus.of(helper), window.languageStatus.of(document)]).toEqual([undefined, undefined]);
});

it('is busy while its script goes on, and not while another does', async () => {
    const root = project();
    const { window, document, says } = opened(root, 'demo/syncs/endless.ts');
    window.dialogs.answer('No credentials');
    await window.execute('syncbench.runSync');
    await says('no credentials (busy)');
    const other = new FakeDocument(path.join(root, SCRIPT), '');
    window.activate(other);
    await says('not chosen', other);
    window.activate(document);
    await says('no credentials (busy)');
    await window.execute('syncbench.cancelRun');
    await says('no credentials');
    await window.idle();
});

it('is not there before a script is looked at, nor in a workspace that is not trusted', async () => {
    const root = project();
    const untrusted = openWindow([root], { isTrusted: false });
    const document = new FakeDocument(path.join(root, SCRIPT), '');
    untrusted.activate(document);
    await untrusted.when(() => untrusted.context['syncbench.scriptKind'] === 'sync', untrusted.contextChanged);
    expect(untrusted.languageStatus.items).toEqual([]);
    untrusted.workspace.trust();
    await untrusted.when(() => untrusted.languageStatus.of(document) !== undefined, untrusted.languageStatus.changed);
});
