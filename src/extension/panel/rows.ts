import { callKey, type KnownCall } from '../../host/KnownCalls';
import type { HttpAttempt, LogEntry, RunEvent } from '../../protocol/events';
import type { PanelCall, PanelCalls, PanelRow } from '../../protocol/panelRows';
import type { TimelineEntry } from '../../records/types';

/** Characters of one text that the page gets; the store has the rest. */
const LONGEST_TEXT = 10_000;

interface RowRun {
    id: string;
    depth: number;
}

/** An entry of the store as a row of the page. */
export function entryRow(run: RowRun, entry: TimelineEntry): PanelRow {
    if (entry.type === 'log') return logRow(run, entry);
    if (entry.type === 'http') return httpRow(run, entry);
    const { seq, at, operation, model, records, counts } = entry;
    return { ...place(run, seq, at), type: 'batch', seq, operation, model, records, counts };
}

/** Something that a run tells while it goes on, as a row of the page. */
export function eventRow(
    run: RowRun,
    event: Extract<RunEvent, { type: 'log' | 'http' | 'batch' | 'wait' | 'warning' }>,
    told: { at: string; number: number },
): PanelRow {
    switch (event.type) {
        case 'log':
            return logRow(run, event.entry);
        case 'http':
            return {
                ...httpRow(run, event.attempt),
                ...(event.call !== undefined && { call: callKey(run.id, event.call) }),
            };
        case 'batch':
            return entryRow(run, event);
        case 'wait': {
            const { type, ms, unscaledMs, reason, attempt, max } = event;
            return { ...place(run, `told${told.number}`, told.at), type, ms, unscaledMs, reason, attempt, max };
        }
        case 'warning': {
            const { code, message } = event.warning;
            return { ...place(run, `told${told.number}`, told.at), type: 'warning', code, message: cut(message) };
        }
    }
}

function logRow(run: RowRun, { seq, at, level, message, meta, source }: LogEntry): PanelRow {
    const row: PanelRow = { ...place(run, seq, at), type: 'log', seq, level, message: cut(message), source };
    if (meta !== undefined) row.meta = cut(JSON.stringify(meta) ?? String(meta));
    return row;
}

function httpRow(run: RowRun, { seq, at, ...attempt }: HttpAttempt): Extract<PanelRow, { type: 'http' }> {
    const { method, requestSize, status, responseSize, durationMs, error, retry } = attempt;
    return {
        ...place(run, seq, at),
        type: 'http',
        seq,
        // Named one by one: an entry of the store has more than belongs here.
        attempt: {
            method,
            url: cut(attempt.url),
            requestHeaders: cutAll(attempt.requestHeaders),
            requestSize,
            status,
            responseHeaders: attempt.responseHeaders && cutAll(attempt.responseHeaders),
            responseSize,
            durationMs,
            error,
            retry,
        },
    };
}

/** Calls that are on their way and shown one by one. */
const SHOWN_CALLS = 50;

/** The calls of a run, and of those nested in it, that are on their way. */
export function callsView(known: KnownCall[], runs: { of(id: string): RowRun | undefined }): PanelCalls {
    const shown = known.slice(0, SHOWN_CALLS).map((each) => callRow(runs.of(each.runId), each));
    return { shown, more: known.length - shown.length };
}

function callRow(run: RowRun | undefined, { key, runId, call }: KnownCall): PanelCall {
    const { at, method, url, requestHeaders, requestSize, retry } = call;
    const attempt = { method, url: cut(url), requestHeaders: cutAll(requestHeaders), requestSize, retry };
    return { key, runId, depth: run?.depth ?? 0, at, type: 'call', attempt };
}

function place({ id, depth }: RowRun, mark: number | string, at: string) {
    return { key: `${id}:${mark}`, runId: id, depth, at };
}

function cutAll(headers: Record<string, string>): Record<string, string> {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, cut(value)]));
}

function cut(text: string): string {
    return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}…`;
}
