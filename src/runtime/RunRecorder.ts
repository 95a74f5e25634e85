import type { Redactor } from '../core/redaction/Redactor';
import type {
    BegunAttempt,
    HttpAttempt,
    LogEntry,
    LogLevel,
    RecordCounts,
    RecordOperation,
    RunCounters,
    RunEvent,
    RunOutcome,
    RunWarning,
} from '../protocol/events';
import type { HttpBodies } from '../protocol/httpBodies';
import { unanswered } from '../protocol/unanswered';
import { wasNotSent } from '../protocol/wasNotSent';
import type { BatchResult, NewRun, RecordScope, RecordStore, StoredBody } from '../records';
import { OpenCalls } from './OpenCalls';

/** Entries are written to the store in transactions of at most this many … */
const FLUSH_ENTRIES = 256;
/** … characters … */
const FLUSH_CHARACTERS = 1_000_000;
/** … or milliseconds. */
const FLUSH_INTERVAL_MS = 100;

interface Pending {
    logs: LogEntry[];
    http: HttpAttempt[];
    bodies: StoredBody[];
}

export type RecordBatch = { operation: RecordOperation; model: string; records: Record<string, unknown>[] };

/**
 * Everything one run (or nested run) leaves behind: its timeline and record batches in the store, and the same as
 * events. Data is redacted before it gets here, except records, which are never altered.
 */
export class RunRecorder {
    readonly counters: RunCounters = { logs: 0, http: 0, batches: 0, models: {} };
    private readonly warnings = new Map<string, RunWarning>();
    private seq = 0;
    private pending: Pending = { logs: [], http: [], bodies: [] };
    private pendingCharacters = 0;
    private flushedAt = performance.now();
    private timer: NodeJS.Timeout | undefined;
    private readonly calls = new OpenCalls((call) => this.emit({ type: 'calling', runId: this.run.id, call }));
    /** Looks at each batch before it is stored: what it returns is stored, what it throws the script gets. */
    beforeBatch: (batch: RecordBatch) => RecordBatch = (batch) => batch;
    /** Sees each HTTP attempt that ends before the run does. */
    onHttp: (details: Omit<HttpAttempt, 'seq'>) => void = () => {};
    /** The run was cut short by a limit of its own: what it did not see is not gone. */
    partial = false;
    /** What a script did not wait for is not waited for (nango-semantics §9), and has nowhere to go. */
    private ended = false;

    constructor(
        readonly run: NewRun,
        private readonly store: RecordStore,
        private readonly redactor: Redactor,
        private readonly emit: (event: RunEvent) => void,
    ) {}

    /** Writes the run's row (and takes a sync's lease). Throws UserError `run_in_progress`. */
    begin(node: string, unavailable: string[]): void {
        this.store.beginRun(this.run);
        const { id: runId, parentRunId, integration, kind, script: name, connectionId, startedAt: at } = this.run;
        const script = { integration, kind, name };
        this.emit({ type: 'started', runId, parentRunId, script, connectionId, at, node, unavailable });
    }

    log(source: LogEntry['source'], level: LogLevel, message: string, meta?: unknown): void {
        if (this.ended) return;
        const entry: LogEntry = { seq: ++this.seq, at: new Date().toISOString(), level, message, source };
        if (meta !== undefined) entry.meta = meta;
        this.counters.logs++;
        this.emit({ type: 'log', runId: this.run.id, entry });
        this.pending.logs.push(entry);
        this.added(message.length + (meta === undefined ? 0 : 200));
    }

    /**
     * An HTTP attempt goes out. What is known of it, redacted, is asked for only while it lasts.
     * @param bodies filled while it lasts; looked at when it is over
     * @returns takes what came of it, once
     */
    http(begun: () => BegunAttempt, bodies: HttpBodies = {}): (came: Omit<HttpAttempt, 'seq'>) => void {
        if (this.ended) return () => {};
        const end = this.calls.begin(begun, bodies);
        return (details) => {
            const call = end();
            if (this.ended) return;
            this.onHttp(details);
            this.addHttp(details, bodies, call);
        };
    }

    wait(details: { ms: number; unscaledMs: number; reason: string; attempt: number; max: number }): void {
        this.emit({ type: 'wait', runId: this.run.id, ...details });
    }

    /** Says something about the run as a whole, once per `key`. */
    warn(warning: RunWarning, key = warning.code): void {
        if (this.ended || this.warnings.has(key)) return;
        this.warnings.set(key, warning);
        this.emit({ type: 'warning', runId: this.run.id, warning });
    }

