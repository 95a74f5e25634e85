import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import path from 'node:path';
import { Channel } from '../../protocol/Channel';
import { childEnvironment } from '../childEnvironment';
import { electronVariables } from '../node/electronVariables';
import { checkEvent, type LauncherCommand, type LauncherEvent, type LauncherRequests } from './messages';
import type { LaunchedProcess, Launcher, LaunchOptions, ProcessExit } from './types';

export interface ProcessLauncherOptions {
    nodePath: string;
    /** Folder of the built program: `launcher.js` lies in it. */
    distFolder: string;
    environment: NodeJS.ProcessEnv;
    /** The version of Electron, when it is that. */
    electron?: string;
}

/**
 * Starts processes from a small process that is started once. To start one copies the page tables of the starter, which
 * keeps an editor's extension host, with some hundred megabytes, from everything else for 15 to 60 ms each time. What
 * it starts ends with this process: the small one sees it go.
 */
export class ProcessLauncher implements Launcher {
    private current: LauncherProcess | undefined;

    constructor(private readonly options: ProcessLauncherOptions) {}

    async launch(options: LaunchOptions): Promise<LaunchedProcess> {
        if (!this.current?.isOpen) this.current = new LauncherProcess(this.options);
        return this.current.launch(options);
    }

    dispose(): void {
        this.current?.end();
    }
}

/** What it started and has not seen end. */
interface Known {
    pid: number | undefined;
    end(exit: ProcessExit): void;
}

/** One such process, as long as it lives. */
class LauncherProcess {
    private readonly process: ChildProcess;
    private readonly channel: Channel<LauncherEvent, LauncherCommand, Record<string, never>, LauncherRequests>;
    private readonly launched = new Map<number, Known>();
    private count = 0;
    private isClosed = false;

    constructor({ nodePath, distFolder, environment, electron }: ProcessLauncherOptions) {
        this.process = spawn(nodePath, [path.join(distFolder, 'launcher.js')], {
            env: childEnvironment(environment, electronVariables(electron)),
            stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
            windowsHide: true,
        });
        this.process.once('error', (error) => this.close(error.message));
        this.channel = new Channel(this.process.stdio[3] as Socket, {
            checkEvent,
            onEvent: ({ id, exit }) => this.launched.get(id)?.end(exit),
            checkRequest: {},
            handlers: {},
            onBroken: () => this.process.kill(),
        });
        void this.channel.closed.then(() => this.close('The process that starts others has ended.'));
    }

    get isOpen(): boolean {
        return !this.isClosed;
    }

    async launch(options: LaunchOptions): Promise<LaunchedProcess> {
        const id = ++this.count;
        const { promise: exited, resolve } = Promise.withResolvers<ProcessExit>();
        const known: Known = {
            pid: undefined,
            end: (exit) => {
                this.launched.delete(id);
                resolve(exit);
            },
        };
        this.launched.set(id, known);
        try {
            known.pid = (await this.channel.sendRequest('launch', { ...options, id })).pid;
        } catch (error) {
            known.end(failure((error as Error).message));
        }
        return { pid: known.pid, exited, kill: () => void this.channel.sendEvent({ type: 'kill', id }) };
    }

    end(): void {
        this.channel.close();
    }

    private close(why: string): void {
        this.isClosed = true;
        this.channel.destroy();
        for (const { pid, end } of [...this.launched.values()]) {
            // Where it was ended by force, it could not end them.
            if (pid !== undefined) killIfThere(pid);
            end(failure(why));
        }
    }
}

function failure(why: string): ProcessExit {
    return { code: null, signal: null, stderr: why };
}

function killIfThere(pid: number): void {
    try {
        process.kill(pid, 'SIGKILL');
    } catch {
        // It has ended.
    }
}
