import type { VSCode } from '../../../src/extension/vscodeTypes';
import { Dialogs } from './Dialogs';
import { FakeWebviewView } from './FakeWebviewView';
import { type FakeDocument, FakeWorkspace } from './FakeWorkspace';
import { LanguageStatuses } from './LanguageStatuses';
import { renderTree, type TreeProvider } from './renderTree';
import * as values from './values';

type Command = (...args: unknown[]) => unknown;
interface View {
    treeDataProvider?: TreeProvider;
    badge?: { value: number; tooltip: string };
    message?: string;
    revealed: unknown[];
}

/** As much of VS Code as the extension uses, without a screen: what would be seen on it is told as text. */
export class FakeVscode {
    readonly dialogs = new Dialogs();
    readonly workspace: FakeWorkspace;
    readonly context: Record<string, unknown> = {};
    /** What was written to the log, a line each, without times. */
    readonly log: string[] = [];
    /** Commands of VS Code's own that were called, with what they were given. */
    /** Titles of the questions that go when the focus does. */
    readonly fleeting: string[] = [];
    readonly called: { command: string; args: unknown[] }[] = [];
    readonly views = new Map<string, View>();
    readonly statusBar: { text: string; isShown: boolean }[] = [];
    readonly progress: string[] = [];
    readonly languageStatus = new LanguageStatuses();
    readonly lensProviders: {
        provideCodeLenses(document: unknown): Promise<values.CodeLens[]>;
        onDidChangeCodeLenses(listener: () => void): unknown;
    }[] = [];
    readonly logWritten = new values.EventEmitter<void>();
    readonly contextChanged = new values.EventEmitter<string>();
    readonly treeChanged = new values.EventEmitter<string>();
    readonly activeEditorChanged = new values.EventEmitter<unknown>();
    readonly windowStateChanged = new values.EventEmitter<{ focused: boolean }>();
    activeTextEditor: { document: FakeDocument } | undefined;
    clipboard = '';
    private readonly commands = new Map<string, Command>();
    private readonly webviewProviders = new Map<string, { resolveWebviewView(...args: unknown[]): void }>();

    constructor(roots: string[]) {
        this.workspace = new FakeWorkspace(roots);
    }

    get api(): VSCode {
        const fake = this;
        const api = {
            ...values,
            l10n: { t: translate },
            env: { language: 'en', clipboard: { writeText: async (text: string) => this.copy(text) } },
            commands: {
                registerCommand: (id: string, command: Command) => this.register(id, command),
                executeCommand: (id: string, ...args: unknown[]) => this.execute(id, ...args),
            },
            languages: {
                ...this.languageStatus.api,
                registerCodeLensProvider: (_: unknown, provider: (typeof this.lensProviders)[number]) => {
                    this.lensProviders.push(provider);
                    return { dispose: () => {} };
                },
            },
            window: {
                ...this.windowApi(),
                get activeTextEditor() {
                    return fake.activeTextEditor;
                },
            },
            workspace: {
                ...this.workspace.api,
                get isTrusted() {
                    return fake.workspace.isTrusted;
                },
                get textDocuments() {
                    return fake.workspace.documents;
                },
                get workspaceFolders() {
                    return fake.workspace.folders();
                },
            },
        };
        return api as unknown as VSCode;
    }

    /** Runs a command of the extension, or notes one of VS Code's. */
    async execute(id: string, ...args: unknown[]): Promise<unknown> {
        const command = this.commands.get(id);
        if (command) return command(...args);
        if (id === 'setContext') this.setContext(String(args[0]), args[1]);
        else this.called.push({ command: id, args });
        return undefined;
    }

    /** A tree as indented lines: `label | description`, deeper ones open as they begin unless `open` says more. */
    tree(view: string, open: (label: string) => boolean = () => false): Promise<string> {
        return renderTree(this.views.get(view)!.treeDataProvider!, open);
    }

    /** The text of a document of one of the extension's own schemes. */
    async text(uri: values.Uri): Promise<string> {
        return String(await this.workspace.contentProviders.get(uri.scheme)!.provideTextDocumentContent(uri));
    }

    /** The titles of the lenses above a file, with their line (from 1). */
    async lenses(document: FakeDocument): Promise<string[]> {
        const found = await Promise.all(this.lensProviders.map((each) => each.provideCodeLenses(document)));
        return found.flat().map(({ range, command }) => `${range.start.line + 1}: ${command?.title}`);
    }

    /** The same once there are some: an answer that takes long comes as a change. */
    async lensesWhenThere(document: FakeDocument): Promise<string[]> {
        for (;;) {
            const changed = new Promise<void>((resolve) => {
                for (const { onDidChangeCodeLenses } of this.lensProviders) onDidChangeCodeLenses(() => resolve());
            });
            const found = await this.lenses(document);
            if (found.length > 0) return found;
            await changed;
        }
    }

