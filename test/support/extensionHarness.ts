import path from 'node:path';
import { onTestFinished } from 'vitest';
import { registerExtension } from '../../src/extension/registerExtension';
import { RunService } from '../../src/extension/runs/RunService';
import type { Services } from '../../src/extension/Services';
import { FakeVscode } from './fakeVscode/FakeVscode';
import { FakeDocument } from './fakeVscode/FakeWorkspace';
import { Uri } from './fakeVscode/values';

type Context = Services['context'];
export type Mementos = { global: Map<string, unknown>; workspace: Map<string, unknown> };

/** The extension in a window that shows some folders, with the engine that was built. It ends with the test. */
export function openWindow(
    roots: string[],
    { isTrusted = true, mementos = emptyMementos() }: { isTrusted?: boolean; mementos?: Mementos } = {},
): FakeVscode & { idle(): Promise<void>; close(): Promise<void> } {
    const fake = new FakeVscode(roots);
    fake.workspace.isTrusted = isTrusted;
    const root = path.resolve(import.meta.dirname, '../..');
    const context = {
        extension: { id: 'syncbench.syncbench' },
        extensionPath: root,
        extensionUri: Uri.file(root),
        globalState: memento(mementos.global),
        workspaceState: memento(mementos.workspace),
        subscriptions: [],
    } as unknown as Context;
    const disposables = registerExtension(fake.api, context);
    const runs = disposables.find((each) => each instanceof RunService)!;
    /** Resolves when no run goes on or waits. */
    const idle = () => fake.when(() => !runs.current && runs.queued.length === 0, { event: runs.onDidChange });
    let isClosed = false;
    const close = async () => {
        if (isClosed) return;
        isClosed = true;
        await Promise.all(disposables.map((each) => each.dispose()));
    };
    onTestFinished(close);
    return Object.assign(fake, { idle, close });
}

/** Such a window with a script open in the editor. */
export function openScript(root: string, script: string, options: { mementos?: Mementos } = {}) {
    const window = openWindow([root], options);
    const document = new FakeDocument(path.join(root, script), '');
    window.workspace.documents.push(document);
    window.activate(document);
    return { window, document };
}

export function emptyMementos(): Mementos {
    return { global: new Map(), workspace: new Map() };
}

/** Keeps JSON, as VS Code does. */
function memento(values: Map<string, unknown>) {
    return {
        get: (key: string) => {
            const json = values.get(key);
            return json === undefined ? undefined : JSON.parse(json as string);
        },
        update: async (key: string, value: unknown) => {
            if (value === undefined) values.delete(key);
            else values.set(key, JSON.stringify(value));
        },
        keys: () => [...values.keys()],
    };
}
