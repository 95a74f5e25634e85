import type { ScriptKind } from '../core/project/ScriptKind';

/** Levels of a log line; the cloud stores `warn` and above by default (nango-semantics §3.6). */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/**
 * One line of a run's log. `seq` counts logs, HTTP attempts and record batches of one run together, from 1,
 * so that the three merge into one timeline.
 */
export interface LogEntry {
    seq: number;
    /** ISO 8601, UTC, milliseconds. */
    at: string;
    level: LogLevel;
    message: string;
    /** The second argument of `nango.log`, already made JSON-safe and redacted. */
    meta?: unknown;
    /** `script`: nango.log; `console`: console.*, which the cloud drops; `syncbench`: said by us. */
    source: 'script' | 'console' | 'syncbench';
}

/** One attempt of one HTTP call (§4.6); URL and headers are redacted. */
export interface HttpAttempt {
    seq: number;
    /** ISO 8601, when the attempt started. */
    at: string;
    method: string;
    url: string;
    requestHeaders: Record<string, string>;
    /** Bytes; undefined when not known, e.g. of a stream. */
    requestSize?: number;
    status?: number;
    responseHeaders?: Record<string, string>;
    responseSize?: number;
    durationMs: number;
    /** Set when no response came. */
    error?: { name: string; code?: string; message: string };
    /** 0-based attempt, the number of retries allowed, and how long and why it waited before this attempt. */
    retry?: { attempt: number; max: number; waitedMs: number; reason?: string };
}

/** What is known of an HTTP attempt as it goes out; URL and headers are redacted. */
export type BegunAttempt = Pick<HttpAttempt, 'at' | 'method' | 'url' | 'requestHeaders' | 'requestSize' | 'retry'>;

/** An attempt that has been on its way for a while; `id` is unique in its run. */
export interface OpenCall extends BegunAttempt {
    id: number;
}

export type RecordOperation = 'batchSave' | 'batchUpdate' | 'batchDelete';

/** What the store made of records (§6.3). */
export interface RecordCounts {
    added: number;
    updated: number;
    unchanged: number;
    deleted: number;
}

/** A warning about the run as a whole, e.g. `credential-in-data`. */
export interface RunWarning {
    code: string;
    message: string;
    /** Where data did not match its declared model: a bounded list of different mismatches, the first of each. */
    mismatches?: Mismatch[];
}

/** One way in which data did not match its declared model. Never quotes the data. */
export interface Mismatch {
    /** The model; undefined for an input or output. */
    model?: string;
    /** Of the first record that it was found in. */
    id?: string;
    /** The place in the data, `[]` for any item of a list, e.g. `labels[].name`; empty for the whole. */
    path: string;
    message: string;
    /** How often it was found. */
    count: number;
}

/** What ran: a script, or a sync's webhook handler, which is no run of the sync. */
export type RunKind = ScriptKind | 'webhook';

/** How a run ended. `interrupted` is never written: it is how a running run of a dead process reads. */
export type RunStatus = 'running' | 'succeeded' | 'failed' | 'cancelled' | 'interrupted';

/** A frame of a stack trace in the script's own sources; 1-based. */
export interface ScriptFrame {
    function?: string;
    file: string;
    line: number;
    column: number;
}

/** Why a run failed (§9.1). Redacted. */
export interface RunError {
    /** `action_script_runtime_error`, `script_http_error`, `compile_error`, `out_of_memory`, … */
    type: string;
    message: string;
    /** As the cloud would shape it; `{}` when there is none. */
    payload?: unknown;
    /** HTTP status of the failed call. */
    status?: number;
    /** What the provider answered where that made the run fail (§9.1); of its headers only the type and rate limits. */
    additional_properties?: { upstream_response: UpstreamResponse };
    /** What to do about it. */
    advice?: string;
    file?: string;
    line?: number;
    column?: number;
    /** The script's own frames, innermost first; at most 10. */
    frames: ScriptFrame[];
    /** Further errors, e.g. of a compilation. */
    related?: { message: string; file?: string; line?: number; column?: number }[];
}

export interface UpstreamResponse {
    status: number;
    headers: Record<string, unknown>;
    body: unknown;
}

/** The HTTP response that the app gets from the cloud for an action (§9.2). */
export interface AppResponse {
    status: number;
    /** Absent where the body is empty. */
    body?: unknown;
    /** The body that the reference of June 2024 documents for an ActionError. */
    body2024?: unknown;
}

export interface RunOutcome {
    status: Exclude<RunStatus, 'running' | 'interrupted'>;
    durationMs: number;
    /** An action's or on-event script's return value; JSON-safe. */
    output?: unknown;
    error?: RunError;
    /** Ended early by a limit of its own (`--max-pages`, `--max-records`): no successful run to go on from. */
    partial?: boolean;
    /** Of an action: what the app would receive. */
    response?: AppResponse;
}

/** What a run has done so far; sent with every frame of events. */
export interface RunCounters {
    logs: number;
    http: number;
    /** Of `http`, those that `--read-only` refused; absent when there are none. */
    refused?: number;
    batches: number;
    models: Record<string, RecordCounts>;
}

/** Something that happened in a run. `runId` differs from the session's own for nested runs (`triggerAction`). */
export type RunEvent =
    | {
          type: 'started';
          runId: string;
          parentRunId?: string;
          script: { integration: string; kind: RunKind; name: string };
          connectionId: string;
          /** ISO 8601 */
          at: string;
          node: string;
          /** Names of the protections that this executable lacks, empty when all are on. */
          unavailable: string[];
      }
    | { type: 'log'; runId: string; entry: LogEntry }
    /** An attempt that no answer has come for yet: told only of one that lasts, once. */
    | { type: 'calling'; runId: string; call: OpenCall }
    /** The end of an attempt; `call` is the id that it was told of under while it was on its way. */
    | { type: 'http'; runId: string; attempt: HttpAttempt; call?: number }
    /** A retry is about to wait. `ms` is the real wait, `unscaledMs` what it would be in the cloud. */
    | { type: 'wait'; runId: string; ms: number; unscaledMs: number; reason: string; attempt: number; max: number }
    | {
          type: 'batch';
          runId: string;
          seq: number;
          /** ISO 8601 */
          at: string;
          operation: RecordOperation;
          model: string;
          records: number;
          counts: RecordCounts;
      }
    | { type: 'warning'; runId: string; warning: RunWarning }
    /**
     * The reader was slower than the run: entries up to `throughSeq` are in the store and not sent. `calls` are those
     * told of that have ended among them.
     */
    | { type: 'skipped'; runId: string; throughSeq: number; calls?: number[] }
    | { type: 'finished'; runId: string; outcome: RunOutcome };
