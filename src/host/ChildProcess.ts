import { type ChildProcess as NodeProcess, spawn } from 'node:child_process';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Project } from '../core/project';
import type { Channel, ChannelOptions } from '../protocol/Channel';
import {
    CHANNEL_PATH_VARIABLE,
    CHANNEL_TOKEN_VARIABLE,
    type ChildEvent,
    type ChildRequests,
    CODE_CACHE_VARIABLE,
    type HostEvent,
    PROTOCOL_VERSION,
    type ZodPreparation,
} from '../protocol/messages';
import type { CodeCache } from './CodeCache';
import { childEnvironment } from './childEnvironment';
import { moduleFolders } from './moduleFolders';
import { electronVariables } from './node/electronVariables';
import { guardOrphan } from './orphanGuard';

export type ChildChannel = Channel<ChildEvent, HostEvent, ChildRequests, Record<string, never>>;

/** What the run that a child works for wants to hear. */
export interface ChildListener {
    onEvent(event: ChildEvent): void;
    handlers: ChannelOptions<ChildEvent, ChildRequests>['handlers'];
}

export interface ChildExit {
    code: number | null;
    signal: NodeJS.Signals | null;
    /** The end of what it printed to standard error. */
    stderr: string;
}

export interface ChildOptions {
    nodePath: string;
    runtimeFile: string;
    execArgv: string[];
    environment: NodeJS.ProcessEnv;
    /** The version of Electron, when it is that which runs the child. */
    electron?: string;
    codeCache: CodeCache;
}

const STDERR_KEPT = 16_384;

/**
 * A runtime child and the channel to it. The channel is a socket of which the child learns from its environment, so
 * that a debugger may start the child in our place.
 */
export class ChildProcess {
    /** Resolves when the process has ended, also when it could not be started. */
    readonly exited: Promise<ChildExit>;
    /** Resolves when the child has shown version and token; never when it ends before. */
    readonly connected: Promise<ChildChannel>;
    private readonly process: NodeProcess;
    private listener: ChildListener | undefined;
    private channel: ChildChannel | undefined;
    private readonly endpoint: Endpoint;
    private readonly zodCacheFile: string;
    private readonly codeCache: CodeCache;
    private readonly letGo: () => void;
    private readonly protocol: Promise<[typeof import('../protocol/Channel'), typeof import('../protocol/schemas')]>;

    private constructor(options: ChildOptions, endpoint: Endpoint) {
        this.endpoint = endpoint;
        const token = randomBytes(24).toString('base64url');
        const { runtimeFile, nodePath, execArgv } = options;
        const program = path.join(path.dirname(runtimeFile), 'runtimeProgram.js');
        this.codeCache = options.codeCache;
        const codeCacheFile = this.codeCache.fileFor(program, nodePath, execArgv);
        const zod = path.join(path.dirname(runtimeFile), 'zod-v4.js');
        this.zodCacheFile = this.codeCache.fileFor(zod, nodePath, execArgv);
        this.connected = new Promise((resolve) => {
            endpoint.server.once('connection', (socket) => {
                endpoint.close();
                void this.open(socket, token, (channel, greeting) => {
                    if (greeting.codeCache) this.codeCache.write(codeCacheFile, greeting.codeCache);
                    resolve(channel);
                });
            });
        });
        this.process = spawn(nodePath, [...execArgv, runtimeFile], {
            env: childEnvironment(options.environment, {
                ...electronVariables(options.electron),
                [CHANNEL_PATH_VARIABLE]: endpoint.path,
                [CHANNEL_TOKEN_VARIABLE]: token,
                [CODE_CACHE_VARIABLE]: codeCacheFile,
            }),
            stdio: ['ignore', 'ignore', 'pipe'],
            windowsHide: true,
        });
        this.letGo = guardOrphan(this.process.pid);
        this.exited = this.watch();
        this.protocol = Promise.all([import('../protocol/Channel'), import('../protocol/schemas')]);
    }

    /** Starts a child; it connects by itself. */
    static async start(options: ChildOptions): Promise<ChildProcess> {
        return new ChildProcess(options, await Endpoint.listen());
    }

