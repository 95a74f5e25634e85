import type { RecordOperation, RunOutcome, RunWarning } from '../protocol/events';
import type { HttpBodies } from '../protocol/httpBodies';
import { type BatchOptions, writeBatch } from './batches';
import { type CheckpointKey, readCheckpoint, type StoredCheckpoint, writeCheckpoint } from './checkpoints';
import { compareRuns, type ModelComparison } from './compareRuns';
import { clearDeletionMark, readDeletionMark, setDeletionMark } from './deletionMarks';
import { eachRecord, type RecordText } from './eachRecord';
import { journalPayloads, readJournal } from './journal';
import { releaseLock, releaseLocksOf, tryAcquireLock } from './locks';
import { readMetadata, writeMetadata } from './metadata';
import { type RunFilter, RunTable, type SyncKey } from './RunTable';
import { type RecordQuery, readLastChange, readPage } from './reading';
import { applyRetention, clearRecords, type RetentionLimits } from './retention';
import { runNumber } from './runNumber';
import { StoreDatabase } from './StoreDatabase';
import { MIGRATIONS } from './schema';
import { listScopes } from './scopes';
import { storePaths } from './storePaths';
import { appendTimeline, type NewEntries, readHttpBodies, readTimeline, type TimelineFilter } from './timeline';
import { readTouched } from './touchedRecords';
import { deleteUnseen } from './trackDeletes';
import type {
    BatchResult,
    JournalEntry,
    NewRun,
    RecordPage,
    RecordScope,
    RecordVersion,
    RunRow,
    TimelineEntry,
    TouchedPage,
    TouchedQuery,
} from './types';
import { readVersions } from './versions';

type Records = readonly Record<string, unknown>[];

/**
 * What runs leave behind, in one folder: runs, their timelines and journals, and the records that syncs keep, with the
 * semantics of nango-semantics §6. Written by several processes at once and read by many; everything is synchronous.
 *
 * Every method may throw UserError `store_unwritable`, `store_busy`, `store_damaged`; writing ones also
 * `store_read_only` (see `readOnlyReason`).
 */
export class RecordStore {
    private readonly runTable: RunTable;

    private constructor(private readonly database: StoreDatabase) {
        this.runTable = new RunTable(database);
    }

    /**
     * Opens the store in a folder (absolute path, e.g. `<project>/.syncbench`), making it unless it is there: private
     * to its owner, ignored by git, and migrated when it is of an older version.
     *
     * @throws UserError `store_unwritable`, `store_not_found` (read-only and not there), `store_damaged`, `sqlite_missing`
     */
    static open(folder: string, options: { readOnly?: boolean } = {}): RecordStore {
        const { readOnly = false } = options;
        return new RecordStore(StoreDatabase.open(storePaths(folder), { readOnly, migrations: MIGRATIONS }));
    }

    /** Set when a newer Syncbench made this store: it can be read, every write is refused. In words for the user. */
    get readOnlyReason(): string | undefined {
        return this.database.newerReason;
    }

    /** Runs begun here and not finished read as `interrupted` from now on. */
    close(): void {
        this.runTable.close();
        this.database.close();
    }

    /**
     * A run starts. A sync that no other run started takes the lease of its (integration, script, variant, connection).
     *
     * @throws UserError `run_in_progress` when a live process holds it
     */
    beginRun(run: NewRun): void {
        this.runTable.begin(run);
    }

    finishRun(runId: string, outcome: RunOutcome, warnings: RunWarning[]): void {
        this.runTable.finish(runId, outcome, warnings);
    }

    run(runId: string): RunRow | undefined {
        return this.database.read(() => this.runTable.get(runId));
    }

    /** Newest first; pages by `before`. @throws UserError `run_not_found` when `before` names no run */
    runs(filter: RunFilter = {}): RunRow[] {
        return this.database.read(() => this.runTable.list(filter));
    }

    /** The runs that a run started itself, in the order in which they began. */
    nestedRuns(runId: string): RunRow[] {
        return this.database.read(() => this.runTable.nested(runId));
    }

    /** The newest run of each script that no other run started, newest first. */
    lastRuns(): RunRow[] {
        return this.database.read(() => this.runTable.lastOfEach());
    }

    /** When the last succeeded run of a sync started, ISO 8601 (§6.8). */
    lastSyncDate(sync: SyncKey): string | undefined {
        return this.database.read(() => this.runTable.lastSyncDate(sync));
    }

    appendTimeline(runId: string, entries: NewEntries): void {
        appendTimeline(this.database, runId, entries);
    }

    /** Logs, HTTP attempts and batches of a run, merged by `seq`; pages by `afterSeq` or `beforeSeq`. */
    timeline(runId: string, filter: TimelineFilter = {}): TimelineEntry[] {
        return this.database.read(() => readTimeline(this.database, runId, filter));
    }

    /** What is kept of the bodies of an HTTP attempt; undefined while the attempt itself is not in the timeline. */
    httpBodies(runId: string, seq: number): HttpBodies | undefined {
        return this.database.read(() => readHttpBodies(this.database, runId, seq));
    }

    /** Adds or replaces records (§6.3). @throws UserError `missing_id`, `invalid_id`, `invalid_record`, `record_not_serializable` */
    batchSave(
        runId: string,
        seq: number,
        scope: RecordScope,
        records: Records,
        options: BatchOptions = {},
    ): BatchResult {
        return writeBatch(this.database, { runId, seq, operation: 'batchSave', scope, records, options });
    }

