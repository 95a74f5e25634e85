import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type RecordScope, RecordStore } from '../../../src/records';
import { openWindow } from '../../support/extensionHarness';
import type { Uri } from '../../support/fakeVscode/values';
import { testProject } from '../../support/testProject';
import { begin } from '../../unit/records/support';

const VIEW = 'syncbench.records';
const scope: RecordScope = { integration: 'demo', connectionId: 'octo', model: 'Item', variant: 'base' };
const finished = { status: 'succeeded', durationMs: 1 } as const;

/** A project whose store was filled by a terminal: `count` items, the last one changed, the first one deleted. */
function filled(count: number) {
    const project = testProject({ 'demo/syncs/items.ts': '' });
    const store = RecordStore.open(path.join(project.root, '.syncbench'));
    onTestFinished(() => {
        store.close();
        project.remove();
    });
    const run = begin(store, 'first');
    const records = Array.from({ length: count }, (_, index) => ({ id: `${index + 1}`, name: `item ${index + 1}` }));
    store.batchSave(run, 1, scope, records);
    store.batchDelete(run, 2, scope, [records[0]!]);
    store.finishRun(run, finished, []);
    const second = begin(store, 'second');
    store.batchSave(second, 1, scope, [{ id: `${count}`, name: 'renamed' }]);
    store.finishRun(second, finished, []);
    return { root: project.root, window: openWindow([project.root]), store };
}

const isModel = (label: string) => label === 'Item';

it('records by integration, connection and model: the newest change first, deleted ones marked', async () => {
    const { window } = filled(3);
    expect(await window.tree(VIEW)).toBe(`(plug) demo
  (key) octo
    (database) Item | 2 records, 1 deleted +`);
    expect(await window.tree(VIEW, isModel)).toBe(`(plug) demo
  (key) octo
    (database) Item | 2 records, 1 deleted
      (diff-modified) 3 · renamed | updated just now
      (diff-removed) 1 · item 1 | deleted just now
      (diff-added) 2 · item 2 | added just now`);
});

it('shows a page of a large model, and more on request', async () => {
    const { window } = filled(250);
    const lines = async () => (await window.tree(VIEW, isModel)).split('\n');
    expect((await lines()).length).toBe(3 + 100 + 1);
    expect((await lines()).at(-1)).toBe('      (ellipsis) Show more… | 100 of 250 shown');
    await showMore(window);
    await showMore(window);
    expect((await lines()).length).toBe(3 + 250);
});

it('a record is a read-only JSON document that follows its changes', async () => {
    const { window, store } = filled(3);
    const uri = await openRecord(window, '3');
    expect(uri.path).toBe('/demo/octo/Item/3.json');
    expect(JSON.parse(await window.text(uri))).toMatchObject({
        id: '3',
        name: 'renamed',
        _nango_metadata: { last_action: 'UPDATED' },
    });
    store.clearRecords(scope);
    expect(await window.text(uri)).toBe('// The store has no record 3 of Item any more.\n');
});

it('what a terminal saves meanwhile is shown, without a key being pressed', async () => {
    const { window, store } = filled(3);
    expect(await window.tree(VIEW)).toContain('2 records');
    const run = begin(store, 'third');
    store.batchSave(run, 1, scope, [{ id: 'new' }]);
    store.finishRun(run, finished, []);
    await vi.waitFor(async () => expect(await window.tree(VIEW)).toContain('3 records'), 10_000);
});

it('compares a record with its previous version', async () => {
    const { window } = filled(3);
    const address = { storeFolder: path.join(window.workspace.roots[0]!, '.syncbench'), scope, id: '3' };
    await window.execute('syncbench.compareRecordVersions', address);
    const [diff] = window.called.filter(({ command }) => command === 'vscode.diff');
    const [before, after] = diff!.args as [Uri, Uri];
    const names = await Promise.all([before, after].map(async (uri) => JSON.parse(await window.text(uri)).name));
    expect(names).toEqual(['item 3', 'renamed']);
    await window.execute('syncbench.compareRecordVersions', { ...address, id: '2' });
    expect(window.dialogs.take()).toBe('info: Record 2 has no earlier version.');
});

it('clears records once it was confirmed', async () => {
    const { window } = filled(3);
    window.dialogs.answer('Item', undefined);
    await window.execute('syncbench.clearRecords');
    expect(window.dialogs.take()).toBe(`? Clear Records
  > Item | demo, octo | 2 records
warning: Clear 3 records of Item (demo, octo)? [Clear]`);
    expect(await window.tree(VIEW)).toContain('2 records');
    window.dialogs.answer('Item', 'Clear');
    await window.execute('syncbench.clearRecords');
    expect(await window.tree(VIEW)).toBe('');
    expect(window.context['syncbench.noRecords']).toBe(true);
});

it('exports records into a file', async () => {
    const { window, root } = filled(3);
    const file = path.join(root, 'out.csv');
    window.dialogs.answer('Item', 'CSV with 1 deleted', file);
    await window.execute('syncbench.exportRecords');
    expect(window.dialogs.take()).toBe(`? Export Records
  > Item | demo, octo | 2 records
? Export Records as
    JSON | with _nango_metadata
    CSV | a column per field
    JSON with 1 deleted | with _nango_metadata
  > CSV with 1 deleted | a column per field
? Export Records of Item > file
info: 3 records are in out.csv. [Open]`);
    expect(readFileSync(file, 'utf8').split('\r\n')).toHaveLength(5);
});

it('without records it says so, and asks nothing', async () => {
    const project = testProject({ 'demo/syncs/items.ts': '' });
    onTestFinished(() => project.remove());
    const window = openWindow([project.root]);
    expect(await window.tree(VIEW)).toBe('');
    expect(window.context['syncbench.noRecords']).toBe(true);
    await window.execute('syncbench.exportRecords');
    expect(window.dialogs.take()).toBe('error: There are no records yet. Run a sync; what it saves is kept.');
});

type Window = ReturnType<typeof openWindow>;

/** The command of an item of the tree, as a click calls it. */
async function click(window: Window, isIt: (item: { id: string; label: string }) => boolean): Promise<unknown[]> {
    const { treeDataProvider: tree } = window.views.get(VIEW)!;
    const visit = async (node?: unknown): Promise<unknown[] | undefined> => {
        for (const child of (await tree!.getChildren(node)) as unknown[]) {
            const item = (await tree!.getTreeItem(child)) as {
                id: string;
                label: string;
                collapsibleState: number;
                command?: { command: string; arguments: unknown[] };
            };
            if (isIt(item)) {
                await window.execute(item.command!.command, ...item.command!.arguments);
                return item.command!.arguments;
            }
            const found = item.collapsibleState === 0 ? undefined : await visit(child);
            if (found) return found;
        }
        return undefined;
    };
    const clicked = await visit();
    if (!clicked) throw new Error('There is no such item.');
    return clicked;
}

async function showMore(window: Window): Promise<void> {
    await click(window, ({ label }) => label === 'Show more…');
}

async function openRecord(window: Window, id: string): Promise<Uri> {
    const [uri] = await click(window, ({ label }) => label.startsWith(`${id} ·`));
    return uri as Uri;
}
