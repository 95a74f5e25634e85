import type { Disposable, TreeView } from 'vscode';
import { Disposables } from '../Disposables';
import { registerCommand } from '../errors/registerCommand';
import { openLocation } from '../errors/showError';
import { Command, View } from '../ids';
import { type ScriptArgument, scriptOf } from '../projects/pickScript';
import type { Services } from '../Services';
import { IntegrationTree } from './IntegrationTree';
import type { IntegrationsNode } from './nodes';
import { placeOf } from './scriptItem';

/** The view *Integrations*, and the commands of its items that run nothing. */
export function registerIntegrations(services: Services): Disposable {
    const { vscode, projects, results } = services;
    const disposables = new Disposables();
    const tree = disposables.add(new IntegrationTree(services));
    const view = disposables.add(
        vscode.window.createTreeView(View.integrations, { treeDataProvider: tree, showCollapseAll: true }),
    );
    disposables.add(showRunning(services, view));
    disposables.add(sayWhatTrustIsFor(services, view));

    function refresh(): void {
        projects.refresh();
        results.forget();
    }

    async function revealScript(argument: ScriptArgument): Promise<void> {
        const script = await scriptOf(services, argument);
        if (!script) return;
        await openLocation(vscode, placeOf(script));
        if (script.script.exists) {
            await vscode.commands.executeCommand('revealInExplorer', vscode.Uri.file(script.script.file));
        }
    }

    async function copyId(node: { copyText?: string } | undefined): Promise<void> {
        if (node?.copyText !== undefined) await vscode.env.clipboard.writeText(node.copyText);
    }

    disposables.add(registerCommand(services, Command.refresh, refresh));
    disposables.add(registerCommand(services, Command.revealScript, revealScript));
    disposables.add(registerCommand(services, Command.copyId, copyId));
    return disposables;
}

/** The number of runs that go on or wait, on the view's icon. */
function showRunning({ vscode, runs }: Services, view: TreeView<IntegrationsNode>): Disposable {
    const { l10n } = vscode;
    return runs.onDidChangeCalmly(() => {
        const value = runs.queued.length + (runs.current ? 1 : 0);
        const tooltip =
            value === 1 ? l10n.t('1 script is running') : l10n.t('{0} scripts are running or waiting', value);
        view.badge = value > 0 ? { value, tooltip } : undefined;
    });
}

function sayWhatTrustIsFor({ vscode }: Services, view: TreeView<IntegrationsNode>): Disposable {
    if (!vscode.workspace.isTrusted) {
        view.message = vscode.l10n.t('Scripts run only in a trusted workspace.');
    }
    return vscode.workspace.onDidGrantWorkspaceTrust(() => {
        view.message = undefined;
    });
}
