import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { lensTitles, scriptUri } from './support/scripts';
import { until } from './support/until';

describe('a workspace that is not trusted', () => {
    const project = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';

    it('is not trusted', () => assert.equal(vscode.workspace.isTrusted, false));

    it('has the lens above its scripts, whatever view is open', async () => {
        await until('the lens is there', async () => (await lensTitles(scriptUri(project, 'issues'))).length > 0);
    });

    for (const command of ['runSync', 'runAgain', 'runWith', 'openRecords', 'clearRecords', 'exportRecords']) {
        it(`${command} refuses with a message, and executes nothing`, async () => {
            let isDone = false;
            Promise.resolve(
                vscode.commands.executeCommand(`syncbench.${command}`, scriptUri(project, 'issues')),
            ).finally(() => {
                isDone = true;
            });
            // The command is over when its message is put away.
            await until('the command is over', async () => {
                await vscode.commands.executeCommand('notifications.clearAll');
                return isDone;
            });
            assert.equal(existsSync(path.join(project, '.syncbench', 'store.sqlite')), false);
        });
    }
});
