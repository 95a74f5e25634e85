import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { lensTitles, runToEnd, scriptUri } from './support/scripts';
import { runsOf } from './support/terminal';
import { until } from './support/until';

describe('a workspace of two folders', () => {
    const folders = () => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);

    it("runs each project's script into that project's own store", async () => {
        const [one = '', two = ''] = folders();
        assert.equal((await runToEnd(one, 'issues')).status, 'succeeded');
        assert.equal((await runToEnd(two, 'labels')).status, 'succeeded');
        const scripts = async (folder: string) => (await runsOf(folder)).map(({ script }) => script);
        assert.deepEqual([await scripts(one), await scripts(two)], [['issues'], ['labels']]);
    });

    it('loses the scripts of a folder that is taken out, and gets them back with it', async () => {
        const [, two = ''] = folders();
        const uri = scriptUri(two, 'issues');
        await until('it has a lens', async () => (await lensTitles(uri)).length > 0);
        vscode.workspace.updateWorkspaceFolders(1, 1);
        await until('it has no lens', async () => (await lensTitles(uri)).length === 0);
        vscode.workspace.updateWorkspaceFolders(1, 0, { uri: vscode.Uri.file(two) });
        await until('it has a lens again', async () => (await lensTitles(uri)).length > 0);
    });
});
