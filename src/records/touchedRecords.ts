import { IdFilter } from './IdFilter';
import { visitRefs } from './journalRefs';
import { ADDED, DELETED, operationNumber } from './operations';
import { RowSet } from './RowSet';
import { findRun } from './runNumber';
import type { StoreDatabase } from './StoreDatabase';
import type { TouchedPage, TouchedQuery, TouchedRecord } from './types';

/** Stands after every call of a run: what was deleted because no call named it. */
const UNSEEN = Number.MAX_SAFE_INTEGER;
const PAGE = 100;

interface Call {
    seq: number;
    operation: number;
    added: number;
    updated: number;
    unchanged: number;
    refs: Uint8Array;
}

/** Where a page begins: in which call, and after how many of its records; among the unseen, after which time. */
interface Place {
    seq: number;
    after: number;
}

/**
 * A page of the records of one model that a run touched, in the order in which it did: each once, where it was first
 * named, with what the run made of it in the end. Those that it deleted because no call named them come last.
 */
export function readTouched(database: StoreDatabase, runId: string, query: TouchedQuery): TouchedPage {
    const run = findRun(database, runId);
    if (run === undefined) return { records: [], nextCursor: null };
    return new TouchedReader(database, run, query).read();
}

class TouchedReader {
    private readonly found: TouchedRecord[] = [];
    private readonly from: Place;
    /** Rows of `records` that calls before have named. */
    private readonly seen = new RowSet();
    private readonly part: string | undefined;
    private readonly ids: IdFilter;

    constructor(
        private readonly database: StoreDatabase,
        private readonly run: number,
        private readonly query: TouchedQuery,
    ) {
        this.from = query.cursor === undefined ? { seq: -1, after: -1 } : decode(query.cursor);
        this.part = query.id?.toLowerCase();
        this.ids = new IdFilter(database, query.model, query.id);
    }

    read(): TouchedPage {
        const calls = this.database.iterate<Call>(
            `SELECT j.seq, j.operation, j.added, j.updated, j.unchanged, j.refs
            FROM journal j JOIN scopes s ON s.id = j.scope WHERE j.run = ? AND s.model = ? ORDER BY j.seq`,
            this.run,
            this.query.model,
        );
        for (const call of calls) {
            const next = this.mayHold(call) ? this.readCall(call) : undefined;
            if (next) return this.page(next);
        }
        return this.page(this.readUnseen());
    }

    /**
     * Whether a call can have records that changed as is wanted; most of a large run's need not be looked at, not even
     * to know what they named: what a later call did to these records is listed there.
     */
    private mayHold({ added, updated, unchanged, operation }: Call): boolean {
        switch (this.query.change) {
            case 'added':
                return added > 0;
            case 'updated':
                return updated > 0;
            case 'unchanged':
                return unchanged > 0;
            case 'deleted':
                return operation === operationNumber('batchDelete');
            case undefined:
                return true;
        }
    }

    /** @returns where the next page begins when this one is full */
    private readCall(call: Call): Place | undefined {
        const { seq, after } = this.from;
        let index = 0;
        let next: Place | undefined;
        visitRefs(call.refs, (record, payload) => {
            const at = index++;
            if (next || record === 0 || this.seen.has(record)) return;
            const isBefore = call.seq < seq || (call.seq === seq && at < after);
            if (!isBefore && this.ids.excludes(record)) return;
            if (!isBefore && this.isFull) {
                next = { seq: call.seq, after: at };
                return;
            }
            this.seen.add(record);
            if (!isBefore) this.consider(record, payload, call);
        });
        return next;
    }

    private consider(record: number, payload: number, call: Call): void {
        const row = this.database.get<{ id: string }>('SELECT external_id AS id FROM records WHERE id = ?', record);
        const id = row?.id ?? this.idInPayload(payload);
        if (this.isOther(id)) return;
        const change = row ? this.changeOf(record) : changeOfCall(call);
        if (this.query.change === undefined || this.query.change === change) {
            this.found.push({ id, change, seq: call.seq });
        }
    }

    /** What the run made of a record, from the states of it that the run wrote. */
    private changeOf(record: number): TouchedRecord['change'] {
        const actions = this.database
            .all<{ action: number }>(
                `SELECT action, updated_at FROM history WHERE record = ? AND run = ?
                UNION ALL SELECT action, updated_at FROM records WHERE id = ? AND run = ? ORDER BY updated_at`,
                record,
                this.run,
                record,
                this.run,
            )
            .map(({ action }) => action);
        if (actions.length === 0) return 'unchanged';
        if (actions.at(-1) === DELETED) return 'deleted';
        return actions.includes(ADDED) ? 'added' : 'updated';
    }

    /** Of a record that was cleared since. */
    private idInPayload(payload: number): string {
        const row = this.database.get<{ json: string }>('SELECT json FROM payloads WHERE id = ?', payload);
        return String((JSON.parse(row?.json ?? '{}') as { id?: unknown }).id).replaceAll('\0', '');
    }

    private readUnseen(): Place | undefined {
        const { change } = this.query;
        if (change !== undefined && change !== 'deleted') return undefined;
        let last = this.from.seq === UNSEEN ? this.from.after : -1;
        for (const { record, id, at } of this.deletedAfter(last)) {
            if (this.seen.has(record) || this.isOther(id)) continue;
            if (this.isFull) return { seq: UNSEEN, after: last };
            this.found.push({ id, change: 'deleted', seq: UNSEEN });
            last = at;
        }
        return undefined;
    }

    /** Everything of the run's own scope that the run deleted, by whatever way. */
    private deletedAfter(at: number): Iterable<{ record: number; id: string; at: number }> {
        const { run } = this;
        return this.database.iterate(
            `WITH scope AS (
                SELECT s.id FROM runs n JOIN scopes s ON s.integration = n.integration AND s.connection = n.connection
                    AND s.model = ? AND s.variant = n.variant WHERE n.n = ?
            )
            SELECT id AS record, external_id AS id, updated_at AS at FROM records
            WHERE scope = (SELECT id FROM scope) AND action = ${DELETED} AND updated_at > ? AND run = ?
            UNION ALL
            SELECT r.id, r.external_id, h.updated_at FROM history h JOIN records r ON r.id = h.record
            WHERE h.run = ? AND h.action = ${DELETED} AND h.updated_at > ? AND r.scope = (SELECT id FROM scope)
            ORDER BY at`,
            ...[this.query.model, run, at, run, run, at],
        );
    }

    private get isFull(): boolean {
        return this.found.length >= (this.query.limit ?? PAGE);
    }

    private isOther(id: string): boolean {
        return this.part !== undefined && !id.toLowerCase().includes(this.part);
    }

    private page(next: Place | undefined): TouchedPage {
        return { records: this.found, nextCursor: next ? `${next.seq}:${next.after}` : null };
    }
}

/** Of a record that was cleared since, and its states with it: what most of its call's records were. */
function changeOfCall({ operation, added, updated, unchanged }: Call): TouchedRecord['change'] {
    if (operation === operationNumber('batchDelete')) return 'deleted';
    if (added >= updated && added >= unchanged) return 'added';
    return updated >= unchanged ? 'updated' : 'unchanged';
}

function decode(cursor: string): Place {
    const [seq, after] = cursor.split(':').map(Number);
    return { seq: seq ?? -1, after: after ?? -1 };
}
