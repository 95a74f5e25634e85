import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
    createProtocolConnection,
    type Diagnostic,
    IPCMessageReader,
    IPCMessageWriter,
    type ProtocolConnection,
    type PublishDiagnosticsParams,
    type RegistrationParams,
    type TextEdit,
} from 'vscode-languageserver/node';

/** The built language server in a process of its own, spoken to as an editor does. */
export class LanguageClient {
    private readonly shown = new Map<string, PublishDiagnosticsParams>();
    private readonly listeners = new Set<() => void>();
    private readonly versions = new Map<string, number>();
    /** What the server asked to be told of. */
    readonly registrations: unknown[] = [];

    private constructor(
        private readonly child: ChildProcess,
        readonly connection: ProtocolConnection,
        readonly root: string,
    ) {}

    /** @param settings what `syncbench.findings` is set to */
    static async start(
        root: string,
        { settings = {}, options = {}, counts = () => null as number | null } = {},
    ): Promise<LanguageClient> {
        const child = fork(path.resolve(import.meta.dirname, '../../dist/language.js'), ['--node-ipc'], {
            execArgv: [],
        });
        const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
        const client = new LanguageClient(child, connection, root);
        connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
            client.shown.set(params.uri, params);
            for (const listener of client.listeners) listener();
        });
        connection.onRequest('workspace/configuration', () => [settings]);
        connection.onRequest('client/registerCapability', (params: RegistrationParams) => {
            client.registrations.push(...params.registrations.map(({ registerOptions }) => registerOptions));
            return null;
        });
        connection.onRequest('syncbench/recordCount', counts);
        connection.listen();
        await connection.sendRequest('initialize', {
            processId: process.pid,
            rootUri: null,
            capabilities: { workspace: { configuration: true, workspaceFolders: true } },
            workspaceFolders: [{ uri: pathToFileURL(root).href, name: 'root' }],
            initializationOptions: {
                catalogueFile: path.resolve(import.meta.dirname, '../../dist/providers.json'),
                ...options,
            },
        });
        await connection.sendNotification('initialized', {});
        return client;
    }

    uri(file: string): string {
        return pathToFileURL(path.join(this.root, file)).href;
    }

    async open(
        file: string,
        text = readFileSync(path.join(this.root, file), 'utf8'),
        languageId = 'typescript',
    ): Promise<void> {
        this.versions.set(file, 1);
        const textDocument = { uri: this.uri(file), languageId, version: 1, text };
        await this.connection.sendNotification('textDocument/didOpen', { textDocument });
    }

    /** Types: replaces a range (0-based line and character) of an open file, without saving. */
    async change(file: string, edits: TextEdit[]): Promise<void> {
        const version = this.versions.get(file)! + 1;
        this.versions.set(file, version);
        await this.connection.sendNotification('textDocument/didChange', {
            textDocument: { uri: this.uri(file), version },
            contentChanges: edits.map(({ range, newText }) => ({ range, text: newText })),
        });
    }

    /** What the file's findings are once they are such. */
    async findings(file: string, are: (diagnostics: Diagnostic[]) => boolean): Promise<Diagnostic[]> {
        const uri = this.uri(file);
        return new Promise((resolve) => {
            const look = () => {
                const shown = this.shown.get(uri);
                if (!shown || !are(shown.diagnostics)) return;
                this.listeners.delete(look);
                resolve(shown.diagnostics);
            };
            this.listeners.add(look);
            look();
        });
    }

    async close(file: string): Promise<void> {
        await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri(file) } });
    }

    async stop(): Promise<void> {
        await this.connection.sendRequest('shutdown');
        await this.connection.sendNotification('exit');
        if (this.child.exitCode === null) await new Promise((resolve) => this.child.once('exit', resolve));
        this.connection.dispose();
    }
}

export const codesOf = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);
