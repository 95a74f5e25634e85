import type { RecordOperation } from '../protocol/events';
import { payloadsOf } from './journalRefs';
import { operationName, operationNumber } from './operations';
import { findRun } from './runNumber';
import type { StoreDatabase } from './StoreDatabase';
import { toIso } from './timestamps';
import type { JournalEntry } from './types';

export interface JournalRow {
    seq: number;
    at: number;
    operation: number;
    model: string;
    records: number;
    added: number;
    updated: number;
    unchanged: number;
    deleted: number;
}

export function toJournalEntry(row: JournalRow): JournalEntry {
    const { seq, at, operation, model, records, added, updated, unchanged, deleted } = row;
    const counts = { added, updated, unchanged, deleted };
    return { seq, at: toIso(at), operation: operationName(operation), model, records, counts };
}

/** The calls of a run in order, without what they held. An unknown run has none. */
export function readJournal(database: StoreDatabase, runId: string): JournalEntry[] {
    return database
        .all<JournalRow>(
            `SELECT j.seq, j.at, j.operation, s.model, j.records, j.added, j.updated, j.unchanged, j.deleted
            FROM journal j JOIN scopes s ON s.id = j.scope
            WHERE j.run = (SELECT n FROM runs WHERE id = ?) ORDER BY j.seq`,
            runId,
        )
        .map(toJournalEntry);
}

/**
 * Everything a run passed to one operation, record by record in the order of the calls, duplicates included, as it was
 * serialised then. Holds one call's references and one payload at a time.
 */
export function* journalPayloads(
    database: StoreDatabase,
    runId: string,
    operation: RecordOperation,
): Generator<{ model: string; json: string }> {
    const run = findRun(database, runId);
    if (run === undefined) return;
    const nextCall = `SELECT j.seq, s.model, j.refs FROM journal j JOIN scopes s ON s.id = j.scope
        WHERE j.run = ? AND j.operation = ? AND j.seq > ? ORDER BY j.seq LIMIT 1`;
    type Call = { seq: number; model: string; refs: Uint8Array };
    for (let after = -1; ; ) {
        const call = database.get<Call>(nextCall, run, operationNumber(operation), after);
        if (call === undefined) return;
        // One statement for a whole call: a transaction for each record would take four times as long. Payloads that are
        // gone are left out, because retention may have removed the run since.
        const payloads = database.iterate<{ json: string }>(
            'SELECT p.json FROM json_each(?) AS wanted CROSS JOIN payloads AS p ON p.id = wanted.value',
            JSON.stringify([...payloadsOf(call.refs)]),
        );
        for (const { json } of payloads) yield { model: call.model, json };
        after = call.seq;
    }
}
