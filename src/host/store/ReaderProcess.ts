import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import path from 'node:path';
import { UserError } from '../../core/findings/UserError';
import { Channel } from '../../protocol/Channel';
import { childEnvironment } from '../childEnvironment';
import { electronVariables } from '../node/electronVariables';
import type { StoreCommand, StoreEvent, StoreRequest, StoreRequests } from './requests';

export interface ReaderOptions {
    /** The Node that has SQLite. */
    nodePath: string;
    /** Folder of the built program: `storeReader.js` lies in it. */
    distFolder: string;
    environment: NodeJS.ProcessEnv;
    /** The version of Electron, when it is that. */
    electron?: string;
}

const STDERR_KEPT = 4_096;

/** A process that reads stores, as long as it lives. */
export class ReaderProcess {
    /** Resolves when it is gone, also when it could not be started. */
    readonly exited: Promise<void>;
    private readonly process: ChildProcess;
    private readonly channel: Channel<StoreEvent, StoreCommand, Record<string, never>, StoreRequests>;
    private readonly listeners = new Set<(event: StoreEvent) => void>();
    private isEnding = false;
    private isClosed = false;
    private stderr = '';

    constructor({ nodePath, distFolder, environment, electron }: ReaderOptions) {
        this.process = spawn(nodePath, [path.join(distFolder, 'storeReader.js')], {
            env: childEnvironment(environment, electronVariables(electron)),
            stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
            windowsHide: true,
        });
        this.process.stderr?.setEncoding('utf8').on('data', (text: string) => {
            this.stderr = (this.stderr + text).slice(-STDERR_KEPT);
        });
        this.channel = new Channel(this.process.stdio[3] as Socket, {
            checkEvent: checkStoreEvent,
            onEvent: (event) => {
                for (const listener of this.listeners) listener(event);
            },
            checkRequest: {},
            handlers: {},
            onBroken: () => this.process.kill(),
        });
        void this.channel.closed.then(() => {
            this.isClosed = true;
        });
        this.exited = new Promise((resolve) => {
            this.process.once('error', (error) => {
                this.stderr += error.message;
                this.channel.destroy();
                resolve();
            });
            this.process.once('close', () => resolve());
        });
    }

    get pid(): number | undefined {
        return this.process.pid;
    }

    /** Whether it can be asked. */
    get isOpen(): boolean {
        return !this.isClosed && !this.isEnding;
    }

    /** @throws UserError of the store; `store_reader_ended` when the process is gone before it has answered */
    async ask<K extends StoreRequest>(
        name: K,
        params: StoreRequests[K]['params'],
    ): Promise<StoreRequests[K]['result']> {
        try {
            return (await this.channel.sendRequest(name, params as never)) as StoreRequests[K]['result'];
        } catch (error) {
            if (error instanceof UserError || !this.isClosed) throw error;
            await this.exited;
            throw this.ended();
        }
    }

    /** @returns a function that ends the listening */
    onEvent(listener: (event: StoreEvent) => void): () => void {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    }

    tell(command: StoreCommand): void {
        if (!this.isClosed) this.channel.sendEvent(command);
    }

    /** Ends it once what it was asked has been answered. */
    end(): Promise<void> {
        this.isEnding = true;
        this.channel.close();
        return this.exited;
    }

    private ended(): UserError {
        const printed = this.stderr.trim().split('\n').slice(-3).join('\n');
        const why = this.isEnding ? 'was ended' : 'ended unexpectedly';
        return new UserError(
            'store_reader_ended',
            `The process that reads records ${why}.${printed && `\n${printed}`}`,
            {
                advice: 'Try again; a new one is started.',
            },
        );
    }
}

/** Throws unless the value is what the process tells. By hand: zod is not loaded for one shape. */
function checkStoreEvent(value: unknown): StoreEvent {
    const { type, id, records } = (value ?? {}) as Partial<Record<keyof StoreEvent, unknown>>;
    if (type === 'exported' && typeof id === 'string' && typeof records === 'number') return { type, id, records };
    throw new Error('The reader of stores told something unknown.');
}
