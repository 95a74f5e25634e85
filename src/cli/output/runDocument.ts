import type { AppResponse, RecordCounts, RecordOperation, RunError, RunKind, RunWarning } from '../../protocol/events';
import type { HttpBodies } from '../../protocol/httpBodies';
import type { TimelineEntry } from '../../records/types';

/** What the document reads of a store; `RecordStore` is one. */
export interface RunReader {
    /** The records of one kind of call, in call order, each as JSON text. */
    journalPayloads(runId: string, operation: RecordOperation): Iterable<{ model: string; json: string }>;
    timeline(
        runId: string,
        query: { afterSeq?: number; limit?: number; types?: TimelineEntry['type'][] },
    ): TimelineEntry[];
}

/** What a finished run is, besides what the store holds of it. */
export interface RunFacts {
    ok: boolean;
    kind: RunKind | null;
    output: unknown;
    counts: Record<string, RecordCounts>;
    error: RunError | UsageError | null;
    /** None where nothing ran. */
    warnings?: RunWarning[];
    /** What the app would receive from an action; of nothing else. */
    response?: AppResponse;
    durationMs: number;
}

/** An error that was found before anything ran, in the place of a `RunError`. */
export interface UsageError {
    type: string;
    message: string;
    advice?: string;
    candidates?: string[];
    file?: string;
    line?: number;
    column?: number;
}

export interface StoredFacts {
    reader: RunReader;
    runId: string;
    /** What is kept of the bodies of an HTTP attempt; without it the document has none. */
    bodies?: (seq: number) => HttpBodies | undefined;
}

const PAGE = 500;

/**
 * The pieces of the one JSON document of `run --json`, in order; joined, they are the document.
 * Records, logs and HTTP attempts are read from the store while it is written, so that no run is too large for it.
 * Top-level keys and the items of lists stand on lines of their own. `about` comes first, as `run`, where it is given.
 */
export function* runDocument(facts: RunFacts, stored?: StoredFacts, about?: object): Generator<string> {
    yield about ? `{"run":${json(about)},\n` : '{';
    yield `"ok":${facts.ok},\n"kind":${JSON.stringify(facts.kind)},\n"output":${json(facts.output)},\n`;
    const operations = [
        ['records', 'batchSave'],
        ['deleted', 'batchDelete'],
        ['updated', 'batchUpdate'],
    ] as const;
    for (const [key, operation] of operations) {
        yield `"${key}":{`;
        if (stored) yield* payloads(stored.reader, stored.runId, operation, Object.keys(facts.counts));
        yield '},\n';
    }
    yield `"counts":${json(facts.counts)},\n`;
    for (const [key, type] of [['logs', 'log'] as const, ['http', 'http'] as const]) {
        yield `"${key}":[`;
        if (stored) yield* entries(stored, type);
        yield '],\n';
    }
    yield `"warnings":${json(facts.warnings ?? [])},\n`;
    yield `"error":${json(facts.error)},\n"response":${json(facts.response)},\n"durationMs":${JSON.stringify(facts.durationMs)}}\n`;
}

/** Calls of several models interleave, so each model is one walk of its own: nothing is held in memory. */
function* payloads(reader: RunReader, runId: string, operation: RecordOperation, models: string[]): Generator<string> {
    let opened = 0;
    for (const wanted of models) {
        let items = 0;
        for (const { model, json: record } of reader.journalPayloads(runId, operation)) {
            if (model !== wanted) continue;
            if (items === 0) yield `${opened++ ? ',' : ''}\n${JSON.stringify(wanted)}:[`;
            yield `${items++ ? ',' : ''}\n${record}`;
        }
        if (items) yield ']';
    }
}

function* entries({ reader, runId, bodies }: StoredFacts, type: 'log' | 'http'): Generator<string> {
    let afterSeq = 0;
    for (;;) {
        const page = reader.timeline(runId, { afterSeq, limit: PAGE, types: [type] });
        for (const entry of page) {
            yield `${afterSeq ? ',' : ''}\n${json(published(entry, bodies))}`;
            afterSeq = entry.seq;
        }
        if (page.length < PAGE) return;
    }
}

function published(entry: TimelineEntry, bodies: StoredFacts['bodies']): unknown {
    if (entry.type === 'log') {
        const { level, message, meta, at, source } = entry;
        return { level, message, meta, at, source };
    }
    const { type: _type, seq, ...rest } = entry;
    const { request, response } = bodies?.(seq) ?? {};
    return { ...rest, requestBody: request, responseBody: response };
}

function json(value: unknown): string {
    return JSON.stringify(value) ?? 'null';
}
