import path from 'node:path';
import {
    type CodeAction,
    CodeActionKind,
    type CodeActionParams,
    type CompletionItem,
    type Connection,
    DidChangeConfigurationNotification,
    DidChangeWatchedFilesNotification,
    FileChangeType,
    type Hover,
    type InitializeParams,
    type InitializeResult,
    type TextDocumentPositionParams,
    TextDocumentSyncKind,
    type TextDocuments,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isInConnectionFolder } from '../../core/connection/connectionFolders';
import type { Finding } from '../../core/findings/types';
import {
    type FindingSettings,
    RECORD_COUNT,
    type RecordCountParams,
    type ServerOptions,
} from '../../protocol/languageServer';
import type { ProjectAnalysis } from '../project/ProjectAnalysis';
import { codeActions, FIX_ALL } from './codeActions';
import { completions, type Help, hover } from './help';
import { OverlayFiles } from './OverlayFiles';
import { PrivateFolders } from './PrivateFolders';
import { Publisher } from './Publisher';
import { toDiagnostic } from './toDiagnostic';
import { pathOf, uriOf } from './uris';
import { WorkspaceProjects } from './WorkspaceProjects';

/** Dependencies, and what git and Syncbench write, but for private connection files. */
const NOT_OF_INTEREST = /[\\/](?:node_modules|\.git|\.syncbench(?![\\/]connections(?:[\\/]|$)))[\\/]/;

/** Speaks the language server protocol: hands what the editor asks to the analysis, and what was found to the editor. */
export class LanguageServer {
    private readonly files: OverlayFiles;
    private projects: WorkspaceProjects;
    private readonly publisher: Publisher;
    private readonly privateFolders: PrivateFolders;
    private options: ServerOptions = {};
    private settings: FindingSettings = {};
    private readonly opened = new Set<string>();

    constructor(
        private readonly connection: Connection,
        private readonly documents: TextDocuments<TextDocument>,
    ) {
        this.files = new OverlayFiles((file) => this.documentOf(file)?.getText());
        this.projects = new WorkspaceProjects(this.files, []);
        this.privateFolders = new PrivateFolders(connection.client);
        this.publisher = new Publisher({
            projects: () => this.projects,
            show: (file, findings) => this.show(file, findings),
            openFiles: () => this.documents.all().flatMap(({ uri }) => pathOf(uri) ?? []),
            onError: (error) => this.report(error),
        });
    }

    listen(): void {
        const { connection, documents } = this;
        connection.onInitialize((params) => this.initialize(params));
        connection.onInitialized(() => this.initialized());
        connection.onDidChangeConfiguration(() => this.readSettings());
        connection.onDidChangeWatchedFiles(({ changes }) => {
            this.filesChanged(changes).catch((error: unknown) => this.report(error));
        });
        connection.onCodeAction((params) => this.codeActions(params));
        connection.onHover((params) => this.withHelp(params, hover));
        connection.onCompletion((params) => this.withHelp(params, completions));
        // Opening a document counts as a change of its content, too.
        documents.onDidChangeContent(({ document }) => this.withFile(document.uri, (file) => this.changed(file)));
        // What was typed and thrown away is no longer there.
        documents.onDidClose(({ document }) => this.withFile(document.uri, (file) => this.closed(file)));
        documents.listen(connection);
        connection.listen();
    }

    private initialize({ workspaceFolders, initializationOptions }: InitializeParams): InitializeResult {
        this.options = (initializationOptions as ServerOptions | undefined) ?? {};
        this.projects = new WorkspaceProjects(
            this.files,
            (workspaceFolders ?? []).flatMap(({ uri }) => pathOf(uri) ?? []),
            this.options.catalogueFile,
        );
        return {
            capabilities: {
                textDocumentSync: TextDocumentSyncKind.Incremental,
                codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
                hoverProvider: true,
                completionProvider: { triggerCharacters: ["'", '"', '`'] },
                workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
            },
        };
    }

    private async initialized(): Promise<void> {
        const { client, workspace } = this.connection;
        const watchers = [
            { globPattern: '**/*.{ts,json}' },
            { globPattern: '**/nango.yaml' },
            { globPattern: '**/.nango' },
            { globPattern: '**/syncbench/**/*.{yaml,yml,jsonc,json5}' },
            { globPattern: '**/syncbench{,/connections}' },
        ];
        await client.register(DidChangeWatchedFilesNotification.type, { watchers });
        await client.register(DidChangeConfigurationNotification.type, { section: 'syncbench.findings' });
        workspace.onDidChangeWorkspaceFolders(async () => {
            const folders = (await workspace.getWorkspaceFolders()) ?? [];
            this.searchAgain(folders.flatMap(({ uri }) => pathOf(uri) ?? []));
            this.publisher.workspaceChanged();
        });
        await this.readSettings();
        await this.watchPrivateFolders();
    }

