import type { HttpBodies } from '../../protocol/httpBodies';
import type {
    RecordPage,
    RecordQuery,
    RecordScope,
    RecordVersion,
    RunRow,
    TimelineEntry,
    TimelineFilter,
    TouchedPage,
    TouchedQuery,
} from '../../records';

/** How a script's last run went, for lists of scripts: a `RunRow` without what can be large. */
export type LastRun = Pick<
    RunRow,
    'id' | 'integration' | 'kind' | 'script' | 'connectionId' | 'startedAt' | 'status' | 'durationMs' | 'models'
> & {
    /** Why it failed. */
    error?: string;
    /** Whether a limit of its own ended it early. */
    partial?: boolean;
};

export interface ExportOptions {
    /** By which it is cancelled, and its progress told; unique among the exports that go on. */
    id: string;
    format: 'json' | 'csv';
    includeDeleted: boolean;
    /** Absolute path; what is there is replaced once all is written. */
    file: string;
}

export interface ScopeCounts {
    scope: RecordScope;
    live: number;
    deleted: number;
}

interface OfStore {
    /** Absolute path, e.g. `<project>/.syncbench`. It need not exist: then it holds nothing. */
    storeFolder: string;
}

/** What the process that reads stores is asked, and what it answers. */
export type StoreRequests = {
    run: { params: OfStore & { runId: string }; result: RunRow | undefined };
    nestedRuns: { params: OfStore & { runId: string }; result: RunRow[] };
    lastRuns: { params: OfStore; result: LastRun[] };
    timeline: { params: OfStore & { runId: string; filter: TimelineFilter }; result: TimelineEntry[] };
    /** What is kept of the bodies of one HTTP attempt; undefined while the store does not have the attempt. */
    httpBodies: { params: OfStore & { runId: string; seq: number }; result: HttpBodies | undefined };
    touchedRecords: { params: OfStore & { runId: string; query: TouchedQuery }; result: TouchedPage };
    scopes: { params: OfStore; result: ScopeCounts[] };
    records: { params: OfStore & { scope: RecordScope; query: RecordQuery }; result: RecordPage };
    versions: { params: OfStore & { scope: RecordScope; id: string }; result: RecordVersion[] };
    exportRecords: { params: OfStore & { scope: RecordScope; options: ExportOptions }; result: { records: number } };
    clearRecords: { params: OfStore & { scope: RecordScope }; result: number };
};

/** What the process tells by itself: how many records of an export are written. */
export type StoreEvent = { type: 'exported'; id: string; records: number };

/** What it is told without an answer. */
export type StoreCommand = { type: 'cancelExport'; id: string };

export type StoreRequest = keyof StoreRequests;
