import * as z from 'zod/mini';
import type {
    HttpAttempt,
    LogEntry,
    OpenCall,
    RecordCounts,
    RunCounters,
    RunError,
    RunEvent,
    RunOutcome,
    RunWarning,
    ScriptFrame,
} from './events';
import type { ChildEvent, ChildRequests, ConnectionAnswer, HostEvent, RunRequest } from './messages';
import { compiledScript, scriptDescription } from './scriptShapes';

/**
 * The shapes of everything that crosses the channel. Each is tied to its TypeScript type, so that one cannot
 * change without the other.
 */
type Shape<T> = z.ZodMiniType<T, unknown>;

const count = z.number();
const text = z.string();
const record = z.record(z.string(), z.unknown());
const strings = z.array(text);
const runKind = z.enum(['sync', 'action', 'on-event', 'webhook']);

const recordCounts = z.object({
    added: count,
    updated: count,
    unchanged: count,
    deleted: count,
}) satisfies Shape<RecordCounts>;

const counters = z.object({
    logs: count,
    http: count,
    refused: z.optional(count),
    batches: count,
    models: z.record(z.string(), recordCounts),
}) satisfies Shape<RunCounters>;

const logEntry = z.object({
    seq: count,
    at: text,
    level: z.enum(['debug', 'info', 'warn', 'error']),
    message: text,
    meta: z.optional(z.unknown()),
    source: z.enum(['script', 'console', 'syncbench']),
}) satisfies Shape<LogEntry>;

const headers = z.record(z.string(), text);

const begunAttempt = {
    at: text,
    method: text,
    url: text,
    requestHeaders: headers,
    requestSize: z.optional(count),
    retry: z.optional(z.object({ attempt: count, max: count, waitedMs: count, reason: z.optional(text) })),
};

const openCall = z.object({ id: count, ...begunAttempt }) satisfies Shape<OpenCall>;

const httpAttempt = z.object({
    seq: count,
    ...begunAttempt,
    status: z.optional(count),
    responseHeaders: z.optional(headers),
    responseSize: z.optional(count),
    durationMs: count,
    error: z.optional(z.object({ name: text, code: z.optional(text), message: text })),
}) satisfies Shape<HttpAttempt>;

const frame = z.object({
    function: z.optional(text),
    file: text,
    line: count,
    column: count,
}) satisfies Shape<ScriptFrame>;

const runError = z.object({
    type: text,
    message: text,
    payload: z.optional(z.unknown()),
    status: z.optional(count),
    additional_properties: z.optional(
        z.object({ upstream_response: z.object({ status: count, headers: record, body: z.unknown() }) }),
    ),
    advice: z.optional(text),
    file: z.optional(text),
    line: z.optional(count),
    column: z.optional(count),
    frames: z.array(frame),
    related: z.optional(
        z.array(
            z.object({ message: text, file: z.optional(text), line: z.optional(count), column: z.optional(count) }),
        ),
    ),
}) satisfies Shape<RunError>;

const outcome = z.object({
    status: z.enum(['succeeded', 'failed', 'cancelled']),
    durationMs: count,
    output: z.optional(z.unknown()),
    error: z.optional(runError),
    partial: z.optional(z.boolean()),
    response: z.optional(z.object({ status: count, body: z.optional(z.unknown()), body2024: z.optional(z.unknown()) })),
}) satisfies Shape<RunOutcome>;

const warning = z.object({
    code: text,
    message: text,
    mismatches: z.optional(
        z.array(z.object({ model: z.optional(text), id: z.optional(text), path: text, message: text, count })),
    ),
}) satisfies Shape<RunWarning>;

const runId = text;

const runEvent = z.discriminatedUnion('type', [
    z.object({
        type: z.literal('started'),
        runId,
        parentRunId: z.optional(text),
        script: z.object({ integration: text, kind: runKind, name: text }),
        connectionId: text,
        at: text,
        node: text,
        unavailable: strings,
    }),
    z.object({ type: z.literal('log'), runId, entry: logEntry }),
    z.object({ type: z.literal('calling'), runId, call: openCall }),
    z.object({ type: z.literal('http'), runId, attempt: httpAttempt, call: z.optional(count) }),
    z.object({
        type: z.literal('wait'),
        runId,
        ms: count,
        unscaledMs: count,
        reason: text,
        attempt: count,
        max: count,
    }),
    z.object({
        type: z.literal('batch'),
        runId,
        seq: count,
        at: text,
        operation: z.enum(['batchSave', 'batchUpdate', 'batchDelete']),
        model: text,
        records: count,
        counts: recordCounts,
    }),
    z.object({ type: z.literal('warning'), runId, warning }),
    z.object({ type: z.literal('skipped'), runId, throughSeq: count, calls: z.optional(z.array(count)) }),
    z.object({ type: z.literal('finished'), runId, outcome }),
]) satisfies Shape<RunEvent>;

