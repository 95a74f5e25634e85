import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Editor } from './installEditor.mts';
import { stopGroup } from './stopGroup.mts';
import { writeUserSettings } from './userSettings.mts';

export interface CodeServerOptions {
    editor: Editor;
    /** Settings, extensions and the server's log go here; created when missing. */
    folder: string;
    /** Default: `<folder>/data`. */
    userData?: string;
    /** Default: `<folder>/extensions`. */
    extensions?: string;
    /** Ask whether a folder is trusted, as a desktop VS Code does. */
    workspaceTrust?: boolean;
    /** Lets a page name extensions under development and their tests: `payload` in its address. */
    smokeTestDriver?: boolean;
    /** User settings beside those that keep the start quiet; written when there are none yet. */
    settings?: Record<string, unknown>;
    environment?: NodeJS.ProcessEnv;
}

/** What the server would take for its own when it is started in a terminal of another VS Code. */
const foreignVariables = [
    'VSCODE_IPC_HOOK_CLI',
    'VSCODE_ESM_ENTRYPOINT',
    'VSCODE_CWD',
    'VSCODE_NLS_CONFIG',
    'ELECTRON_RUN_AS_NODE',
    'NODE_OPTIONS',
];

/** VS Code served on the loopback interface, on a free port, without a password. */
export class CodeServer {
    /** `http://127.0.0.1:<port>` */
    readonly url: string;
    readonly process: ChildProcess;

    private constructor(child: ChildProcess, url: string) {
        this.process = child;
        this.url = url;
    }

    /** Resolves when the server listens; rejects with the place of its log when it ends before. */
    static async start(options: CodeServerOptions): Promise<CodeServer> {
        writeUserSettings(folders(options).userData, options.settings);
        const { editor } = options;
        const child = spawn(editor.node, [editor.entry, ...baseFlags(options), ...serverFlags(options)], {
            env: serverEnvironment(options),
            stdio: ['ignore', 'pipe', 'pipe'],
            detached: true,
        });
        const logFile = path.join(options.folder, 'server.log');
        const log = createWriteStream(logFile);
        child.stdout.pipe(log, { end: false });
        child.stderr.pipe(log, { end: false });
        const url = await new Promise<string>((resolve, reject) => {
            createInterface(child.stdout).on('line', (line) => {
                const listening = /server listening on (http:\/\/[\d.:]+)/.exec(line)?.[1];
                if (listening) resolve(listening);
            });
            child.once('error', reject);
            child.once('exit', (code, signal) =>
                reject(new Error(`code-server ended (${signal ?? code}) before it listened; its log: ${logFile}`)),
            );
        });
        return new CodeServer(child, url);
    }

    /** Address of a page with this folder (or `.code-workspace` file) open, or none. */
    pageFor(workspace: string | undefined, payload: [name: string, value: string][] = []): string {
        const url = new URL(this.url);
        if (workspace === undefined) url.searchParams.set('ew', 'true');
        else
            url.searchParams.set(
                workspace.endsWith('.code-workspace') ? 'workspace' : 'folder',
                path.resolve(workspace),
            );
        if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
        return url.href;
    }

    /** Ends the server and everything it started. */
    async stop(): Promise<void> {
        await stopGroup(this.process);
    }
}

/** Runs code-server for a flag that it answers and ends, such as `--install-extension x.vsix`; its exit code. */
export function runCodeServer(options: CodeServerOptions, flags: string[]): number {
    writeUserSettings(folders(options).userData, options.settings);
    const { editor } = options;
    // It complains of optional parts that are not compiled.
    const { status, stderr } = spawnSync(editor.node, [editor.entry, ...baseFlags(options), ...flags], {
        env: serverEnvironment(options),
        stdio: ['ignore', 'inherit', 'pipe'],
    });
    if (status !== 0) process.stderr.write(stderr);
    return status ?? 1;
}

/** Without `--config` and the folders, code-server writes into the home directory. */
function baseFlags(options: CodeServerOptions): string[] {
    const config = path.join(options.folder, 'code-server.yaml');
    mkdirSync(options.folder, { recursive: true });
    writeFileSync(config, 'auth: none\n');
    const { userData, extensions } = folders(options);
    mkdirSync(extensions, { recursive: true });
    return ['--config', config, '--user-data-dir', userData, '--extensions-dir', extensions, '--disable-telemetry'];
}

function serverFlags({ editor, workspaceTrust, smokeTestDriver }: CodeServerOptions): string[] {
    return [
        ...['--auth', 'none', '--bind-addr', '127.0.0.1:0'],
        ...['--disable-update-check', '--disable-getting-started-override', '--ignore-last-opened'],
        ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
        ...(smokeTestDriver && editor.version.hasSmokeTestOption
            ? ['--vscode-option', 'enable-smoke-test-driver']
            : []),
    ];
}

function serverEnvironment({ environment }: CodeServerOptions): NodeJS.ProcessEnv {
    const inherited = { ...process.env };
    for (const name of foreignVariables) delete inherited[name];
    return { ...inherited, EXTENSIONS_GALLERY: '{}', ...environment };
}

function folders({ folder, userData, extensions }: CodeServerOptions): { userData: string; extensions: string } {
    return {
        userData: userData ?? path.join(folder, 'data'),
        extensions: extensions ?? path.join(folder, 'extensions'),
    };
}
