import type { HttpAttempt, LogEntry, LogLevel } from '../protocol/events';
import type { HttpBodies } from '../protocol/httpBodies';
import { wasNotSent } from '../protocol/wasNotSent';
import { addBody, readBodies, type StoredBody } from './bodies';
import { type JournalRow, toJournalEntry } from './journal';
import { findRun, runNumber } from './runNumber';
import type { StoreDatabase } from './StoreDatabase';
import type { TimelineEntry } from './types';

/** `timeline.type`; part of the schema. Batches are in the journal. */
const LOG = 0;
const HTTP = 1;

type EntryType = TimelineEntry['type'];

export interface TimelineFilter {
    /** Only entries after this place: the first of them. */
    afterSeq?: number;
    /** Only entries before this place: the last of them. */
    beforeSeq?: number;
    /** At most this many, 1,000 unless told. */
    limit?: number;
    types?: EntryType[];
    /** Only log lines, and those of these levels. */
    levels?: LogLevel[];
    /** Part of a message, a URL or a model's name; case does not matter. */
    text?: string;
}

export interface NewEntries {
    logs: LogEntry[];
    http: HttpAttempt[];
    /** Of these attempts: whoever finds one in the timeline finds its bodies, too. */
    bodies?: StoredBody[];
}

/** Adds logs and HTTP attempts of a run, in one transaction. */
export function appendTimeline(database: StoreDatabase, runId: string, { logs, http, bodies = [] }: NewEntries): void {
    if (logs.length === 0 && http.length === 0) return;
    const rows = [
        ...logs.map(({ seq, ...body }) => ({ type: LOG, seq, body: JSON.stringify(body) })),
        ...http.map(({ seq, ...body }) => ({ type: HTTP, seq, body: JSON.stringify(body) })),
    ];
    database.write(() => {
        const run = runNumber(database, runId);
        const insert = database.statement('INSERT INTO timeline (run, type, seq, body) VALUES (?, ?, ?, ?)');
        for (const { type, seq, body } of rows) insert.run(run, type, seq, body);
        for (const body of bodies) addBody(database, run, body);
        database.run(
            'UPDATE runs SET logs = logs + ?, http = http + ?, refused = refused + ? WHERE n = ?',
            logs.length,
            http.length,
            http.filter(wasNotSent).length,
            run,
        );
    });
}

/**
 * What is kept of the bodies of an HTTP attempt: nothing of those that are empty or that the run was not to keep.
 * Undefined while the store does not have the attempt itself.
 */
export function readHttpBodies(database: StoreDatabase, runId: string, seq: number): HttpBodies | undefined {
    const run = findRun(database, runId);
    if (run === undefined) return undefined;
    // Before it, its bodies would be looked for in an older state of the store.
    const isThere = database.get('SELECT 1 FROM timeline WHERE run = ? AND type = ? AND seq = ?', run, HTTP, seq);
    return isThere === undefined ? undefined : readBodies(database, run, seq);
}

/** A page of a run's logs, HTTP attempts and batches, merged by `seq`, in that order. An unknown run has none. */
export function readTimeline(database: StoreDatabase, runId: string, filter: TimelineFilter): TimelineEntry[] {
    const run = findRun(database, runId);
    if (run === undefined) return [];
    const { limit = 1000, types = ['log', 'http', 'batch'], levels } = filter;
    const wanted = levels ? types.filter((type) => type === 'log') : types;
    // Each kind by its own index and no further than the page reaches; then the outermost of all.
    const entries = wanted.flatMap((type) => readEntries(database, type, run, filter, limit));
    entries.sort((a, b) => a.seq - b.seq);
    return filter.beforeSeq === undefined ? entries.slice(0, limit) : entries.slice(-limit);
}

function readEntries(
    database: StoreDatabase,
    type: EntryType,
    run: number,
    filter: TimelineFilter,
    limit: number,
): TimelineEntry[] {
    const rows = type === 'batch' ? batches(database, run, filter) : logged(database, type, run, filter);
    const text = filter.text?.toLowerCase();
    const entries: TimelineEntry[] = [];
    for (const row of rows) {
        if (text && !searchedText(row).toLowerCase().includes(text)) continue;
        if (entries.push(row) >= limit) break;
    }
    return entries;
}

function* batches(database: StoreDatabase, run: number, filter: TimelineFilter): Generator<TimelineEntry> {
    const { where, order, values } = range(filter);
    const rows = database.iterate<JournalRow>(
        `SELECT j.seq, j.at, j.operation, s.model, j.records, j.added, j.updated, j.unchanged, j.deleted
        FROM journal j JOIN scopes s ON s.id = j.scope WHERE run = ? AND ${where} ORDER BY seq ${order}`,
        run,
        ...values,
    );
    for (const row of rows) yield { type: 'batch', ...toJournalEntry(row) };
}

function* logged(
    database: StoreDatabase,
    type: 'log' | 'http',
    run: number,
    filter: TimelineFilter,
): Generator<TimelineEntry> {
    const { where, order, values } = range(filter);
    const levels = type === 'log' ? (filter.levels ?? []) : [];
    const ofLevel = levels.length > 0 ? `AND body ->> '$.level' IN (${levels.map(() => '?').join(', ')})` : '';
    const rows = database.iterate<{ seq: number; body: string }>(
        `SELECT seq, body FROM timeline WHERE run = ? AND type = ? AND ${where} ${ofLevel} ORDER BY seq ${order}`,
        run,
        type === 'log' ? LOG : HTTP,
        ...values,
        ...levels,
    );
    for (const { seq, body } of rows) yield { type, seq, ...(JSON.parse(body) as object) } as TimelineEntry;
}

function range({ afterSeq = 0, beforeSeq }: TimelineFilter): { where: string; order: string; values: number[] } {
    if (beforeSeq === undefined) return { where: 'seq > ?', order: 'ASC', values: [afterSeq] };
    return { where: 'seq > ? AND seq < ?', order: 'DESC', values: [afterSeq, beforeSeq] };
}

function searchedText(entry: TimelineEntry): string {
    if (entry.type === 'log') return entry.message;
    return entry.type === 'http' ? entry.url : entry.model;
}
