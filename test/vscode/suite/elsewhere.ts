import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { lensTitles } from './support/scripts';
import { until } from './support/until';

const CONFIG = `integrations:
    demo:
        syncs:
            items: { runs: every day, output: Item, endpoint: GET /items }
models:
    Item: { id: string }
`;

// VS Code gives up looking for `nango.yaml` in all folders after seven seconds, in a large workspace or on a busy machine.
// The workspace here is empty when it looks.
describe('a workspace in which VS Code found no project', () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const extension = () => vscode.extensions.getExtension('syncbench.syncbench');

    it('has not activated the extension', () => assert.equal(extension()?.isActive, false));

    it('has the lens above a script that is opened, in a project deep in it', async () => {
        const project = path.join(folder, 'services', 'crm');
        const script = path.join(project, 'demo', 'syncs', 'items.ts');
        await mkdir(path.dirname(script), { recursive: true });
        await writeFile(path.join(project, 'nango.yaml'), CONFIG);
        await writeFile(script, 'export default async function fetchData() {}\n');
        await vscode.window.showTextDocument(vscode.Uri.file(script));
        await until('the extension is active', () => extension()?.isActive);
        await until('the lens is there', async () => (await lensTitles(vscode.Uri.file(script))).length > 0);
    });
});
