import { UserError } from '../../core/findings/UserError';
import type { RecordOperation } from '../../protocol/events';
import type { RunScope } from '../RunScope';
import { ExecutionAbortedError } from './errors';
import { NangoAction } from './NangoAction';

type ScriptRecord = Record<string, unknown>;

/** What syncs get as `nango` (nango-semantics §3.5). */
export class NangoSync extends NangoAction {
    /** The start of the last successful run; undefined before the first (§6.8). */
    readonly lastSyncDate: Date | undefined;
    readonly variant: string;
    readonly track_deletes: boolean;

    readonly #scope: RunScope;

    constructor(scope: RunScope) {
        super(scope);
        this.#scope = scope;
        this.lastSyncDate = scope.lastSyncDate;
        this.variant = scope.recorder.run.variant;
        this.track_deletes = scope.script.trackDeletes;
    }

    /** Inserts or replaces records by `id` (§6.3). All of them, or none. */
    batchSave(records: ScriptRecord[], model: string): Promise<true> {
        return this.#batch('batchSave', records, model);
    }

    /** Merges into existing records by `id` (§6.5). */
    batchUpdate(records: ScriptRecord[], model: string): Promise<true> {
        return this.#batch('batchUpdate', records, model);
    }

    /** Marks records as deleted by `id` (§6.4). */
    batchDelete(records: ScriptRecord[], model: string): Promise<true> {
        return this.#batch('batchDelete', records, model);
    }

    async #batch(operation: RecordOperation, records: ScriptRecord[], model: string): Promise<true> {
        const { runtime, recorder, script } = this.#scope;
        if (runtime.signal.aborted) throw new ExecutionAbortedError();
        if (!records || records.length === 0) return true;
        if (!Array.isArray(records)) throw notAList(operation, records);
        if (!script.models.includes(model)) {
            const declared = script.models.join(', ');
            throw new Error(`The model '${model}' is not included in the declared sync models: ${declared}`);
        }
        for (const record of records) delete record?._nango_metadata;
        // A copy: in a list with holes, they are records that are missing.
        recorder.batch({ operation, model, records: [...records] });
        await runtime.breathe();
        return true;
    }
}

function notAList(operation: RecordOperation, records: unknown): UserError {
    const kind = typeof records === 'string' ? 'a text' : 'no list';
    return new UserError('invalid_records', `${operation} was given ${kind} in the place of its records.`, {
        advice: 'Pass an array, also for a single record.',
    });
}