    private searchAgain(folders?: readonly string[]): void {
        this.projects.searchAgain(folders);
        this.watchPrivateFolders().catch((error: unknown) => this.report(error));
    }

    private async watchPrivateFolders(): Promise<void> {
        this.privateFolders.watch((await this.projects.all()).map(({ project }) => project));
    }

    private async readSettings(): Promise<void> {
        this.settings =
            ((await this.connection.workspace.getConfiguration('syncbench.findings')) as FindingSettings | null) ?? {};
        this.publisher.workspaceChanged();
    }

    private async changed(file: string): Promise<void> {
        const isNew = !this.opened.has(file);
        this.opened.add(file);
        (await this.projects.of(file))?.forget(file);
        if (isNew) this.publisher.opened(file);
        else this.publisher.changed(file);
    }

    private async closed(file: string): Promise<void> {
        this.opened.delete(file);
        (await this.projects.of(file))?.forget(file);
        this.publisher.changed(file);
    }

    private async filesChanged(changes: readonly { uri: string; type: FileChangeType }[]): Promise<void> {
        const files = changes.flatMap(({ uri, type }) => {
            const file = pathOf(uri);
            return file === undefined || NOT_OF_INTEREST.test(file) ? [] : [{ file, type }];
        });
        if (files.length === 0) return;
        const isMarker = ({ file, type }: { file: string; type: FileChangeType }) =>
            type !== FileChangeType.Changed && /[\\/](nango\.yaml|index\.ts|\.nango)$/.test(file);
        if (files.some(isMarker)) this.searchAgain();
        for (const { file, type } of files) {
            const project = await this.projects.of(file);
            project?.forget(file);
            if (type !== FileChangeType.Changed) project?.forgetLists();
        }
        this.publisher.workspaceChanged();
    }

    private async codeActions({ textDocument, range, context }: CodeActionParams): Promise<CodeAction[]> {
        const at = await this.placeOf(textDocument.uri);
        if (!at) return [];
        const { diagnostics, only } = context;
        const own = diagnostics.filter(({ source }) => source === 'syncbench');
        return codeActions({ ...at, range, diagnostics: own, ...(only && { only }) });
    }

    private async withHelp<T extends Hover | CompletionItem[]>(
        { textDocument, position }: TextDocumentPositionParams,
        help: (request: Help) => Promise<T | undefined>,
    ): Promise<T | undefined> {
        const at = await this.placeOf(textDocument.uri);
        return at && help({ ...at, position, countRecords: (root, model) => this.countRecords(root, model) });
    }

    private async countRecords(projectRoot: string, model: string): Promise<number | undefined> {
        if (!this.options.countsRecords) return undefined;
        const count: unknown = await this.connection
            .sendRequest(RECORD_COUNT, { projectRoot, model } satisfies RecordCountParams)
            .catch(() => undefined);
        return typeof count === 'number' ? count : undefined;
    }

    /** A place in a script or a list of scripts; for connection files there are only findings. */
    private async placeOf(
        uri: string,
    ): Promise<{ project: ProjectAnalysis; document: TextDocument; file: string } | undefined> {
        const document = this.documents.get(uri);
        const file = pathOf(uri);
        const project = file === undefined ? undefined : await this.projects.of(file);
        if (!document || file === undefined || !project) return undefined;
        return isInConnectionFolder(project.project, file, path) ? undefined : { project, document, file };
    }

    private show(file: string, findings: readonly Finding[]): void {
        const document = this.documentOf(file);
        // The editor shows its own words for these.
        const others = findings.filter(({ code }) => code !== 'connection-syntax' || document?.languageId !== 'json');
        const diagnostics = others.flatMap((finding) => toDiagnostic(finding, this.settings, this.options) ?? []);
        void this.connection.sendDiagnostics({
            uri: document?.uri ?? uriOf(file),
            diagnostics,
            ...(document && { version: document.version }),
        });
    }

    private report(error: unknown): void {
        this.connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }

    private documentOf(file: string): TextDocument | undefined {
        return this.documents.get(uriOf(file)) ?? this.documents.all().find(({ uri }) => pathOf(uri) === file);
    }

    private withFile(uri: string, act: (file: string) => Promise<void>): void {
        const file = pathOf(uri);
        if (file !== undefined) act(file).catch((error: unknown) => this.report(error));
    }
}
