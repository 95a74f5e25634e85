import type { HttpAttempt, LogLevel, RecordCounts } from '../../../src/protocol/events';
import type { PanelRecord, PanelRun, RecordChange } from '../../../src/protocol/panel';
import { NO_CALLS, type PanelCall, type PanelCalls, type PanelRow } from '../../../src/protocol/panelRows';

export const START = Date.parse('2026-03-02T10:15:00.000Z');
export const NO_COUNTS: RecordCounts = { added: 0, updated: 0, unchanged: 0, deleted: 0 };

/** A run as the page's header gets it: a sync that succeeded and did nothing, unless told. */
export function runView(changes: Partial<PanelRun> = {}): PanelRun {
    return {
        key: 'run-1',
        name: 'github/issues',
        kind: 'sync',
        connection: 'demo',
        given: [],
        repeated: [],
        state: 'succeeded',
        startedAt: START,
        durationMs: 2_345,
        node: '24.4.0',
        unavailable: [],
        counters: { logs: 0, http: 0, batches: 0, models: {} },
        calls: NO_CALLS,
        warnings: [],
        canRunAgain: true,
        waiting: 0,
        ...changes,
    };
}

function place(seq: number, runId: string, depth: number) {
    return { key: `${runId}:${seq}`, runId, depth, seq, at: new Date(START + seq).toISOString() };
}

interface LogOptions {
    level?: LogLevel;
    meta?: string;
    source?: 'script' | 'console' | 'syncbench';
    runId?: string;
    depth?: number;
}

export function logRow(seq: number, message = `line ${seq}`, options: LogOptions = {}): PanelRow {
    const { level = 'info', meta, source = 'script', runId = 'r1', depth = 0 } = options;
    return { ...place(seq, runId, depth), type: 'log', level, message, source, ...(meta !== undefined && { meta }) };
}

export function logRows(from: number, to: number): PanelRow[] {
    return Array.from({ length: to - from + 1 }, (_, index) => logRow(from + index));
}

export function httpRow(seq: number, attempt: Partial<HttpAttempt> = {}): PanelRow {
    return {
        ...place(seq, 'r1', 0),
        type: 'http',
        attempt: {
            method: 'GET',
            url: `https://api.github.com/repos/acme/tools/issues?page=${seq}`,
            requestHeaders: { authorization: 'REDACTED', accept: 'application/json' },
            status: 200,
            responseHeaders: { 'content-type': 'application/json; charset=utf-8', etag: 'W/"5f1c"' },
            responseSize: 48_213,
            durationMs: 38,
            ...attempt,
        },
    };
}

/** An attempt that has been on its way since the test began. */
export function openCall(id: number): PanelCall {
    return {
        type: 'call',
        key: `r1:call${id}`,
        runId: 'r1',
        depth: 0,
        at: new Date(Date.now() - 2_000).toISOString(),
        attempt: {
            method: 'GET',
            url: `https://api.github.com/slow/${id}`,
            requestHeaders: { authorization: 'REDACTED', accept: 'application/json' },
        },
    };
}

export function calls(...ids: number[]): PanelCalls {
    return { shown: ids.map(openCall), more: 0 };
}

export function batchRow(seq: number, counts: Partial<RecordCounts>, model = 'GithubIssue'): PanelRow {
    const all = { ...NO_COUNTS, ...counts };
    const records = all.added + all.updated + all.unchanged + all.deleted;
    return { ...place(seq, 'r1', 0), type: 'batch', operation: 'batchSave', model, records, counts: all };
}

export function touched(count: number, change: RecordChange = 'added', from = 1): PanelRecord[] {
    return Array.from({ length: count }, (_, index) => ({ id: `issue-${from + index}`, change, seq: from + index }));
}
