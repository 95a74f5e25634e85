import assert from 'node:assert/strict';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { lensTitles, newRun, runToEnd, scriptUri, withFirstAnswers } from './support/scripts';
import { runsOf, syncbench } from './support/terminal';
import { until } from './support/until';

const project = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
const settings = () => vscode.workspace.getConfiguration('syncbench');
const setting = (name: string, value: unknown) => settings().update(name, value, vscode.ConfigurationTarget.Global);

/** Types into a script without saving it. */
async function type(uri: vscode.Uri, position: vscode.Position, text: string): Promise<vscode.TextDocument> {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, position, text);
    await vscode.workspace.applyEdit(edit);
    return await vscode.workspace.openTextDocument(uri);
}

describe('the extension in VS Code', () => {
    it('is activated by a workspace that has a project', async () => {
        const extension = vscode.extensions.getExtension('syncbench.syncbench');
        await until('the extension is active', () => extension?.isActive);
    });

    it('has every command that its manifest names', async () => {
        const manifest = vscode.extensions.getExtension('syncbench.syncbench')?.packageJSON;
        const named: string[] = manifest.contributes.commands.map((entry: { command: string }) => entry.command);
        const known = new Set(await vscode.commands.getCommands(true));
        assert.ok(named.length > 15);
        assert.deepEqual(
            named.filter((command) => !known.has(command)),
            [],
        );
    });

    it('keeps .syncbench out of watcher and search', () => {
        const excluded = (section: string) => vscode.workspace.getConfiguration(section).get<object>('exclude');
        assert.ok('**/.syncbench' in (excluded('search') ?? {}));
        const watcher = vscode.workspace.getConfiguration('files').get<object>('watcherExclude');
        assert.ok('**/.syncbench/**' in (watcher ?? {}));
    });
});

describe('Run Sync', () => {
    it('runs the script of the active editor in a child of its own and keeps 1,000 records', async () => {
        await vscode.window.showTextDocument(scriptUri(project, 'issues'));
        await withFirstAnswers('syncbench.runSync');
        const run = await newRun(project, 'issues', []);
        assert.equal(run.status, 'succeeded');
        assert.equal(run.connectionId, 'demo');
        assert.deepEqual(run.models, { Issue: { added: 1_000, updated: 0, unchanged: 0, deleted: 0 } });
    });

    it('again asks nothing and finds all 1,000 unchanged', async () => {
        const before = await runsOf(project);
        await vscode.commands.executeCommand('syncbench.runAgain');
        const run = await newRun(project, 'issues', before);
        assert.deepEqual(run.models, { Issue: { added: 0, updated: 0, unchanged: 1_000, deleted: 0 } });
    });

    it('shows its result above the script', async () => {
        const titles = await until('the lens names the result', async () => {
            const all = await lensTitles(scriptUri(project, 'issues'));
            return all.some((title) => /1,000/.test(title)) && all;
        });
        assert.match(titles[0] ?? '', /Run Sync/);
    });

    it('opens a saved record as a read-only JSON document', async () => {
        const { records } = await syncbench(project, 'records', 'Issue', '--limit', '1');
        const [record] = records;
        const storeFolder = path.join(project, '.syncbench');
        const scope = { integration: 'github', connectionId: 'demo', model: 'Issue', variant: 'base' };
        await vscode.commands.executeCommand('syncbench.openRecord', { storeFolder, scope, id: record.id });
        const { document } = await until('the record is open', () => {
            const editor = vscode.window.activeTextEditor;
            return editor?.document.uri.scheme === 'syncbench-record' && editor;
        });
        assert.equal(document.languageId, 'json');
        assert.equal(JSON.parse(document.getText()).title, record.title);
        assert.equal(vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) ?? false, false);
    });

    it('of a script that fails keeps the error with its line', async () => {
        const run = await runToEnd(project, 'broken');
        assert.equal(run.status, 'failed');
        const { error } = await syncbench(project, 'runs', run.id);
        assert.equal(error.message, 'this breaks at line five');
        assert.deepEqual([error.file, error.line], [scriptUri(project, 'broken').fsPath, 5]);
        await until('the lens says that it failed', async () => {
            return (await lensTitles(scriptUri(project, 'broken'))).some((title) => /fail/i.test(title));
        });
    });

    it('is cancelled in the middle of an endless loop', async () => {
        const before = await runsOf(project);
        await withFirstAnswers('syncbench.runSync', scriptUri(project, 'endless'));
        await newRun(project, 'endless', before, 'running');
        await until('the lens offers to cancel', async () => {
            return (await lensTitles(scriptUri(project, 'endless'))).some((title) => /Cancel Run/.test(title));
        });
        await vscode.commands.executeCommand('syncbench.cancelRun');
        await newRun(project, 'endless', before, 'cancelled');
        const { logs } = await syncbench(project, 'runs', 'last');
        assert.ok(logs.some(({ message }: { message: string }) => message === 'begins to loop'));
    });
});