    get pid(): number | undefined {
        return this.process.pid;
    }

    /** From now on this run hears what the child sends. */
    attach(listener: ChildListener): void {
        this.listener = listener;
    }

    /** What the child loads of zod while the script compiles: nearly every zero-YAML script asks for it, few others. */
    zodPreparation({ form, root }: Project): ZodPreparation | undefined {
        if (form === 'classic') return undefined;
        return { form, moduleFolders: moduleFolders(root), cacheFile: this.zodCacheFile };
    }

    /** Ends it; nothing of it is left but what it wrote. */
    kill(): void {
        this.endpoint.close();
        this.process.kill('SIGKILL');
        this.letGo();
    }

    private async open(
        socket: net.Socket,
        token: string,
        greeted: (channel: ChildChannel, greeting: Greeting) => void,
    ): Promise<void> {
        // Loaded while the child starts.
        const [{ Channel }, { checkChildEvent, checkChildRequest }] = await this.protocol;
        const refuse = () => Promise.reject(new Error('No run is attached to this child.'));
        const channel: ChildChannel = new Channel<ChildEvent, HostEvent, ChildRequests, Record<string, never>>(socket, {
            checkEvent: checkChildEvent,
            checkRequest: checkChildRequest,
            onBroken: () => this.kill(),
            onEvent: (event) => {
                if (this.channel && event.type === 'zodCompiled')
                    this.codeCache.write(this.zodCacheFile, event.codeCache);
                else if (this.channel) this.listener?.onEvent(event);
                else if (isGreeting(event, token)) {
                    this.channel = channel;
                    greeted(channel, event);
                } else this.kill();
            },
            handlers: {
                'connection.get': (query) => this.handlers?.['connection.get'](query) ?? refuse(),
                'script.compile': (query) => this.handlers?.['script.compile'](query) ?? refuse(),
            },
        });
    }

    private get handlers(): ChildListener['handlers'] | undefined {
        return this.channel && this.listener?.handlers;
    }

    private watch(): Promise<ChildExit> {
        let stderr = '';
        this.process.stderr?.setEncoding('utf8').on('data', (text: string) => {
            stderr = (stderr + text).slice(-STDERR_KEPT);
        });
        return new Promise((resolve) => {
            const end = (exit: ChildExit) => {
                this.letGo();
                this.endpoint.close();
                this.channel?.destroy();
                resolve(exit);
            };
            this.process.once('error', (error) => end({ code: null, signal: null, stderr: error.message }));
            this.process.once('close', (code, signal) => end({ code, signal, stderr }));
        });
    }
}

type Greeting = Extract<ChildEvent, { type: 'hello' }>;

function isGreeting(event: ChildEvent, token: string): event is Greeting {
    if (event.type !== 'hello' || event.version !== PROTOCOL_VERSION) return false;
    const [shown, expected] = [Buffer.from(event.token), Buffer.from(token)];
    return shown.length === expected.length && timingSafeEqual(shown, expected);
}

/** The temporary folder, unless its path is too long: a socket's may have 104 bytes on macOS and 108 on Linux. */
function socketParent(): string {
    const folder = os.tmpdir();
    return Buffer.byteLength(folder) <= 70 ? folder : '/tmp';
}

/** A local socket (or named pipe) in a folder of its own, for one connection. */
class Endpoint {
    private constructor(
        readonly server: net.Server,
        readonly path: string,
        private readonly folder: string | undefined,
    ) {}

    static async listen(): Promise<Endpoint> {
        const windows = process.platform === 'win32';
        const folder = windows ? undefined : mkdtempSync(path.join(socketParent(), 'syncbench-'));
        const address = folder
            ? path.join(folder, 'channel')
            : `\\\\.\\pipe\\syncbench-${randomBytes(12).toString('hex')}`;
        const server = net.createServer();
        await new Promise<void>((resolve, reject) => {
            server.once('error', reject);
            server.listen(address, resolve);
        });
        return new Endpoint(server, address, folder);
    }

    close(): void {
        if (!this.server.listening) return;
        this.server.close();
        if (this.folder) rmSync(this.folder, { recursive: true, force: true });
    }
}
