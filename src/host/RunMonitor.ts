import { Redactor } from '../core/redaction/Redactor';
import { failureResponse } from '../protocol/appResponse';
import type { RunCounters, RunError, RunEvent, RunOutcome } from '../protocol/events';
import { unanswered } from '../protocol/unanswered';
import { RecordStore } from '../records';
import { KnownCalls } from './KnownCalls';
import type { ProcessExit } from './launch/types';

type LogEvent = Extract<RunEvent, { type: 'log' }>;
type HttpEvent = Extract<RunEvent, { type: 'http' }>;

/** Entries of a run kept in the host, to complete the store when the child dies before it could write them. */
const TAIL = 1_000;

/**
 * What the host knows of a run from its events: enough to say how it ended when the child cannot, and to complete the
 * store with the last lines that the child had sent but not yet written.
 */
export class RunMonitor {
    counters: RunCounters = { logs: 0, http: 0, batches: 0, models: {} };
    outcome: RunOutcome | undefined;
    /** What kept the run from beginning. */
    refusal: RunError | undefined;
    readonly redactor = new Redactor();
    private readonly startedAt = performance.now();
    private readonly tail: (LogEvent | HttpEvent)[] = [];
    private readonly open = new Set<string>();
    private readonly calls = new KnownCalls();
    private isAction = false;

    constructor(
        private readonly runId: string,
        private readonly storeFolder: string,
    ) {}

    see(event: RunEvent): void {
        this.calls.see(event);
        if (event.type === 'started') this.open.add(event.runId);
        if (event.type === 'started' && event.runId === this.runId) this.isAction = event.script.kind === 'action';
        if (event.type === 'log' || event.type === 'http') {
            this.tail.push(event);
            if (this.tail.length > TAIL) this.tail.shift();
        }
        if (event.type !== 'finished') return;
        this.open.delete(event.runId);
        if (event.runId === this.runId) this.outcome = event.outcome;
    }

    /** The run never began. */
    refuse(error: RunError): void {
        this.refusal = error;
        this.outcome = { status: 'failed', durationMs: this.elapsed(), error };
    }

    /**
     * The run ended without a word of its own: says how, and writes that to the store.
     * @param isWritten false leaves the store without an end of the run, which then reads as interrupted
     * @returns what it would have told of the calls that were on their way
     */
    conclude(how: 'cancelled' | ProcessExit, { isWritten = true } = {}): RunEvent[] {
        const outcome: RunOutcome =
            how === 'cancelled'
                ? { status: 'cancelled', durationMs: this.elapsed(), error: CANCELLED }
                : { status: 'failed', durationMs: this.elapsed(), error: this.describeExit(how) };
        if (this.isAction && outcome.error) outcome.response = failureResponse(outcome.error);
        this.outcome = outcome;
        return this.open.size > 0 && !this.refusal && isWritten ? this.complete(outcome) : [];
    }

    private elapsed(): number {
        return performance.now() - this.startedAt;
    }

    private complete(outcome: RunOutcome): RunEvent[] {
        const store = RecordStore.open(this.storeFolder);
        try {
            return [...this.open].flatMap((runId) => this.completeRun(store, runId, outcome));
        } finally {
            store.close();
        }
    }

    private completeRun(store: RecordStore, runId: string, outcome: RunOutcome): HttpEvent[] {
        const row = store.run(runId);
        const written = row ? row.logs + row.http + row.batches : 0;
        const missing = this.tail.filter((event) => event.runId === runId && seqOf(event) > written);
        const last = Math.max(written, ...missing.map(seqOf));
        const calls = this.calls.all.filter((each) => each.runId === runId);
        const ended = calls.map(({ call }, index): HttpEvent => {
            const attempt = { seq: last + 1 + index, ...unanswered(call, outcome.status) };
            return { type: 'http', runId, attempt, call: call.id };
        });
        store.appendTimeline(runId, {
            logs: missing.flatMap((event) => (event.type === 'log' ? [event.entry] : [])),
            http: [...missing, ...ended].flatMap((event) => (event.type === 'http' ? [event.attempt] : [])),
        });
        store.finishRun(runId, outcome, []);
        if (runId === this.runId) this.counters = { ...this.counters, http: this.counters.http + ended.length };
        return ended;
    }

    private describeExit({ code, signal, stderr }: ProcessExit): RunError {
        if (/heap out of memory|allocation failed/i.test(stderr)) {
            return {
                type: 'function_runtime_out_of_memory',
                message: 'The script ran out of memory, as it would in the cloud, which gives a run about 512 MB.',
                advice: 'Save records page by page instead of collecting all of them first.',
                frames: [],
            };
        }
        const how = signal ? `by signal ${signal}` : `with code ${code}`;
        const printed = this.redactor.text(stderr.trim()).split('\n').slice(-5).join('\n');
        return {
            type: 'runtime_ended',
            message: `The process that ran the script ended ${how}.${printed ? `\n${printed}` : ''}`,
            advice: 'Records saved before that are kept. Run it again; if it repeats, please report it.',
            frames: [],
        };
    }
}

function seqOf(event: LogEvent | HttpEvent): number {
    return event.type === 'log' ? event.entry.seq : event.attempt.seq;
}

const CANCELLED: RunError = { type: 'script_aborted', message: 'The run was cancelled.', frames: [] };