describe('a setting', () => {
    it('saveBeforeRun = none leaves a dirty script as it is and runs what is on disk', async () => {
        await setting('saveBeforeRun', 'none');
        const document = await type(scriptUri(project, 'broken'), new vscode.Position(4, 0), '\n');
        const run = await runToEnd(project, 'broken');
        assert.equal(document.isDirty, true);
        assert.equal((await syncbench(project, 'runs', run.id)).error.line, 5);
    });

    it('saveBeforeRun = project saves it, and the run sees the change', async () => {
        await setting('saveBeforeRun', undefined);
        const run = await runToEnd(project, 'broken');
        const document = await vscode.workspace.openTextDocument(scriptUri(project, 'broken'));
        assert.equal(document.isDirty, false);
        assert.equal((await syncbench(project, 'runs', run.id)).error.line, 6);
    });

    it('codeLens = false takes the lens away, true brings it back', async () => {
        const count = async () => (await lensTitles(scriptUri(project, 'issues'))).length;
        await setting('codeLens', false);
        await until('there is no lens', async () => (await count()) === 0);
        await setting('codeLens', undefined);
        await until('there is a lens', async () => (await count()) > 0);
    });

    it('whenRunning = replace cancels the run that goes on', async () => {
        await setting('whenRunning', 'replace');
        const before = await runsOf(project);
        await withFirstAnswers('syncbench.runSync', scriptUri(project, 'endless'));
        await newRun(project, 'endless', before, 'running');
        await withFirstAnswers('syncbench.runSync', scriptUri(project, 'labels'));
        await newRun(project, 'endless', before, 'cancelled');
        assert.equal((await newRun(project, 'labels', before)).status, 'succeeded');
        await setting('whenRunning', undefined);
    });
});

describe('outside of the editor', () => {
    const hasLens = async (name: string) => (await lensTitles(scriptUri(project, name))).length > 0;

    it('a script that is created where nango.yaml lists it gets a lens; renamed away it loses it', async () => {
        const config = path.join(project, 'nango.yaml');
        const yaml = await readFile(config, 'utf8');
        const entry = '            late: { runs: every day, sync_type: full, output: Label, endpoint: GET /late }\n';
        await writeFile(
            config,
            yaml.replace('        syncs:\n', (line) => line + entry),
        );
        const file = scriptUri(project, 'late').fsPath;
        await writeFile(file, await readFile(scriptUri(project, 'broken').fsPath));
        await until('the new script has a lens', () => hasLens('late'));
        const other = scriptUri(project, 'other').fsPath;
        await rename(file, other);
        await until('the renamed file has none', async () => !(await hasLens('other')));
        await rename(other, file);
        await until('renamed back it has one', () => hasLens('late'));
        await writeFile(config, yaml);
        await until('nango.yaml does not list it any more', async () => !(await hasLens('late')));
        await rm(file);
    });
});
