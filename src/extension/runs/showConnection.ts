import path from 'node:path';
import type { Disposable, LanguageStatusItem, TextEditor } from 'vscode';
import { connectionFolders } from '../../core/connection/connectionFolders';
import type { Project } from '../../core/project';
import { Disposables } from '../Disposables';
import { Command } from '../ids';
import type { ScriptEntry } from '../projects/readProject';
import type { VSCode } from '../vscodeTypes';
import { CALM_MS, type LiveRun } from './LiveRun';
import { type RunServices, stillThere } from './startRun';

/**
 * The connection that Run would use, in the language status of the script that is looked at. It is made for the first
 * such script, and brought up to date behind a run's first moments: what is chosen as a run begins is remembered then.
 */
export function showConnection(services: RunServices): Disposable {
    const { vscode, projects, runs, remembered, log } = services;
    const { window, workspace } = vscode;
    const disposables = new Disposables();
    let item: LanguageStatusItem | undefined;
    let shown: ScriptEntry[] = [];
    let watched: { root: string; watchers: Disposables } | undefined;
    let timer: NodeJS.Timeout | undefined;
    /** The run that goes on, once that is shown. */
    let lasting: LiveRun | undefined;
    let asked = 0;

    async function follow(editor: TextEditor | undefined): Promise<void> {
        const turn = ++asked;
        const isOver = () => turn !== asked || window.activeTextEditor !== editor;
        const scripts = editor && workspace.isTrusted ? await projects.scriptsOf(editor.document.uri) : [];
        if (isOver()) return;
        shown = scripts;
        // That of a script is shown for its file only: in any other editor it is not seen.
        if (!editor || scripts.length === 0) return;
        const text = await textOf(services, scripts);
        if (isOver()) return;
        item ??= makeItem(vscode, disposables);
        const { fsPath } = editor.document.uri;
        const pattern = new vscode.RelativePattern(vscode.Uri.file(path.dirname(fsPath)), path.basename(fsPath));
        item.selector = { scheme: 'file', pattern };
        item.text = text;
        item.command = changeCommand(vscode, scripts);
        tellWhetherItRuns();
        watch(scripts[0]!.project.project);
    }

    function look(): void {
        follow(window.activeTextEditor).catch((error) => log.error(error));
    }

    function lookLater(): void {
        clearTimeout(timer);
        timer = setTimeout(look, CALM_MS);
    }

    function tellWhetherItRuns(): void {
        if (item) item.busy = shown.some(({ key }) => lasting?.script.key === key);
    }

    /** Files of connections come and go. */
    function watch(project: Project): void {
        const { root } = project;
        if (watched?.root === root) return;
        watched?.watchers.dispose();
        const watchers = new Disposables();
        watched = { root, watchers };
        for (const { folder } of connectionFolders(project, path)) {
            const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), '*.json');
            const watcher = watchers.add(workspace.createFileSystemWatcher(pattern));
            for (const on of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
                watchers.add(on(lookLater));
        }
    }

    disposables.add(window.onDidChangeActiveTextEditor(look));
    disposables.add(projects.onDidChange(lookLater));
    disposables.add(workspace.onDidGrantWorkspaceTrust(look));
    disposables.add(remembered.onDidChange(lookLater));
    disposables.add(
        runs.onDidChangeCalmly((run) => {
            if (run === runs.current) lasting = run;
            else if (run === lasting) lasting = undefined;
            tellWhetherItRuns();
        }),
    );
    // After activation, as whatever is not asked for.
    lookLater();
    disposables.add({
        dispose: () => {
            clearTimeout(timer);
            watched?.watchers.dispose();
        },
    });
    return disposables;
}

function makeItem(vscode: VSCode, disposables: Disposables): LanguageStatusItem {
    const item = disposables.add(vscode.languages.createLanguageStatusItem('syncbench.connection', []));
    item.name = vscode.l10n.t('Syncbench Connection');
    item.detail = vscode.l10n.t('connection that Run uses');
    return item;
}

/** What a run of each would use; without an icon, which a screen reader would spell. A file may be a script of several integrations. */
async function textOf({ vscode, remembered }: RunServices, scripts: ScriptEntry[]): Promise<string> {
    const { t } = vscode.l10n;
    const names = await Promise.all(
        scripts.map(async (script) => {
            const { connection } = await stillThere(remembered.of(script), script);
            const name = connection?.kind === 'none' ? t('no credentials') : (connection?.id ?? t('not chosen'));
            return scripts.length === 1 ? name : `${script.script.integration}: ${name}`;
        }),
    );
    return names.join(', ');
}

function changeCommand({ l10n }: VSCode, scripts: ScriptEntry[]) {
    const [script] = scripts;
    const title = l10n.t('Change Connection');
    // Of several it asks for one.
    return { title, command: Command.chooseConnection, arguments: scripts.length === 1 ? [{ script }] : [] };
}
