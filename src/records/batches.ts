import type { RecordOperation } from '../protocol/events';
import { addToRun, noCounts } from './counts';
import { JournalRefs } from './journalRefs';
import { operationNumber } from './operations';
import { CHUNK, type PreparedRecord, prepareChunk } from './preparedRecords';
import { RecordWriter } from './RecordWriter';
import { runNumber } from './runNumber';
import type { StoreDatabase } from './StoreDatabase';
import { addToScope, ensureScope } from './scopes';
import { type Micros, nowMicros } from './timestamps';
import type { BatchResult, RecordScope } from './types';
import { WriteState } from './WriteState';

export interface BatchOptions {
    /** Sees the JSON of every record of the call, ignored duplicates included, as it is written. */
    onPayload?(json: string): void;
    /** Rows changed after this time are left as they are (§6.7, `ignore_if_modified_after`). */
    keepModifiedAfter?: Micros;
}

export interface BatchCall {
    runId: string;
    /** Place in the run's timeline. */
    seq: number;
    operation: RecordOperation;
    scope: RecordScope;
    records: readonly Record<string, unknown>[];
    options: BatchOptions;
}

/**
 * One call of batchSave, batchUpdate or batchDelete as one transaction: rows, history, counts and the journal entry,
 * which is also the mark that the run has seen these ids (nango-semantics §6.6). A call without records writes nothing.
 *
 * @throws UserError as `prepareChunk` and `StoreDatabase.write`; nothing is changed then
 */
export function writeBatch(database: StoreDatabase, call: BatchCall): BatchResult {
    const { records, scope } = call;
    if (records.length === 0) return { counts: noCounts(), duplicates: [] };
    // Outside the transaction, so that others can write meanwhile and a bad record costs no rollback.
    const firstChunk = prepareChunk(records.slice(0, CHUNK), scope.model, 0);
    return database.write(() => writeChunks(database, call, firstChunk));
}

function writeChunks(database: StoreDatabase, call: BatchCall, firstChunk: PreparedRecord[]): BatchResult {
    const { runId, seq, operation, scope, records, options } = call;
    const run = runNumber(database, runId);
    const scopeRow = ensureScope(database, scope);
    const state = WriteState.load(database);
    const writer = new RecordWriter(database, state, scopeRow, run, options.keepModifiedAfter);
    const refs = new JournalRefs(records.length);
    const duplicates: string[] = [];
    for (let first = 0; first < records.length; first += CHUNK) {
        const chunk = first === 0 ? firstChunk : prepareChunk(records.slice(first, first + CHUNK), scope.model, first);
        for (const sent of chunk) {
            options.onPayload?.(sent.json);
            if (sent.duplicate) {
                duplicates.push(sent.externalId);
                refs.add(0, writer.keepPayload(sent));
            } else {
                const { record, payload } = writer[operation](sent);
                refs.add(record, payload);
            }
        }
    }
    const { counts } = writer;
    addToScope(database, scopeRow, writer.scopeChange);
    addToRun(database, run, scope.model, counts);
    database.run('UPDATE runs SET batches = batches + 1 WHERE n = ?', run);
    database.run(
        `INSERT INTO journal (run, seq, at, operation, scope, records, added, updated, unchanged, deleted, refs)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        run,
        seq,
        nowMicros(),
        operationNumber(operation),
        scopeRow,
        records.length,
        counts.added,
        counts.updated,
        counts.unchanged,
        counts.deleted,
        refs.toBytes(),
    );
    state.save();
    return { counts, duplicates, lastChange: writer.lastChange };
}
