import { cp, writeFile } from 'node:fs/promises';
import Module from 'node:module';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import { RecordPages } from '../../../src/extension/records/RecordPages';
import { StoreReader } from '../../../src/host/store/StoreReader';
import { activationTime, longestOwnStretch } from './support/ownTime';
import { withFirstAnswers } from './support/scripts';
import { extensionFolder } from './support/terminal';
import { until } from './support/until';

/** What activation must not have loaded, by the names that the build gives its chunks. */
const heavy = /typescript|esbuild|sqlite|providers|yaml|zod|Engine|RunConnections|Compiler/i;

/** For the idle host to show what it does by itself. */
const IDLE_MS = 3_000;

// Measures for the bench, in the extension host itself. The opened folder is empty: nothing has activated the extension.
describe('measure', () => {
    const { SYNCBENCH_MEASURES: file = '', SYNCBENCH_BULK: bulk = '', SYNCBENCH_MILLION: million = '' } = process.env;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const measures: Record<string, number> = {};

    after(() => writeFile(file, JSON.stringify(measures)));

    it('activation', async () => {
        const extension = vscode.extensions.getExtension('syncbench.syncbench');
        if (!extension || extension.isActive) throw new Error('The extension is missing, or was active before.');
        const dist = path.join(extensionFolder(), 'dist');
        const begun = performance.now();
        measures.activation = await activationTime(path.join(dist, 'extension.js'), () => extension.activate());
        measures.activated = performance.now() - begun;
        if (measures.activation === 0) throw new Error('The activation was not seen.');
        // biome-ignore lint/suspicious/noExplicitAny: Node has no typed way to ask which modules are loaded.
        const loaded = Object.keys((Module as any)._cache).filter((name) => name.startsWith(dist));
        const wrong = loaded.map((name) => path.relative(dist, name)).filter((name) => heavy.test(name));
        if (loaded.length === 0 || wrong.length > 0)
            throw new Error(`Activation loaded ${wrong.join(', ') || 'nothing'}.`);
    });

    it('first page of a model of a million rows', async () => {
        const reader = startReader();
        const storeFolder = path.join(million, '.syncbench');
        // The reader's process is running by the time that a person opens a model.
        const [first] = await reader.scopes(storeFolder);
        if (first?.live !== 1_000_000) throw new Error(`The store has ${first?.live} records.`);
        const before = process.memoryUsage.rss();
        const begun = performance.now();
        const { records } = await new RecordPages({ reader: async () => reader }).shown(storeFolder, first.scope);
        measures.firstPage = performance.now() - begun;
        measures.growth = Math.max(0, process.memoryUsage.rss() - before) / 1e6;
        await reader.dispose();
        if (records.length === 0) throw new Error('The page is empty.');
    });

    it('blocking during a run of 100,000 records', async () => {
        await cp(bulk, folder, { recursive: true });
        const script = vscode.Uri.file(path.join(folder, 'bench-0', 'syncs', 'sync-0.ts'));
        await vscode.window.showTextDocument(script);
        await until('the project is found', async () => {
            return (
                (await vscode.commands.executeCommand<unknown[]>('vscode.executeCodeLensProvider', script))?.length > 0
            );
        });
        const reader = startReader();
        const storeFolder = path.join(folder, '.syncbench');
        await reader.lastRuns(storeFolder);
        const delay = monitorEventLoopDelay({ resolution: 1 });
        delay.enable();
        await pause(IDLE_MS);
        delay.disable();
        measures.idle = delay.max / 1e6;
        measures.blocked = await longestOwnStretch(path.join(extensionFolder(), 'dist'), async () => {
            await withFirstAnswers('syncbench.runSync', script);
            // Asked of a process that is there already: to start one would block this one.
            const run = await until('the run is over', async () => {
                const [last] = await reader.lastRuns(storeFolder);
                return last?.status === 'running' ? undefined : last;
            });
            if (run.status !== 'succeeded') throw new Error(`The run ${run.status}.`);
            // What follows a run belongs to it: the next child, the views.
            await pause(IDLE_MS);
        });
        await reader.dispose();
    });

    function startReader(): StoreReader {
        return new StoreReader({
            nodePath: process.execPath,
            electron: process.versions.electron,
            distFolder: path.join(extensionFolder(), 'dist'),
            environment: process.env,
        });
    }
});
