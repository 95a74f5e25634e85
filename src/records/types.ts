import type {
    HttpAttempt,
    LogEntry,
    RecordCounts,
    RecordOperation,
    RunKind,
    RunOutcome,
    RunStatus,
    RunWarning,
} from '../protocol/events';

/** Whose records these are: unique together with the record's id (nango-semantics §6.1). */
export interface RecordScope {
    integration: string;
    connectionId: string;
    model: string;
    /** `base` unless the sync runs as a variant. */
    variant: string;
}

export interface NewRun {
    id: string;
    parentRunId?: string;
    integration: string;
    /** A `webhook` takes no lease, and no sync goes on from it. */
    kind: RunKind;
    script: string;
    variant: string;
    connectionId: string;
    /** ISO 8601 */
    startedAt: string;
    /** What the run was started with, for "run again"; never a secret. */
    options: Record<string, unknown>;
}

export interface RunRow extends NewRun {
    /** A row of a dead process reads as `interrupted`. */
    status: RunStatus;
    finishedAt?: string;
    durationMs?: number;
    outcome?: RunOutcome;
    models: Record<string, RecordCounts>;
    warnings: RunWarning[];
    logs: number;
    http: number;
    /** Of `http`, those that `--read-only` refused; absent when there are none. */
    refused?: number;
    batches: number;
}

export type LastAction = 'ADDED' | 'UPDATED' | 'DELETED';

/** §6.9 */
export interface RecordMetadata {
    first_seen_at: string;
    last_modified_at: string;
    last_action: LastAction;
    deleted_at: string | null;
    pruned_at: string | null;
    cursor: string;
}

/** What happened to a record. */
export type RecordChanges = Omit<RecordMetadata, 'pruned_at' | 'cursor'>;

/** A record as the read API returns it: the payload, `id` as a string, and `_nango_metadata`. */
export type StoredRecord = Record<string, unknown> & { id: string; _nango_metadata: RecordMetadata };

export interface RecordPage {
    records: StoredRecord[];
    nextCursor: string | null;
}

/** A former state of a record, newest first. */
export interface RecordVersion {
    runId: string;
    /** ISO 8601, when this state was written. */
    at: string;
    action: LastAction;
    payload: Record<string, unknown>;
}

/** One call of batchSave, batchUpdate or batchDelete, as it was made. */
export interface JournalEntry {
    seq: number;
    at: string;
    operation: RecordOperation;
    model: string;
    records: number;
    counts: RecordCounts;
}

export interface BatchResult {
    /** What this batch changed. */
    counts: RecordCounts;
    /** Ids that stood twice within one chunk of 1,000; the first was kept (§6.2). */
    duplicates: string[];
    /** When the last row was changed, in microseconds since 1970; undefined when none was. */
    lastChange?: number;
}

/** Rows of one run's timeline, merged by `seq`. */
export type TimelineEntry =
    | ({ type: 'log' } & LogEntry)
    | ({ type: 'http' } & HttpAttempt)
    | ({ type: 'batch' } & JournalEntry);

/** Which records of those that a run touched. */
export interface TouchedQuery {
    model: string;
    change?: keyof RecordCounts;
    /** Part of an id; case does not matter. */
    id?: string;
    cursor?: string;
    /** 100 unless told. */
    limit?: number;
}

export interface TouchedRecord {
    id: string;
    /** What the run made of it in the end. */
    change: keyof RecordCounts;
    /** The call that named it first; after every other when none did. */
    seq: number;
}

export interface TouchedPage {
    records: TouchedRecord[];
    nextCursor: string | null;
}
