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
import type { LaunchedProcess, Launcher, ProcessExit } from './launch/types';
import { moduleFolders } from './moduleFolders';
import { electronVariables } from './node/electronVariables';

export type ChildChannel = Channel<ChildEvent, HostEvent, ChildRequests, Record<string, never>>;

/** What the run that a child works for wants to hear. */
export interface ChildListener {
    onEvent(event: ChildEvent): void;
    handlers: ChannelOptions<ChildEvent, ChildRequests>['handlers'];
}

export interface ChildOptions {
    launcher: Launcher;
    nodePath: string;
    runtimeFile: string;
    execArgv: string[];
    environment: NodeJS.ProcessEnv;
    /** The version of Electron, when it is that which runs the child. */
    electron?: string;
    codeCache: CodeCache;
}

/** V8's code caches of what a child loads: of its program, and of zod. */
interface ChildCache {
    code: CodeCache;
    programFile: string;
    zodFile: string;
}

/**
 * A runtime child and the channel to it. The channel is a socket of which the child learns from its environment, so
 * that a debugger may start the child in our place.
 */
export class ChildProcess {
    /** Resolves when the process has ended, also when it could not be started. */
    readonly exited: Promise<ProcessExit>;
    /** Resolves when the child has shown version and token; never when it ends before. */
    readonly connected: Promise<ChildChannel>;
    private listener: ChildListener | undefined;
    private channel: ChildChannel | undefined;
    private readonly protocol: Promise<[typeof import('../protocol/Channel'), typeof import('../protocol/schemas')]>;

    private constructor(
        private readonly process: LaunchedProcess,
        private readonly endpoint: Endpoint,
        private readonly token: string,
        private readonly cache: ChildCache,
    ) {
        this.exited = this.watch();
        this.connected = new Promise((resolve) => {
            void endpoint.connection.then((socket) => {
                endpoint.close();
                return this.open(socket, resolve);
            });
        });
        this.protocol = Promise.all([import('../protocol/Channel'), import('../protocol/schemas')]);
    }

    /** Starts a child; it connects by itself. */
    static async start(options: ChildOptions): Promise<ChildProcess> {
        const { launcher, runtimeFile, nodePath, execArgv, environment, electron, codeCache } = options;
        const endpoint = await Endpoint.listen();
        const token = randomBytes(24).toString('base64url');
        const cacheOf = (name: string) =>
            codeCache.fileFor(path.join(path.dirname(runtimeFile), name), nodePath, execArgv);
        const cache = { code: codeCache, programFile: cacheOf('runtimeProgram.js'), zodFile: cacheOf('zod-v4.js') };
        const launched = await launcher.launch({
            command: nodePath,
            args: [...execArgv, runtimeFile],
            environment: childEnvironment(environment, {
                ...electronVariables(electron),
                [CHANNEL_PATH_VARIABLE]: endpoint.path,
                [CHANNEL_TOKEN_VARIABLE]: token,
                [CODE_CACHE_VARIABLE]: cache.programFile,
            }),
        });
        return new ChildProcess(launched, endpoint, token, cache);
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
        return { form, moduleFolders: moduleFolders(root), cacheFile: this.cache.zodFile };
    }

    /** Ends it; nothing of it is left but what it wrote. */
    kill(): void {
        this.endpoint.close();
        this.process.kill();
    }

    private async open(socket: net.Socket, greeted: (channel: ChildChannel) => void): Promise<void> {
        // Loaded while the child starts.
        const [{ Channel }, { checkChildEvent, checkChildRequest }] = await this.protocol;
        const refuse = () => Promise.reject(new Error('No run is attached to this child.'));
        const channel: ChildChannel = new Channel<ChildEvent, HostEvent, ChildRequests, Record<string, never>>(socket, {
            checkEvent: checkChildEvent,
            checkRequest: checkChildRequest,
            onBroken: () => this.kill(),
            onEvent: (event) => {
                if (this.channel && event.type === 'zodCompiled')
                    this.cache.code.write(this.cache.zodFile, event.codeCache);
                else if (this.channel) this.listener?.onEvent(event);
                else if (isGreeting(event, this.token)) {
                    this.channel = channel;
                    if (event.codeCache) this.cache.code.write(this.cache.programFile, event.codeCache);
                    greeted(channel);
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

    private async watch(): Promise<ProcessExit> {
        const exit = await this.process.exited;
        this.endpoint.close();
        this.channel?.destroy();
        return exit;
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
        private readonly server: net.Server,
        /** Resolves when somebody connects; never when it is closed before. */
        readonly connection: Promise<net.Socket>,
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
        const connection = new Promise<net.Socket>((resolve) => server.once('connection', resolve));
        await new Promise<void>((resolve, reject) => {
            server.once('error', reject);
            server.listen(address, resolve);
        });
        return new Endpoint(server, connection, address, folder);
    }

    close(): void {
        if (!this.server.listening) return;
        this.server.close();
        if (this.folder) rmSync(this.folder, { recursive: true, force: true });
    }
}
