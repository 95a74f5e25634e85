// First, because what the others import looks for what this removes.
import './sandbox/withoutWebGlobals';
import net from 'node:net';
import { UserError } from '../core/findings/UserError';
import { Channel } from '../protocol/Channel';
import {
    CHANNEL_PATH_VARIABLE,
    CHANNEL_TOKEN_VARIABLE,
    type ChildEvent,
    type ChildRequests,
    type CompiledScript,
    type HostEvent,
    PROTOCOL_VERSION,
    type RunRequest,
} from '../protocol/messages';
import { checkConnectionAnswer, checkHostEvent } from '../protocol/schemas';
import { RecordStore } from '../records';
import { describeScript } from './describeScript';
import { EventPump } from './EventPump';
import { useProxy } from './http/useProxy';
import { rehearse } from './rehearse';
import { harden, ProjectZod, scriptError } from './sandbox';
import { ExecutionAbortedError } from './sdk/errors';
import { reportUnhandled, type StartedRun, startRun } from './startRun';

type HostChannel = Channel<HostEvent, ChildEvent, Record<string, never>, ChildRequests>;

/** What a project's store keeps of finished runs; records stay. */
const RETENTION = { maxRuns: 200, maxMegabytes: 1_000 };

/**
 * The child: connects to the host that started it, runs one script, and ends when the connection does.
 * Nothing but a broken start is ever printed.
 */
class ChildProgram {
    private readonly abort = new AbortController();
    private readonly channel: HostChannel;
    private readonly failure: Promise<never>;
    private fail: (error: unknown) => void = () => {};
    private store: RecordStore | undefined;
    private zod: ProjectZod | undefined;
    private run: StartedRun | undefined;
    private readonly exit = process.exit.bind(process);

    constructor(address: string, token: string, codeCache: Buffer | undefined) {
        this.failure = new Promise<never>((_, reject) => {
            this.fail = reject;
        });
        this.failure.catch(() => {});
        const socket = net.connect(address);
        this.channel = new Channel<HostEvent, ChildEvent, Record<string, never>, ChildRequests>(socket, {
            checkEvent: checkHostEvent,
            onEvent: (event) => this.receive(event),
            checkRequest: {},
            handlers: {},
            onBroken: () => this.exit(1),
        });
        void this.channel.closed.then(() => this.exit(0));
        this.channel.sendEvent({
            type: 'hello',
            version: PROTOCOL_VERSION,
            token,
            codeCache: codeCache?.toString('base64'),
        });
        process.on('uncaughtException', (error) => this.fail(error));
        process.on('unhandledRejection', (reason) => this.run && reportUnhandled(this.run, reason));
    }

    private receive(event: HostEvent): void {
        if (event.type === 'prepare') this.prepare(event);
        else if (event.type === 'cancel') this.cancel();
        else if (event.type === 'describe') this.describe(event.script);
        else if (event.type === 'rehearse') void this.rehearse();
        else void this.start(event.request);
    }

    private prepare({ storeFolder, zod }: Extract<HostEvent, { type: 'prepare' }>): void {
        try {
            this.store = RecordStore.open(storeFolder);
        } catch (error) {
            this.refuse(error);
        }
        if (!zod) return;
        this.zod = new ProjectZod(zod.form, zod.moduleFolders, zod.cacheFile);
        try {
            const { codeCache } = this.zod;
            if (codeCache) this.channel.sendEvent({ type: 'zodCompiled', codeCache: codeCache.toString('base64') });
        } catch {
            // A copy that does not load fails the script that asks for it, at its import.
        }
    }

    private async rehearse(): Promise<void> {
        try {
            this.channel.sendEvent({ type: 'rehearsed', events: await rehearse() });
        } catch {
            // A run says what is wrong, if that is anything to it.
        }
    }

    private describe(script: CompiledScript): void {
        try {
            this.channel.sendEvent({ type: 'described', description: describeScript(script, this.zod) });
        } catch (error) {
            const described = scriptError(error, { filename: script.file, kind: script.kind });
            this.channel.sendEvent({ type: 'refused', error: described });
        }
    }

    private cancel(): void {
        this.abort.abort();
        this.fail(new ExecutionAbortedError());
    }

    private async start(request: RunRequest): Promise<void> {
        if (!this.store) return;
        useProxy(request.network);
        const pump = new EventPump(
            {
                isFlooded: () => this.channel.flooded,
                send: (events, counters) => this.channel.sendEvent({ type: 'run', events, counters }),
                drained: () => this.channel.drained(),
            },
            () => this.run?.recorder.counters ?? { logs: 0, http: 0, batches: 0, models: {} },
            () => this.run?.flush(),
        );
        try {
            this.run = startRun(request, {
                store: this.store,
                zod: this.zod,
                signal: this.abort.signal,
                failure: this.failure,
                emit: (event) => pump.push(event),
                askConnection: async (query) =>
                    checkConnectionAnswer(await this.channel.sendRequest('connection.get', query)),
                compileScript: (integration, name, kind) => this.compileScript(integration, name, kind),
            });
            await this.run.done;
        } catch (error) {
            this.refuse(error);
        }
        pump.send();
        try {
            this.store.applyRetention(RETENTION);
            this.store.close();
        } catch {
            // The run is complete in the store; the next one tidies up.
        }
        this.channel.sendEvent({ type: 'done' });
    }

    private async compileScript(integration: string, name: string, kind: 'action' | 'sync'): Promise<CompiledScript> {
        const answer = await this.channel.sendRequest('script.compile', { integration, name, kind });
        if (answer.ok) return answer.script;
        const { type, message, advice, file, line = 1, column = 1 } = answer.error;
        throw new UserError(type, message, { advice, location: file ? { file, line, column } : undefined });
    }

    /** The run cannot begin, and the store has no row of it: a lease held elsewhere, a store that cannot be written. */
    private refuse(error: unknown): void {
        const known = error instanceof UserError;
        this.channel.sendEvent({
            type: 'refused',
            error: {
                type: known ? error.code : 'store_failed',
                message: (error as Error).message,
                advice: known ? error.details.advice : undefined,
                file: known ? error.details.location?.file : undefined,
                frames: [],
            },
        });
    }
}

/**
 * Connects to the host and waits for its run.
 * @param codeCache what V8 compiled of this program, when the host has none of it yet
 */
export function startChild(codeCache: () => Buffer | undefined): void {
    const address = process.env[CHANNEL_PATH_VARIABLE];
    const token = process.env[CHANNEL_TOKEN_VARIABLE];
    if (!address || !token) {
        console.error('This is the helper process of Syncbench; it is started by it, not by hand.');
        process.exit(2);
    }
    harden();
    new ChildProgram(address, token, codeCache());
}