const childEvent = z.discriminatedUnion('type', [
    z.object({ type: z.literal('hello'), version: count, token: text, codeCache: z.optional(text) }),
    z.object({ type: z.literal('run'), events: z.array(runEvent), counters }),
    z.object({ type: z.literal('rehearsed'), events: z.array(runEvent) }),
    z.object({ type: z.literal('zodCompiled'), codeCache: text }),
    z.object({ type: z.literal('described'), description: scriptDescription }),
    z.object({ type: z.literal('done') }),
    z.object({ type: z.literal('refused'), error: runError }),
]) satisfies Shape<ChildEvent>;

const runRequest = z.object({
    runId,
    projectRoot: text,
    script: compiledScript,
    connectionId: text,
    input: z.optional(z.unknown()),
    metadata: z.optional(z.nullable(record)),
    event: z.optional(text),
    payload: z.optional(z.unknown()),
    checkpoint: z.optional(record),
    variant: z.optional(text),
    lastSyncDate: z.optional(text),
    now: z.optional(text),
    allowOrigins: z.optional(strings),
    strict: z.optional(z.boolean()),
    lenient: z.optional(z.boolean()),
    readOnly: z.optional(z.boolean()),
    maxPages: z.optional(count),
    maxRecords: z.optional(count),
    validate: z.optional(z.boolean()),
    keepBodies: z.optional(z.boolean()),
    warnings: z.optional(z.array(warning)),
    baseUrl: z.optional(text),
    retryScale: count,
    environmentVariables: z.array(z.object({ name: text, value: text })),
    secrets: strings,
    network: z.object({
        ca: z.optional(strings),
        strictTls: z.boolean(),
        proxy: z.optional(text),
        noProxy: z.optional(text),
    }),
    unavailable: strings,
}) satisfies Shape<RunRequest>;

const hostEvent = z.discriminatedUnion('type', [
    z.object({
        type: z.literal('prepare'),
        storeFolder: text,
        zod: z.optional(z.object({ form: z.enum(['classic', 'zero-yaml']), moduleFolders: strings, cacheFile: text })),
    }),
    z.object({ type: z.literal('run'), request: runRequest }),
    z.object({ type: z.literal('cancel') }),
    z.object({ type: z.literal('describe'), script: compiledScript }),
    z.object({ type: z.literal('rehearse') }),
]) satisfies Shape<HostEvent>;

const connectionAnswer = z.object({
    connection: z.looseObject({ connection_id: text, provider_config_key: text, credentials: record }),
    provider: z.nullable(z.looseObject({ name: text, auth_mode: text })),
    scope: z.union([z.literal('any'), strings]),
    withheld: z.optional(text),
    webhookUrl: z.optional(text),
    secrets: strings,
});

const connectionQuery = z.object({
    integration: text,
    connectionId: text,
    force: z.boolean(),
    refreshToken: z.boolean(),
}) satisfies Shape<ChildRequests['connection.get']['params']>;

const scriptQuery = z.object({ integration: text, name: text, kind: z.enum(['action', 'sync']) }) satisfies Shape<
    ChildRequests['script.compile']['params']
>;

/** Throws unless the value is an event that a child sends. */
export const checkChildEvent = (value: unknown): ChildEvent => childEvent.parse(value);

/** Throws unless the value is an event that a host sends. */
export const checkHostEvent = (value: unknown): HostEvent => hostEvent.parse(value);

/** Checks for the parameters of each request a child makes. */
export const checkChildRequest = {
    'connection.get': (value: unknown) => connectionQuery.parse(value),
    'script.compile': (value: unknown) => scriptQuery.parse(value),
};

/** Throws unless the value is an answer to `connection.get`; catalogue entries and connections keep their further fields. */
export const checkConnectionAnswer = (value: unknown): ConnectionAnswer =>
    connectionAnswer.parse(value) as unknown as ConnectionAnswer;
