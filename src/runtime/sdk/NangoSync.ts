import type { RecordOperation } from '../../protocol/events';
import type { StoredRecord } from '../../records';
import type { RunScope } from '../RunScope';
import { enter, refuseWhenCancelled } from './enter';
import { NangoAction } from './NangoAction';
import { type MergingStrategy, type ScriptRecord, SyncRecords } from './SyncRecords';

/** What syncs get as `nango` (nango-semantics §3.5). */
export class NangoSync extends NangoAction {
    /** The start of the last successful run; undefined before the first (§6.8). */
    readonly lastSyncDate: Date | undefined;
    readonly variant: string;
    readonly track_deletes: boolean;

    readonly #scope: RunScope;
    readonly #records: SyncRecords;

    constructor(scope: RunScope) {
        super(scope);
        this.#scope = scope;
        this.#records = new SyncRecords(scope);
        this.lastSyncDate = scope.lastSyncDate;
        this.variant = scope.recorder.run.variant;
        this.track_deletes = scope.script.trackDeletes;
    }

    /** Inserts or replaces records by `id` (§6.3). All of them, or none. */
    batchSave(records: ScriptRecord[], model: string): Promise<true> {
        return this.#write('batchSave', records, model);
    }

    /** The former name of batchSave. */
    batchSend(records: ScriptRecord[], model: string): Promise<true> {
        return this.#write('batchSave', records, model);
    }

    /** Merges into existing records by `id` (§6.5). */
    batchUpdate(records: ScriptRecord[], model: string): Promise<true> {
        return this.#write('batchUpdate', records, model);
    }

    /** Marks records as deleted by `id` (§6.4). */
    batchDelete(records: ScriptRecord[], model: string): Promise<true> {
        return this.#write('batchDelete', records, model);
    }

    /** Stored records by the ids they were asked by; those that are not there are missing. */
    async getRecordsByIds(ids: readonly unknown[], model: string): Promise<Map<unknown, StoredRecord>> {
        await enter(this.#scope);
        return this.#records.byIds(ids, model);
    }

    /** Every stored record of a model, one by one, from after `cursor` on (§6.9). */
    async *listRecords(
        model: string,
        options: { cursor?: string } = {},
    ): AsyncGenerator<StoredRecord, undefined, void> {
        await enter(this.#scope);
        yield* this.#records.all(model, options.cursor);
        return undefined;
    }

    /** What becomes of rows that somebody else changed meanwhile (§6.7). */
    async setMergingStrategy(merging: MergingStrategy, model: string): Promise<void> {
        await enter(this.#scope);
        this.#records.setMergingStrategy(merging, model);
    }

    /** Deletes the records that this run has not named; replaced by trackDeletesStart and trackDeletesEnd. */
    async deleteRecordsFromPreviousExecutions(model: string): Promise<{ deletedKeys: string[] }> {
        await enter(this.#scope);
        return this.#records.deleteFromPreviousRuns(model);
    }

    /** Counts from here on which records are named, over several runs if need be (§6.6). */
    async trackDeletesStart(model: string): Promise<void> {
        await enter(this.#scope);
        this.#records.trackDeletesStart(model);
    }

    /** Deletes the records that were not named since the start. */
    async trackDeletesEnd(model: string): Promise<{ deletedKeys: string[] }> {
        await enter(this.#scope);
        return this.#records.trackDeletesEnd(model);
    }

    /** The records are stored as they are now, before the promise is there to be awaited. */
    async #write(operation: RecordOperation, records: ScriptRecord[], model: string): Promise<true> {
        refuseWhenCancelled(this.#scope);
        this.#records.write(operation, records, model);
        await this.#scope.trial.goOn();
        await this.#scope.runtime.breathe();
        return true;
    }
}
