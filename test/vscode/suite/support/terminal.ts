import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';

/** A row of `syncbench runs --json`. */
export interface RunRow {
    id: string;
    script: string;
    integration: string;
    connectionId: string;
    status: string;
    models: Record<string, { added: number; updated: number; unchanged: number; deleted: number }>;
}

export function extensionFolder(): string {
    const extension = vscode.extensions.getExtension('syncbench.syncbench');
    if (!extension) throw new Error('The extension is not there.');
    return extension.extensionPath;
}

/** What the terminal program answers about a project's store: the engine's other reader, independent of the extension. */
// biome-ignore lint/suspicious/noExplicitAny: the documents are described in docs/json-output.md.
export async function syncbench(project: string, ...args: string[]): Promise<any> {
    const cli = path.join(extensionFolder(), 'dist', 'cli.js');
    const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args, '--project', project, '--json'], {
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
        maxBuffer: 100_000_000,
    }).catch((error: { stdout: string }) => error);
    return JSON.parse(stdout);
}

/** The runs of a project, newest first; none where it has no store yet. */
export async function runsOf(project: string): Promise<RunRow[]> {
    return (await syncbench(project, 'runs')).runs ?? [];
}
