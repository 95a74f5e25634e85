import path from 'node:path';
import type { Disposable, Event, Uri } from 'vscode';
import { enclosingProject, isInside } from '../../core/project';
import { nodeFiles } from '../../host/nodeFiles';
import { Disposables } from '../Disposables';
import { ContextKey } from '../ids';
import type { VSCode } from '../vscodeTypes';
import { findWorkspaceProjects } from './findWorkspaceProjects';
import { type ProjectEntry, readProject, type ScriptEntry } from './readProject';

/** Changes come in bursts: a checkout, a rename of a folder. */
const SETTLE_MS = 150;

/**
 * The Nango projects of the workspace and their scripts, kept up to date by watchers. Searching starts when somebody
 * first asks; nothing here executes a project's code.
 */
export class ProjectIndex implements Disposable {
    private readonly disposables = new Disposables();
    private readonly changed;
    readonly onDidChange: Event<void>;
    private current: Promise<ProjectEntry[]> | undefined;
    private latest: ProjectEntry[] = [];
    private timer: NodeJS.Timeout | undefined;
    private watchers: Disposables | undefined;

    constructor(private readonly vscode: VSCode) {
        this.changed = this.disposables.add(new vscode.EventEmitter<void>());
        this.onDidChange = this.changed.event;
    }

    /** Every project, by folder; searched once and again after each change. */
    all(): Promise<ProjectEntry[]> {
        this.watch();
        return this.current ?? this.begin();
    }

    /** The scripts whose source a file is: none for a helper, several for one file of several integrations. */
    async scriptsOf(uri: Uri): Promise<ScriptEntry[]> {
        const file = comparable(uri.fsPath);
        return (await this.around(uri)).flatMap(({ scripts }) =>
            scripts.filter(({ script }) => script.exists && comparable(script.file) === file),
        );
    }

    /** The project that a file lies in; the innermost where projects are nested. */
    async projectOf(uri: Uri): Promise<ProjectEntry | undefined> {
        const inside = (await this.around(uri)).filter(({ project }) => isInside(project.root, uri.fsPath, path));
        return inside.sort((a, b) => b.project.root.length - a.project.root.length)[0];
    }

    async script(key: string): Promise<ScriptEntry | undefined> {
        return (await this.all()).flatMap(({ scripts }) => scripts).find((entry) => entry.key === key);
    }

    /** Searches again, now. */
    refresh(): void {
        clearTimeout(this.timer);
        this.current = undefined;
        this.changed.fire();
    }

    dispose(): void {
        clearTimeout(this.timer);
        this.watchers?.dispose();
        this.disposables.dispose();
    }

    /**
     * The projects that a file may belong to. Any TypeScript file activates the extension, and most workspaces have no project:
     * until there is one above a file that is looked at, or a view asks, nothing is searched or watched.
     */
    private async around({ scheme, fsPath }: Uri): Promise<ProjectEntry[]> {
        if (scheme !== 'file') return [];
        if (!this.watchers && !(await enclosingProject(nodeFiles, path.dirname(fsPath), path))) return [];
        return this.all();
    }

    private begin(): Promise<ProjectEntry[]> {
        const current = this.search();
        // What failed may work the next time.
        current.catch(() => {
            if (this.current === current) this.current = undefined;
        });
        this.current = current;
        return current;
    }

    private async search(): Promise<ProjectEntry[]> {
        const { commands } = this.vscode;
        const projects = await findWorkspaceProjects(this.vscode);
        this.latest = await Promise.all(projects.map((project) => readProject(project, this.nameOf(project.root))));
        const noProject = this.latest.length === 0;
        const noScript = !noProject && this.latest.every(({ scripts }) => scripts.length === 0);
        void commands.executeCommand('setContext', ContextKey.noProject, noProject);
        void commands.executeCommand('setContext', ContextKey.hasProject, !noProject);
        void commands.executeCommand('setContext', ContextKey.noScript, noScript);
        return this.latest;
    }

    /** How a person knows the project: its place in the workspace. */
    private nameOf(root: string): string {
        const folder = this.vscode.workspace.getWorkspaceFolder(this.vscode.Uri.file(root));
        if (!folder) return path.basename(root);
        const relative = path.relative(folder.uri.fsPath, root);
        return relative === '' ? folder.name : `${folder.name}/${relative.split(path.sep).join('/')}`;
    }

    private watch(): void {
        if (this.watchers) return;
        this.watchers = new Disposables();
        const { workspace } = this.vscode;
        this.watchers.add(workspace.onDidChangeWorkspaceFolders(() => this.refreshSoon()));
        const configs = this.watchers.add(workspace.createFileSystemWatcher('**/{nango.yaml,index.ts}'));
        for (const on of [configs.onDidChange, configs.onDidCreate, configs.onDidDelete]) {
            this.watchers.add(on(() => this.refreshSoon()));
        }
        // A folder that goes or comes tells nothing of the files in it, so that every name is watched.
        const names = this.watchers.add(workspace.createFileSystemWatcher('**/*'));
        for (const on of [names.onDidCreate, names.onDidDelete]) {
            this.watchers.add(on((uri) => this.mayMoveScript(uri) && this.refreshSoon()));
        }
        this.watchers.add(names.onDidChange((uri) => this.saysItsKind(uri) && this.refreshSoon()));
    }

    private mayMoveScript(uri: Uri): boolean {
        if (/[\\/](node_modules|\.git|\.syncbench)([\\/]|$)/.test(uri.fsPath)) return false;
        const extension = path.extname(uri.fsPath);
        if (extension !== '' && extension !== '.ts') return false;
        return this.latest.some(
            ({ project }) => isInside(project.root, uri.fsPath, path) || isInside(uri.fsPath, project.root, path),
        );
    }

    /** Whether a file is a script that says itself whether it is a sync or an action. */
    private saysItsKind(uri: Uri): boolean {
        const file = comparable(uri.fsPath);
        return this.latest.some(
            ({ project, scripts }) =>
                project.form === 'zero-yaml' && scripts.some(({ script }) => comparable(script.file) === file),
        );
    }

    private refreshSoon(): void {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.refresh(), SETTLE_MS);
    }
}

/** Windows compares paths without case, and VS Code writes drive letters small. */
function comparable(file: string): string {
    return process.platform === 'win32' ? path.normalize(file).toLowerCase() : path.normalize(file);
}
