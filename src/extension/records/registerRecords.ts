import type { Disposable, TreeView, Uri } from 'vscode';
import { Disposables } from '../Disposables';
import { registerCommand } from '../errors/registerCommand';
import { Command, RECORD_SCHEME, View } from '../ids';
import type { ScriptArgument } from '../projects/pickScript';
import type { ScriptEntry } from '../projects/readProject';
import { requireTrust } from '../runs/startRun';
import type { Services } from '../Services';
import { clearRecords } from './clearRecords';
import { compareVersions } from './compareVersions';
import { exportRecords } from './exportRecords';
import type { MoreNode, RecordNode, RecordsNode } from './nodes';
import { pickModels } from './pickModels';
import { RecordDocuments } from './RecordDocuments';
import { RecordTree } from './RecordTree';
import { type RecordAddress, recordAddress, recordUri } from './recordUri';

/** A record, as commands are told of it: a node of the tree, its address (the Run view), or its document. */
export type RecordArgument = RecordNode | RecordAddress | Uri | undefined;

/** The view *Records*, the documents of records, and the commands on both. */
export function registerRecords(services: Services, now: () => number = Date.now): Disposable {
    const { vscode } = services;
    const disposables = new Disposables();
    const tree = disposables.add(new RecordTree(services, now));
    const documents = disposables.add(new RecordDocuments(services));
    const view = disposables.add(
        vscode.window.createTreeView(View.records, { treeDataProvider: tree, showCollapseAll: true }),
    );
    disposables.add(vscode.workspace.registerTextDocumentContentProvider(RECORD_SCHEME, documents));
    const refresh = (storeFolder?: string) => {
        tree.refresh(storeFolder);
        documents.refresh(storeFolder);
    };
    disposables.add(refreshAfterChanges(services, refresh));

    async function openRecord(argument: RecordArgument): Promise<void> {
        const address = addressOf(argument);
        if (address) await vscode.commands.executeCommand('vscode.open', recordUri(vscode, address));
    }

    async function compare(argument: RecordArgument): Promise<void> {
        requireTrust(services);
        const address = addressOf(argument) ?? addressOf(vscode.window.activeTextEditor?.document.uri);
        if (address) await compareVersions(services, address);
    }

    async function clear(node?: RecordsNode): Promise<void> {
        requireTrust(services);
        const scopes = await pickModels(services, tree, node, vscode.l10n.t('Clear Records'));
        const cleared = await clearRecords(services, scopes);
        if (cleared !== undefined) refresh(cleared);
    }

    async function exportOne(node?: RecordsNode): Promise<void> {
        requireTrust(services);
        const [scope] = await pickModels(services, tree, node, vscode.l10n.t('Export Records'));
        if (scope) await exportRecords(services, scope);
    }

    disposables.add(registerCommand(services, Command.openRecord, openRecord));
    disposables.add(registerCommand(services, Command.compareRecordVersions, compare));
    disposables.add(
        registerCommand(services, Command.showMoreRecords, ({ parent }: MoreNode) => tree.showMore(parent)),
    );
    disposables.add(registerCommand(services, Command.clearRecords, clear));
    disposables.add(registerCommand(services, Command.exportRecords, exportOne));
    disposables.add(
        registerCommand(services, Command.openRecords, (argument: ScriptArgument) =>
            openRecords(services, tree, view, argument),
        ),
    );
    return disposables;
}

/** Runs, other windows and terminals change stores; projects come and go. */
function refreshAfterChanges(services: Services, refresh: (storeFolder?: string) => void): Disposable {
    const { vscode, runs, stores, projects } = services;
    const disposables = new Disposables();
    disposables.add(
        runs.onDidChange((run) => {
            if (run.state === 'finished' && run.session) refresh(run.session.target.storeFolder);
        }),
    );
    disposables.add(stores.onDidChange(refresh));
    disposables.add(vscode.window.onDidChangeWindowState(({ focused }) => focused && refresh()));
    disposables.add(vscode.workspace.onDidGrantWorkspaceTrust(() => refresh()));
    disposables.add(projects.onDidChange(() => refresh()));
    return disposables;
}

/** Shows the view, and in it the model that a script (that of the argument, else of the active editor) saves. */
async function openRecords(
    services: Services,
    tree: RecordTree,
    view: TreeView<RecordsNode>,
    argument: ScriptArgument,
): Promise<void> {
    const { vscode, results } = services;
    requireTrust(services);
    const script = await givenScript(services, argument);
    await vscode.commands.executeCommand(`${View.records}.focus`);
    if (!script) return;
    const node = await tree.find(script, (await results.of(script))?.connectionId);
    if (node) await view.reveal(node, { select: true, focus: true, expand: true });
    else void vscode.window.showInformationMessage(vscode.l10n.t('{0} has no records yet.', script.script.name));
}

async function givenScript({ vscode, projects }: Services, argument: ScriptArgument): Promise<ScriptEntry | undefined> {
    if (argument && 'script' in argument) return argument.script;
    const uri = argument && 'fsPath' in argument ? argument : vscode.window.activeTextEditor?.document.uri;
    return uri && (await projects.scriptsOf(uri))[0];
}

function addressOf(argument: RecordArgument): RecordAddress | undefined {
    if (argument === undefined) return undefined;
    if ('address' in argument) return argument.address;
    return 'fsPath' in argument ? recordAddress(argument) : argument;
}
