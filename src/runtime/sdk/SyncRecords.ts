import { UserError } from '../../core/findings/UserError';
import { LIMITS } from '../../core/policy/limits';
import type { RecordOperation } from '../../protocol/events';
import type { StoredRecord } from '../../records';
import type { RunScope } from '../RunScope';
import { checkpointKey } from './checkpointRules';
import { differsFromDryrun } from './differsFromDryrun';

export type ScriptRecord = Record<string, unknown>;

/** Without the first, rows that somebody changed since are overwritten (nango-semantics §6.7). */
export type MergingStrategy = { strategy: 'override' | 'ignore_if_modified_after' };

/** What a sync does with its records (nango-semantics §3.5, §6). Models that it does not declare are refused. */
export class SyncRecords {
    /** By model: the time after which changes of others are kept; infinite for `override`. */
    private readonly keepModifiedAfter = new Map<string, number>();

    constructor(private readonly scope: RunScope) {}

    /** Inserts, merges or deletes records; all of them, or none. */
    write(operation: RecordOperation, records: ScriptRecord[], model: string): void {
        if (!records || records.length === 0) return;
        if (!Array.isArray(records)) throw notAList(operation, records);
        this.mustDeclare(model);
        for (const record of records) delete record?._nango_metadata;
        // A copy: in a list with holes, they are records that are missing.
        const batch = { operation, model, records: [...records] };
        const keepModifiedAfter = this.keepModifiedAfter.get(model);
        const { duplicates, lastChange } = this.scope.recorder.batch(batch, { keepModifiedAfter });
        if (
            keepModifiedAfter !== undefined &&
            keepModifiedAfter < Number.POSITIVE_INFINITY &&
            lastChange !== undefined
        ) {
            this.keepModifiedAfter.set(model, lastChange);
        }
        if (duplicates.length > 0) differsFromDryrun(this.scope.recorder, 'duplicates');
    }

    /** @returns stored records by the ids they were asked by; those that are not there are missing */
    byIds(ids: readonly unknown[], model: string): Map<unknown, StoredRecord> {
        this.mustDeclare(model);
        const found = new Map<string, StoredRecord>();
        for (let from = 0; from < ids.length; from += LIMITS.recordsByIdsChunk) {
            const chunk = ids.slice(from, from + LIMITS.recordsByIdsChunk).map(String);
            for (const record of this.page(model, { ids: chunk, limit: LIMITS.recordsByIdsChunk }).records) {
                found.set(record.id, record);
            }
        }
        const pairs = ids.map((id) => [id, found.get(String(id))] as const);
        return new Map(pairs.filter((pair): pair is [unknown, StoredRecord] => pair[1] !== undefined));
    }

    /** Every stored record of a model, deleted ones included, oldest change first; from after `cursor` on. */
    async *all(model: string, cursor?: string): AsyncGenerator<StoredRecord, undefined, void> {
        this.mustDeclare(model);
        for (let from = cursor; ; ) {
            const { records, nextCursor } = this.page(model, { cursor: from, limit: LIMITS.listRecordsPage });
            yield* records;
            if (nextCursor === null) return undefined;
            from = nextCursor;
            await this.scope.runtime.breathe();
        }
    }

    /** Says what becomes of rows that somebody else changed; once per model. */
    setMergingStrategy({ strategy }: MergingStrategy, model: string): void {
        this.mustDeclare(model);
        const { recorder, runtime } = this.scope;
        if (this.keepModifiedAfter.has(model)) {
            recorder.log(
                'syncbench',
                'warn',
                `The merging strategy of ${model} is set already; the second call is skipped.`,
            );
            return;
        }
        if (strategy === 'override') {
            this.keepModifiedAfter.set(model, Number.POSITIVE_INFINITY);
        } else if (strategy === 'ignore_if_modified_after') {
            this.keepModifiedAfter.set(model, runtime.store.lastChange(recorder.recordScope(model)) ?? 0);
        } else {
            throw new UserError('invalid_merging_strategy', `"${String(strategy)}" is no merging strategy.`, {
                advice: 'Give override or ignore_if_modified_after.',
            });
        }
        differsFromDryrun(recorder, 'setMergingStrategy');
    }

    /** Deletes what this run has not named. @returns the ids that are deleted now */
    deleteFromPreviousRuns(model: string): { deletedKeys: string[] } {
        this.mustDeclare(model);
        differsFromDryrun(this.scope.recorder, 'deleteRecordsFromPreviousExecutions');
        return { deletedKeys: this.scope.recorder.deleteUnseen(model, 'deleteRecordsFromPreviousExecutions') };
    }

    /** From here on, also over several runs, it counts which records are named. */
    trackDeletesStart(model: string): void {
        this.mustDeclare(model);
        const { recorder, runtime } = this.scope;
        runtime.store.setDeletionMark(recorder.recordScope(model), checkpointKey(recorder.run), recorder.run.id);
    }

    /** Deletes what was not named since the start. @returns the ids that are deleted now */
    trackDeletesEnd(model: string): { deletedKeys: string[] } {
        this.mustDeclare(model);
        const { recorder, runtime } = this.scope;
        const [of, key] = [recorder.recordScope(model), checkpointKey(recorder.run)];
        const since = runtime.store.deletionMark(of, key);
        if (since === undefined) throw new Error(`No track deletes starting point found for model '${model}'.`);
        const deletedKeys = recorder.deleteUnseen(model, 'trackDeletesEnd', since);
        runtime.store.clearDeletionMark(of, key);
        return { deletedKeys };
    }

    private page(model: string, query: { cursor?: string; ids?: string[]; limit: number }) {
        const { runtime, recorder } = this.scope;
        return runtime.store.records(recorder.recordScope(model), query);
    }

    private mustDeclare(model: string): void {
        const { models } = this.scope.script;
        if (models.includes(model)) return;
        throw new Error(`The model '${model}' is not included in the declared sync models: ${models.join(', ')}`);
    }
}

function notAList(operation: RecordOperation, records: unknown): UserError {
    const kind = typeof records === 'string' ? 'a text' : 'no list';
    return new UserError('invalid_records', `${operation} was given ${kind} in the place of its records.`, {
        advice: 'Pass an array, also for a single record.',
    });
}