    /**
     * Stores one call of batchSave, batchUpdate or batchDelete, whole or not at all (nango-semantics §6).
     * @returns undefined when a limit of the run left none of its records
     */
    batch(batch: RecordBatch, options: { keepModifiedAfter?: number } = {}): BatchResult | undefined {
        if (this.ended) throw new Error('The run has ended.');
        const { operation, model, records } = this.beforeBatch(batch);
        if (records.length === 0) return undefined;
        this.flush();
        const seq = ++this.seq;
        const scope = this.recordScope(model);
        const onPayload = (json: string) => this.watchForSecrets(json, `The model ${model}`);
        const result = this.store[operation](this.run.id, seq, scope, records, { ...options, onPayload });
        this.counters.batches++;
        this.count(model, result.counts);
        const runId = this.run.id;
        this.emit({
            type: 'batch',
            runId,
            seq,
            at: new Date().toISOString(),
            operation,
            model,
            records: records.length,
            counts: result.counts,
        });
        for (const id of result.duplicates) {
            this.log('syncbench', 'error', `Found duplicate key '${id}' for model ${model}. The record was ignored.`);
        }
        return result;
    }

    /**
     * Deletes the rows of a model that no call has named (§6.6): of this run, or with `since` of any from the run of that
     * number on. `by` names what deletes them. A run that was cut short deletes nothing. @returns their ids
     */
    deleteUnseen(model: string, by: string, since?: number): string[] {
        if (this.partial) {
            const message = `Nothing was deleted by ${by}: a run that was cut short has not seen every record.`;
            this.warn({ code: 'track-deletes-skipped', message });
            return [];
        }
        const deleted = this.store.deleteUnseen(this.run.id, this.recordScope(model), since);
        this.count(model, { added: 0, updated: 0, unchanged: 0, deleted: deleted.length });
        if (deleted.length > 0) {
            const message = `${by}: deleted ${deleted.length} of ${model} that were not seen.`;
            this.log('syncbench', 'info', message);
        }
        return deleted;
    }

    /** Which records of a model are this run's. */
    recordScope(model: string): RecordScope {
        const { integration, connectionId, variant } = this.run;
        return { integration, connectionId, model, variant };
    }

    /** The number of the run in its store. */
    get runNumber(): number {
        return this.store.runNumber(this.run.id);
    }

    /** Notes, without altering anything, that data a script keeps contains a credential. */
    watchForSecrets(text: string, where: string): void {
        if (this.warnings.has('credential-in-data') || !this.redactor.contains(text)) return;
        this.warn({
            code: 'credential-in-data',
            message: `${where} contains a credential of this run, and is kept as it is.`,
        });
    }

    /** What is still on its way is recorded as it is: without a response. */
    finish(outcome: RunOutcome): void {
        for (const { attempt, bodies, id } of this.calls.close()) {
            this.addHttp(unanswered(attempt, outcome.status), bodies, id);
        }
        this.flush();
        this.ended = true;
        this.store.finishRun(this.run.id, outcome, [...this.warnings.values()]);
        this.emit({ type: 'finished', runId: this.run.id, outcome });
    }

    /** Writes pending entries to the store, in one transaction. */
    flush(): void {
        clearTimeout(this.timer);
        this.timer = undefined;
        this.flushedAt = performance.now();
        if (this.pending.logs.length + this.pending.http.length === 0) return;
        const entries = this.pending;
        this.pending = { logs: [], http: [], bodies: [] };
        this.pendingCharacters = 0;
        this.store.appendTimeline(this.run.id, entries);
    }

    private addHttp(details: Omit<HttpAttempt, 'seq'>, bodies: HttpBodies, call: number | undefined): void {
        const attempt: HttpAttempt = { seq: ++this.seq, ...details };
        this.counters.http++;
        if (wasNotSent(attempt)) this.counters.refused = (this.counters.refused ?? 0) + 1;
        this.emit({ type: 'http', runId: this.run.id, attempt, ...(call !== undefined && { call }) });
        this.pending.http.push(attempt);
        let characters = attempt.url.length + 1_000;
        for (const side of ['request', 'response'] as const) {
            const body = bodies[side];
            if (!body) continue;
            this.pending.bodies.push({ seq: attempt.seq, side, body });
            characters += body.text?.length ?? 0;
        }
        this.added(characters);
    }

    private added(characters: number): void {
        this.pendingCharacters += characters;
        const due =
            this.pending.logs.length + this.pending.http.length >= FLUSH_ENTRIES ||
            this.pendingCharacters >= FLUSH_CHARACTERS ||
            performance.now() - this.flushedAt >= FLUSH_INTERVAL_MS;
        if (due) this.flush();
        else this.timer ??= setTimeout(() => this.flush(), FLUSH_INTERVAL_MS);
    }

    private count(model: string, counts: RecordCounts): void {
        this.counters.models[model] ??= { added: 0, updated: 0, unchanged: 0, deleted: 0 };
        const total = this.counters.models[model];
        for (const key of ['added', 'updated', 'unchanged', 'deleted'] as const) total[key] += counts[key];
    }
}
