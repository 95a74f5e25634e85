import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openWindow } from '../../support/extensionHarness';
import { FakeDocument } from '../../support/fakeVscode/FakeWorkspace';
import { sync, testProject } from '../../support/testProject';

const TREE = 'syncbench.integrations';

function project(files: Record<string, string> = {}) {
    const made = testProject(files);
    onTestFinished(() => made.remove());
    return made;
}

const classic = () => project({ 'demo/syncs/items.ts': sync(''), 'demo/actions/greet.ts': '', 'demo/helper.ts': '' });

describe('the tree of integrations', () => {
    it('shows integrations and their scripts; a project only where there are several', async () => {
        const one = classic();
        expect(await openWindow([one.root]).tree(TREE)).toBe(`(plug) demo
  (sync) items
  (zap) greet`);
        const other = project({
            '.nango/schema.json': '{}',
            'index.ts': "import './github/syncs/issues.js';\nimport './github/actions/create.js';\n",
            'github/syncs/issues.ts': 'export default createSync({});',
            'github/actions/create.ts': 'export default createAction({});',
            'nango.yaml': '',
        });
        other.drop('nango.yaml');
        const names = [one, other].map(({ root }) => path.basename(root));
        const tree = await openWindow([one.root, other.root]).tree(TREE);
        expect(tree.split('\n').toSorted()).toEqual(
            [
                `(folder) ${names[0]}`,
                '  (plug) demo',
                '    (sync) items',
                '    (zap) greet',
                `(folder) ${names[1]}`,
                '  (plug) github',
                '    (sync) issues',
                '    (zap) create',
            ].toSorted(),
        );
    });

    it('says what is missing and what is wrong', async () => {
        const { root } = project({
            'nango.yaml': `integrations:
    demo:
        syncs:
            gone:
                runs: every hour
                output: Item
                endpoint: GET /gone
            wrong:
                runs: every hour
                runs: every day
                endpoint: GET /wrong
    empty: {}
models:
    Item:
        id: string
`,
        });
        const window = openWindow([root]);
        const tree = await window.tree(TREE);
        expect(tree.replace(/\(error\) .* \|/g, '(error) … |')).toBe(`(error) … | nango.yaml, line 8
(error) … | nango.yaml, line 10
(plug) demo
  (warning) gone | file missing
  (warning) wrong | file missing
(plug) empty | no scripts`);
    });

    it('follows files that come, go and move, and edits of nango.yaml, from outside', async () => {
        const { root } = classic();
        const window = openWindow([root]);
        await window.tree(TREE);
        const changed = () =>
            new Promise<void>((resolve) => {
                const listener = window.treeChanged.event((view) => {
                    if (view !== TREE) return;
                    listener.dispose();
                    resolve();
                });
            });
        const items = path.join(root, 'demo/syncs/items.ts');
        const moved = path.join(root, 'demo/syncs/things.ts');
        renameSync(items, moved);
        const first = changed();
        window.workspace.touch('deleted', items);
        window.workspace.touch('created', moved);
        await first;
        expect(await window.tree(TREE)).toContain('(warning) items | file missing');

        const config = path.join(root, 'nango.yaml');
        writeFileSync(
            config,
            'integrations:\n    other:\n        actions:\n            hello:\n                endpoint: GET /hello\nmodels: {}\n',
        );
        mkdirSync(path.join(root, 'other/actions'), { recursive: true });
        writeFileSync(path.join(root, 'other/actions/hello.ts'), '');
        const second = changed();
        window.workspace.touch('changed', config);
        await second;
        expect(await window.tree(TREE)).toBe('(plug) other\n  (zap) hello');
    });

    it('tells when clauses what there is', async () => {
        const empty = openWindow([project({ 'nango.yaml': 'integrations:\n    demo: {}\n' }).root]);
        await empty.tree(TREE);
        expect(empty.context).toMatchObject({ 'syncbench.noProject': false, 'syncbench.noScript': true });
        const { root } = classic();
        const window = openWindow([root]);
        await window.tree(TREE);
        expect(window.context).toMatchObject({ 'syncbench.noProject': false, 'syncbench.noScript': false });
        const seen = window.when(() => window.context['syncbench.scriptKind'] === 'action', window.contextChanged);
        window.activate(new FakeDocument(path.join(root, 'demo/actions/greet.ts'), ''));
        await seen;
        const left = window.when(() => window.context['syncbench.scriptKind'] === undefined, window.contextChanged);
        window.activate(new FakeDocument(path.join(root, 'demo/helper.ts'), ''));
        await left;
    });
});

describe('a workspace that is not trusted', () => {
    it('shows the tree, executes nothing and reads no records', async () => {
        const { root } = classic();
        const window = openWindow([root], { isTrusted: false });
        expect(await window.tree(TREE)).toContain('(sync) items');
        expect(window.views.get(TREE)?.message).toBe('Scripts run only in a trusted workspace.');
        expect(await window.tree('syncbench.records')).toBe('');
        for (const command of ['runSync', 'runAgain', 'runWith', 'clearRecords', 'exportRecords']) {
            await window.execute(`syncbench.${command}`);
            expect(window.dialogs.take()).toBe(
                'error: Syncbench executes nothing in a workspace that is not trusted. Trust the workspace to run its scripts and to read its records. [Manage Trust]',
            );
        }
        expect(window.log.filter((line) => line.startsWith('info'))).toEqual([]);
        window.workspace.trust();
        expect(window.views.get(TREE)?.message).toBeUndefined();
    });
});

describe('the lens of a script', () => {
    const source = `import x from 'x';\n\nexport default async function fetchData() {}\n`;

    it('stands above the default export', async () => {
        const { root } = classic();
        const document = new FakeDocument(path.join(root, 'demo/syncs/items.ts'), source);
        expect(await openWindow([root]).lensesWhenThere(document)).toEqual(['3: $(play) Run Sync', '3: Run With…']);
    });

    it('is not above a helper, and not anywhere when it is switched off', async () => {
        const { root } = classic();
        const window = openWindow([root]);
        expect(await window.lenses(new FakeDocument(path.join(root, 'demo/helper.ts'), source))).toEqual([]);
        window.workspace.set('syncbench.codeLens', false);
        expect(await window.lenses(new FakeDocument(path.join(root, 'demo/syncs/items.ts'), source))).toEqual([]);
    });
});
