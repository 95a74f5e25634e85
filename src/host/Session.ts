import { randomUUID } from 'node:crypto';
import type { RunEvent, RunOutcome } from '../protocol/events';
import { givenOptions } from '../protocol/givenOptions';
import type { ChildEvent, CompiledScript, ConnectionAnswer, ConnectionQuery, RunRequest } from '../protocol/messages';
import { makeFoldersAbove } from '../records';
import type { ChildChannel, ChildProcess } from './ChildProcess';
import { RunMonitor } from './RunMonitor';
import { toRunError } from './toRunError';
import type { RunSession, RunTarget } from './types';

/** What a session needs to have done for it, most of it already under way. */
export interface SessionWork {
    child: Promise<ChildProcess>;
    /** The compiled script and all else that the child is told; rejects with a UserError or CompileFailure. */
    request(runId: string): Promise<RunRequest>;
    connection(query: ConnectionQuery): Promise<ConnectionAnswer>;
    compileScript(integration: string, name: string, kind: 'action' | 'sync'): Promise<CompiledScript>;
}

/** How long a script may take to end by itself after it was asked to. */
const CANCEL_GRACE_MS = 400;

/** One run in one child, from its request to the child's end. */
export class Session implements RunSession {
    readonly runId = randomUUID();
    readonly outcome: Promise<RunOutcome>;
    private readonly listeners = new Set<(event: RunEvent) => void>();
    private readonly monitor: RunMonitor;
    given: Record<string, unknown> = {};
    private cancelled = false;
    private abandoned = false;
    /** Resolves when the child has told how the run ended and closed the store: it has nothing left to do but end. */
    private readonly done: Promise<void>;
    private setDone: () => void = () => {};
    private child: ChildProcess | undefined;
    private channel: ChildChannel | undefined;

    constructor(
        readonly target: RunTarget,
        private readonly work: SessionWork,
    ) {
        this.monitor = new RunMonitor(this.runId, target.storeFolder);
        this.done = new Promise((resolve) => {
            this.setDone = resolve;
        });
        // Whoever asked for the session gets to add listeners before the first event.
        this.outcome = new Promise<void>((resolve) => setImmediate(resolve)).then(() => this.follow());
    }

    get counters() {
        return this.monitor.counters;
    }

    get refusal() {
        return this.monitor.refusal;
    }

    onEvent(listener: (event: RunEvent) => void): () => void {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    }

    cancel(): void {
        if (this.cancelled) return;
        this.cancelled = true;
        this.channel?.sendEvent({ type: 'cancel' });
        setTimeout(() => this.child?.kill(), CANCEL_GRACE_MS).unref();
    }

    abandon(): void {
        this.abandoned = true;
        this.child?.kill();
    }

    private async follow(): Promise<RunOutcome> {
        this.child = await this.work.child;
        try {
            return await this.runIn(this.child);
        } catch (error) {
            // Nothing ran: the script does not compile, or the child could not be told to run it.
            this.monitor.refuse(toRunError(error));
            this.channel?.close();
            this.child.kill();
            await this.child.exited;
            return this.end();
        }
    }

    private async runIn(child: ChildProcess): Promise<RunOutcome> {
        child.attach({
            onEvent: (event) => this.receive(event),
            handlers: {
                'connection.get': (query) => this.connection(query),
                'script.compile': async ({ integration, name, kind }) => {
                    try {
                        return { ok: true, script: await this.work.compileScript(integration, name, kind) };
                    } catch (error) {
                        return { ok: false, error: toRunError(error) };
                    }
                },
            },
        });
        const request = this.work.request(this.runId);
        request.catch(() => {});
        this.channel = await Promise.race([child.connected, child.exited.then(() => undefined)]);
        const { storeFolder, project } = this.target;
        makeFoldersAbove(storeFolder);
        this.channel?.sendEvent({ type: 'prepare', storeFolder, zod: child.zodPreparation(project) });
        const ready = await request;
        this.given = givenOptions(ready);
        this.monitor.redactor.add(ready.secrets);
        if (this.cancelled || this.abandoned) child.kill();
        else this.channel?.sendEvent({ type: 'run', request: ready });
        const exit = await Promise.race([this.done, child.exited]);
        if (!this.monitor.outcome) {
            const how = this.cancelled ? 'cancelled' : (exit ?? (await child.exited));
            for (const event of this.monitor.conclude(how, { isWritten: !this.abandoned })) this.tell(event);
        }
        return this.end();
    }

    private async connection(query: ConnectionQuery): Promise<ConnectionAnswer> {
        const answer = await this.work.connection(query);
        this.monitor.redactor.add(answer.secrets);
        return answer;
    }

    private receive(event: ChildEvent): void {
        if (event.type === 'refused') this.monitor.refuse(event.error);
        // Ending it spares the 15 ms that a Node takes to end by itself.
        if (event.type === 'done' || event.type === 'refused') {
            this.child?.kill();
            this.setDone();
        }
        if (event.type !== 'run') return;
        this.monitor.counters = event.counters;
        for (const each of event.events) {
            this.monitor.see(each);
            // The end of the run is told when the store is complete.
            if (each.type !== 'finished' || each.runId !== this.runId) this.tell(each);
        }
    }

    private end(): RunOutcome {
        const outcome = this.monitor.outcome!;
        this.tell({ type: 'finished', runId: this.runId, outcome });
        return outcome;
    }

    private tell(event: RunEvent): void {
        for (const listener of this.listeners) listener(event);
    }
}