    /** Merges into records that are there (§6.5). Throws as batchSave. */
    batchUpdate(
        runId: string,
        seq: number,
        scope: RecordScope,
        records: Records,
        options: BatchOptions = {},
    ): BatchResult {
        return writeBatch(this.database, { runId, seq, operation: 'batchUpdate', scope, records, options });
    }

    /** Marks records as deleted (§6.4). Throws as batchSave. */
    batchDelete(
        runId: string,
        seq: number,
        scope: RecordScope,
        records: Records,
        options: BatchOptions = {},
    ): BatchResult {
        return writeBatch(this.database, { runId, seq, operation: 'batchDelete', scope, records, options });
    }

    /**
     * Deletes the live records of a scope that no call has named (§6.6): of this run, or with `since` of any from the
     * run of that number on. @returns their ids
     */
    deleteUnseen(runId: string, scope: RecordScope, since?: number): string[] {
        return deleteUnseen(this.database, runId, scope, since);
    }

    /** Where the tracking of deletions over several runs starts; a mark that is there stays. @returns the run's number */
    setDeletionMark(scope: RecordScope, key: string, runId: string): number {
        return setDeletionMark(this.database, scope, key, runId);
    }

    deletionMark(scope: RecordScope, key: string): number | undefined {
        return this.database.read(() => readDeletionMark(this.database, scope, key));
    }

    clearDeletionMark(scope: RecordScope, key: string): void {
        clearDeletionMark(this.database, scope, key);
    }

    /** When a record of the scope was changed last, in microseconds since 1970; undefined when it has none. */
    lastChange(scope: RecordScope): number | undefined {
        return this.database.read(() => readLastChange(this.database, scope));
    }

    /** The calls of batchSave, batchUpdate and batchDelete of a run, in order. */
    journal(runId: string): JournalEntry[] {
        return this.database.read(() => readJournal(this.database, runId));
    }

    /** What a run passed to one operation, in order, duplicates included; one record in memory at a time. */
    journalPayloads(runId: string, operation: RecordOperation): Iterable<{ model: string; json: string }> {
        return journalPayloads(this.database, runId, operation);
    }

    /** Every scope that holds records, with how many are live and how many deleted. */
    scopes(): { scope: RecordScope; live: number; deleted: number }[] {
        return this.database.read(() => listScopes(this.database));
    }

    /** A page of records (§6.9). @throws UserError `invalid_limit`, `invalid_cursor`, `invalid_date`, `invalid_ids` */
    records(scope: RecordScope, query: RecordQuery = {}): RecordPage {
        return this.database.read(() => readPage(this.database, scope, query));
    }

    /** Every record of a scope, first seen first, one in memory at a time; all as they are when the first is read. */
    eachRecord(scope: RecordScope, options: { includeDeleted: boolean }): Iterable<RecordText> {
        return eachRecord(this.database, scope, options);
    }

    /** A page of the records of one model that a run touched. An unknown run touched none. */
    touchedRecords(runId: string, query: TouchedQuery): TouchedPage {
        return this.database.read(() => readTouched(this.database, runId, query));
    }

    /** Every state of a record that is still kept, newest first, the current one included. */
    versions(scope: RecordScope, id: string): RecordVersion[] {
        return this.database.read(() => readVersions(this.database, scope, id));
    }

    /** How two runs differ in what they saved, by model. Lists at most `limit` ids each; totals are complete. */
    compareRuns(a: string, b: string, { limit = 100 } = {}): Record<string, ModelComparison> {
        return this.database.read(() => compareRuns(this.database, a, b, limit));
    }

    /** What earlier runs wrote with setMetadata or updateMetadata for a connection. */
    metadata(integration: string, connectionId: string): Record<string, unknown> | undefined {
        return this.database.read(() => readMetadata(this.database, integration, connectionId));
    }

    /** Replaces a connection's metadata. */
    setMetadata(integration: string, connectionId: string, value: Record<string, unknown>): void {
        writeMetadata(this.database, integration, connectionId, value);
    }

    /** A script's checkpoint and its version (§3.7). */
    checkpoint(key: CheckpointKey): StoredCheckpoint {
        return this.database.read(() => readCheckpoint(this.database, key));
    }

    /**
     * Replaces a checkpoint, or clears it (`value` undefined), unless it has changed since `version`.
     * @returns the new version; undefined when it has changed
     */
    writeCheckpoint(
        key: CheckpointKey,
        value: Record<string, unknown> | undefined,
        version: number,
    ): number | undefined {
        return writeCheckpoint(this.database, key, value, version);
    }

    /** Takes or renews a lock for `ttlMs` milliseconds (§3.4); `now` is in milliseconds since 1970. @returns whether it is held */
    tryAcquireLock(lock: { runId: string; key: string; ttlMs: number; now: number }): boolean {
        return tryAcquireLock(this.database, this.runTable, lock);
    }

    /** @returns whether the run held it */
    releaseLock(runId: string, key: string): boolean {
        return releaseLock(this.database, runId, key);
    }

    /** Releases all locks of a run, as its end does. */
    releaseAllLocks(runId: string): void {
        this.database.write(() => releaseLocksOf(this.database, runId));
    }

    /** A run's number in this store: grows from run to run. */
    runNumber(runId: string): number {
        return this.database.read(() => runNumber(this.database, runId));
    }

    /** Removes the oldest finished runs until the limits are met; never records that are current. */
    applyRetention(limits: RetentionLimits): { removedRuns: number } {
        return applyRetention(this.database, this.runTable, limits);
    }

    /** Removes every record of a scope and its history. @returns how many there were */
    clearRecords(scope: RecordScope): number {
        return clearRecords(this.database, scope);
    }
}