    /** Opens the page of a view. */
    openWebview(view: string): FakeWebviewView {
        const page = new FakeWebviewView();
        this.webviewProviders.get(view)!.resolveWebviewView(page, {}, {});
        return page;
    }

    /** Resolves when something is so, which a new line of the log may mean. */
    logged(isSo: () => boolean): Promise<void> {
        return this.when(isSo, this.logWritten);
    }

    /** Resolves when something is so; looked at now, and whenever the event says that it may have changed. */
    when<T>(isSo: () => boolean, event: Pick<values.EventEmitter<T>, 'event'>): Promise<void> {
        if (isSo()) return Promise.resolve();
        return new Promise((resolve) => {
            const listener = event.event(() => {
                if (!isSo()) return;
                listener.dispose();
                resolve();
            });
        });
    }

    /** The calls of one of VS Code's own commands since this was last asked, as text. */
    takeCalls(command: string): string[] {
        const calls = this.called.filter((call) => call.command === command);
        for (const call of calls) this.called.splice(this.called.indexOf(call), 1);
        return calls.map(({ args }) => args.map(toText).join(' '));
    }

    activate(document: FakeDocument | undefined): void {
        this.activeTextEditor = document && { document };
        this.activeEditorChanged.fire(this.activeTextEditor);
    }

    private setContext(key: string, value: unknown): void {
        this.context[key] = value;
        this.contextChanged.fire(key);
    }

    private copy(text: string): void {
        this.clipboard = text;
    }

    private register(id: string, command: Command) {
        if (this.commands.has(id)) throw new Error(`${id} is registered twice.`);
        this.commands.set(id, command);
        return { dispose: () => this.commands.delete(id) };
    }

    private windowApi() {
        const { dialogs } = this;
        const message =
            (kind: string) =>
            async (text: string, ...rest: unknown[]) =>
                dialogs.message(kind, text, rest);
        return {
            createOutputChannel: () => this.outputChannel(),
            createTreeView: (id: string, { treeDataProvider }: { treeDataProvider: TreeProvider }) => {
                const view: View = { treeDataProvider, revealed: [] };
                this.views.set(id, view);
                treeDataProvider.onDidChangeTreeData(() => this.treeChanged.fire(id));
                return Object.assign(view, {
                    reveal: async (node: unknown) => view.revealed.push(node),
                    dispose: () => {},
                });
            },
            createStatusBarItem: () => {
                const item = { text: '', isShown: false };
                this.statusBar.push(item);
                const show = (isShown: boolean) => () => Object.assign(item, { isShown });
                return Object.assign(item, { show: show(true), hide: show(false), dispose: show(false) });
            },
            registerWebviewViewProvider: (id: string, provider: { resolveWebviewView(...args: unknown[]): void }) => {
                this.webviewProviders.set(id, provider);
                return { dispose: () => this.webviewProviders.delete(id) };
            },
            showQuickPick: async (items: Parameters<Dialogs['pick']>[0], options: { title?: string }) => {
                this.noteFleeting(options);
                return dialogs.pick(items, options);
            },
            showInputBox: async (options: Parameters<Dialogs['input']>[0] & { title?: string }) => {
                this.noteFleeting(options);
                return dialogs.input(options);
            },
            showSaveDialog: async (options: { title?: string }) => {
                const file = dialogs.save(options);
                return file === undefined ? undefined : values.Uri.file(file);
            },
            showInformationMessage: message('info'),
            showWarningMessage: message('warning'),
            showErrorMessage: message('error'),
            showTextDocument: async (uri: values.Uri, options?: unknown) =>
                void this.called.push({ command: 'showTextDocument', args: [uri, options] }),
            withProgress: async (_: unknown, work: (progress: unknown, token: unknown) => Promise<unknown>) =>
                work({ report: () => {} }, { onCancellationRequested: () => ({ dispose: () => {} }) }),
            onDidChangeActiveTextEditor: this.activeEditorChanged.event,
            onDidChangeWindowState: this.windowStateChanged.event,
        };
    }

    private noteFleeting({ title = '', ignoreFocusOut = false }: { title?: string; ignoreFocusOut?: boolean }): void {
        if (!ignoreFocusOut) this.fleeting.push(title);
    }

    private outputChannel() {
        const line = (level: string) => (text: unknown) => {
            this.log.push(`${level}: ${text instanceof Error ? text.stack : text}`);
            this.logWritten.fire();
        };
        return {
            ...{ debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') },
            show: () => void this.called.push({ command: 'log.show', args: [] }),
            dispose: () => {},
        };
    }
}

/** As `vscode.l10n.t` without a bundle. */
function translate(text: string, ...args: unknown[]): string {
    return text.replace(/\{(\d+)\}/g, (whole, index) =>
        args.length > Number(index) ? String(args[Number(index)]) : whole,
    );
}

function toText(value: unknown): string {
    return value instanceof values.Uri ? value.fsPath : typeof value === 'string' ? value : JSON.stringify(value);
}
