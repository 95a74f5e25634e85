import type { HttpAttempt, LogEntry } from '../protocol/events';
import { type JournalRow, toJournalEntry } from './journal';
import { findRun, runNumber } from './runNumber';
import type { StoreDatabase } from './StoreDatabase';
import type { TimelineEntry } from './types';

/** `timeline.type`; part of the schema. Batches are in the journal. */
const LOG = 0;
const HTTP = 1;

type EntryType = TimelineEntry['type'];

export interface TimelineFilter {
    /** Only entries after this place. */
    afterSeq?: number;
    /** At most this many, 1,000 unless told. */
    limit?: number;
    types?: EntryType[];
}

/** Adds logs and HTTP attempts of a run, in one transaction. */
export function appendTimeline(
    database: StoreDatabase,
    runId: string,
    { logs, http }: { logs: LogEntry[]; http: HttpAttempt[] },
): void {
    if (logs.length === 0 && http.length === 0) return;
    const rows = [
        ...logs.map(({ seq, ...body }) => ({ type: LOG, seq, body: JSON.stringify(body) })),
        ...http.map(({ seq, ...body }) => ({ type: HTTP, seq, body: JSON.stringify(body) })),
    ];
    database.write(() => {
        const run = runNumber(database, runId);
        const insert = database.statement('INSERT INTO timeline (run, type, seq, body) VALUES (?, ?, ?, ?)');
        for (const { type, seq, body } of rows) insert.run(run, type, seq, body);
        database.run('UPDATE runs SET logs = logs + ?, http = http + ? WHERE n = ?', logs.length, http.length, run);
    });
}

/** A page of a run's logs, HTTP attempts and batches, merged by `seq`. An unknown run has none. */
export function readTimeline(database: StoreDatabase, runId: string, filter: TimelineFilter): TimelineEntry[] {
    const run = findRun(database, runId);
    if (run === undefined) return [];
    const { afterSeq = 0, limit = 1000, types = ['log', 'http', 'batch'] } = filter;
    // Each kind by its own index and no further than the page reaches; then the first of all.
    const entries = types.flatMap((type) => readEntries(database, type, run, afterSeq, limit));
    return entries.sort((a, b) => a.seq - b.seq).slice(0, limit);
}

function readEntries(
    database: StoreDatabase,
    type: EntryType,
    run: number,
    afterSeq: number,
    limit: number,
): TimelineEntry[] {
    if (type === 'batch') {
        return database
            .all<JournalRow>(
                `SELECT j.seq, j.at, j.operation, s.model, j.records, j.added, j.updated, j.unchanged, j.deleted
                FROM journal j JOIN scopes s ON s.id = j.scope
                WHERE run = ? AND seq > ? ORDER BY seq LIMIT ?`,
                run,
                afterSeq,
                limit,
            )
            .map((row) => ({ type, ...toJournalEntry(row) }));
    }
    return database
        .all<{ seq: number; body: string }>(
            'SELECT seq, body FROM timeline WHERE run = ? AND type = ? AND seq > ? ORDER BY seq LIMIT ?',
            run,
            type === 'log' ? LOG : HTTP,
            afterSeq,
            limit,
        )
        .map(({ seq, body }) => ({ type, seq, ...(JSON.parse(body) as object) }) as TimelineEntry);
}
