import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { FakeVscode } from '../../support/fakeVscode/FakeVscode';
import { Uri } from '../../support/fakeVscode/values';

const root = path.resolve(import.meta.dirname, '../../..');
const file = path.join(root, 'dist/extension.js');

it('the bundle that activation loads has none of what is heavy', () => {
    const { sources } = JSON.parse(readFileSync(`${file}.map`, 'utf8')) as { sources: string[] };
    const heavy = sources.filter((source) =>
        /node_modules\/(zod|yaml|typescript|esbuild|axios|@nangohq)\/|sqlite|src\/(records|compile|runtime|language)\//.test(
            source,
        ),
    );
    expect(heavy).toEqual([]);
});

it('activation loads no other file, starts no process and says nothing', async () => {
    const fake = new FakeVscode([root]);
    const load = Reflect.get(Module, '_load') as (request: string, ...rest: unknown[]) => unknown;
    onTestFinished(() => void Reflect.set(Module, '_load', load));
    const loaded: string[] = [];
    Reflect.set(Module, '_load', (request: string, ...rest: unknown[]) => {
        if (request === 'vscode') return fake.api;
        loaded.push(request);
        return load.call(Module, request, ...rest);
    });
    const extension = createRequire(import.meta.url)(file) as { activate(context: unknown): void };
    const memento = { get: () => undefined, update: async () => {} };
    const subscriptions: { dispose(): unknown }[] = [];
    onTestFinished(async () => void (await Promise.all(subscriptions.map((each) => each.dispose()))));
    extension.activate({
        subscriptions,
        workspaceState: memento,
        globalState: memento,
        extensionPath: root,
        extensionUri: Uri.file(root),
        extension: { id: 'syncbench.syncbench' },
    });
    expect(subscriptions.length).toBeGreaterThan(5);
    expect(
        loaded.filter((request) => request !== file && !request.startsWith('node:') && !Module.isBuiltin(request)),
    ).toEqual([]);
    expect(fake.log).toEqual([]);
});
