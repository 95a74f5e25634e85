import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openScript } from '../../support/extensionHarness';
import { FakeDocument } from '../../support/fakeVscode/FakeWorkspace';
import { sync, testProject } from '../../support/testProject';

const ITEMS = sync(`await nango.batchSave([{ id: '1', name: 'one' }], 'Item');`);

function project(...scripts: string[]): string {
    const made = testProject(Object.fromEntries(scripts.map((name) => [`demo/syncs/${name}.ts`, ITEMS])));
    onTestFinished(() => made.remove());
    return made.root;
}

it('writes a new connection file for git to ignore, and opens it', async () => {
    const root = project('items');
    const { window } = openScript(root, 'demo/syncs/items.ts');
    window.dialogs.answer('New connection…', 'octo/cat');
    await window.execute('syncbench.runSync');
    const file = path.join(root, '.syncbench/connections/octo_cat.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
        connection_id: 'octo/cat',
        provider_config_key: 'demo',
        credentials: { type: 'API_KEY', apiKey: '' },
    });
    expect(readFileSync(path.join(root, '.syncbench/.gitignore'), 'utf8')).toBe('*\n');
    const [shown = ''] = window.takeCalls('showTextDocument');
    expect(shown).toContain(file);
    const apiKey = { line: 5, character: 19 };
    expect(shown).toContain(JSON.stringify({ selection: { start: apiKey, end: apiKey } }));
    expect(window.log).toEqual([]);
    window.dialogs.take();
    await window.execute('syncbench.runSync');
    expect(window.dialogs.take()).toContain('octo/cat | private file, no credentials');
});

it('runs with a new connection once the person says that it is filled in', async () => {
    const root = project('items');
    const { window } = openScript(root, 'demo/syncs/items.ts');
    window.dialogs.answer('New connection…', 'mine', 'Run items');
    await window.execute('syncbench.runSync');
    await vi.waitUntil(() => window.log.some((line) => line.includes(': succeeded after')), { timeout: 10_000 });
    expect(window.log.join('\n')).toContain('demo/items, connection mine');
    window.dialogs.take();
    await window.execute('syncbench.runSync');
    expect(window.dialogs.take()).toBe('');
    await window.idle();
});

it('offers first the connection that another script of the integration ran with', async () => {
    const root = project('items', 'others');
    mkdirSync(path.join(root, 'syncbench/connections'), { recursive: true });
    for (const id of ['a', 'b', 'c']) writeFileSync(path.join(root, `syncbench/connections/${id}.json`), '{}');
    const { window } = openScript(root, 'demo/syncs/items.ts');
    const offered = () =>
        window.dialogs
            .take()
            .split('\n')
            .map((line) => line.split('|')[0]?.trim())
            .slice(1, 4);
    window.dialogs.answer('b');
    await window.execute('syncbench.runSync');
    await window.idle();
    expect(offered()).toEqual(['a', '> b', 'c']);
    window.activate(new FakeDocument(path.join(root, 'demo/syncs/others.ts'), ''));
    window.dialogs.answer(undefined);
    await window.execute('syncbench.runSync');
    expect(offered()).toEqual(['b', 'a', 'c']);
});
