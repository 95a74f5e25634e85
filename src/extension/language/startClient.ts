import path from 'node:path';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { RECORD_COUNT, type RecordCountParams, type ServerOptions } from '../../protocol/languageServer';
import { Command } from '../ids';
import type { Services } from '../Services';
import { countRecords } from './countRecords';

/**
 * Starts the language server in a process of its own, with the editor's Node. It reads the workspace's files and runs
 * none of them, so that it may also work in a workspace that is not trusted.
 */
export async function startClient(services: Services): Promise<BaseLanguageClient> {
    // Loaded when there is a project's file to look at, not before.
    const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
    const { context, log } = services;
    const module = path.join(context.extensionPath, 'dist', 'language.js');
    // Flags of the extension host, such as its debugger's port, are not the server's.
    const program = { module, transport: TransportKind.ipc, options: { execArgv: [] } };
    const initializationOptions: ServerOptions = {
        explainUri: `command:${Command.explainFinding}?${encodeURIComponent('["')}{code}${encodeURIComponent('"]')}`,
        countsRecords: true,
        catalogueFile: path.join(context.extensionPath, 'dist', 'providers.json'),
    };
    const client = new LanguageClient(
        'syncbench',
        'Syncbench',
        { run: program, debug: program },
        {
            documentSelector: [
                { scheme: 'file', language: 'typescript' },
                { scheme: 'file', pattern: '**/nango.yaml' },
                { scheme: 'file', pattern: '**/{syncbench,.syncbench}/connections/*' },
            ],
            outputChannel: log,
            initializationOptions,
            markdown: { isTrusted: false },
        },
    );
    client.onRequest(RECORD_COUNT, (params: RecordCountParams) => countRecords(services, params));
    await client.start();
    return client;
}
