import type { RecordCounts } from '../protocol/events';
import { noCounts } from './counts';
import { deepMerge } from './deepMerge';
import { ADDED, DELETED, UPDATED } from './operations';
import { hashOf, type PreparedRecord } from './preparedRecords';
import type { StoreDatabase } from './StoreDatabase';
import type { Micros } from './timestamps';
import type { WriteState } from './WriteState';

/** A record and the payload of one call for it, as the journal refers to them; record 0 = no effect. */
export interface WrittenRecord {
    record: number;
    payload: number;
}

interface Row {
    id: number;
    hash: string;
    merged: number;
    payload: number;
    updated_at: number;
    action: number;
    run: number;
}

const FIND = `SELECT id, hash, merged, payload, updated_at, action, run FROM records
    WHERE scope = ? AND external_id = ?`;
const INSERT = `INSERT INTO records
    (id, scope, external_id, hash, merged, payload, created_at, updated_at, deleted_at, action, run)
    VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?) ON CONFLICT (scope, external_id) DO NOTHING`;
const UPDATE = `UPDATE records SET hash = ?, merged = ?, payload = ?, created_at = coalesce(?, created_at),
    updated_at = ?, deleted_at = ?, action = ?, run = ? WHERE id = ?`;
const ADD_HISTORY = 'INSERT INTO history (record, updated_at, action, payload, run) VALUES (?, ?, ?, ?, ?)';
const ADD_PAYLOAD = 'INSERT INTO payloads (id, hash, json) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING';
const FIND_PAYLOAD = 'SELECT id FROM payloads WHERE hash = ?';
const READ_PAYLOAD = 'SELECT json FROM payloads WHERE id = ?';

/** Writes the records of one call, one after the other, inside its transaction (nango-semantics §6.3–6.5, §6.7). */
export class RecordWriter {
    readonly counts: RecordCounts = noCounts();
    /** What the call changed in its scope's numbers of rows. */
    readonly scopeChange = { live: 0, deleted: 0 };
    /** When the last row was changed; undefined while none was. */
    lastChange: Micros | undefined;
    /** The record before was new, so the next probably is: it is inserted without looking first. */
    private expectNew = false;
    private nextPayload: number;

    private readonly findStatement;
    private readonly insertStatement;
    private readonly addPayloadStatement;
    private readonly findPayloadStatement;

    constructor(
        private readonly database: StoreDatabase,
        private readonly state: WriteState,
        private readonly scope: number,
        private readonly run: number,
        /** Rows changed after this are left as they are (§6.7). */
        private readonly keepModifiedAfter: Micros = Number.POSITIVE_INFINITY,
    ) {
        this.findStatement = database.statement(FIND);
        this.insertStatement = database.statement(INSERT);
        this.addPayloadStatement = database.statement(ADD_PAYLOAD);
        this.findPayloadStatement = database.statement(FIND_PAYLOAD);
        this.nextPayload = state.nextPayload();
    }

    /** §6.3: inserted, undeleted, changed or unchanged. */
    batchSave(sent: PreparedRecord): WrittenRecord {
        if (this.expectNew) {
            const payload = this.keepPayload(sent);
            const record = this.insert(sent, payload, ADDED, null);
            if (record !== undefined) return { record, payload };
            this.expectNew = false;
        }
        const row = this.find(sent);
        if (row === undefined) {
            this.expectNew = true;
            return this.batchSave(sent);
        }
        if (row.action !== DELETED && row.hash === sent.hash) {
            this.counts.unchanged++;
            return { record: row.id, payload: row.merged ? this.keepPayload(sent) : row.payload };
        }
        const payload = this.keepPayload(sent);
        if (this.isKept(row)) return { record: row.id, payload };
        this.keepHistory(row);
        const now = this.tick();
        if (row.action === DELETED) {
            this.update(row, sent.hash, payload, { created: now, updated: now, deleted: null, action: ADDED });
            this.count('added', 1, -1);
        } else {
            this.update(row, sent.hash, payload, { created: null, updated: now, deleted: null, action: UPDATED });
            this.count('updated', 0, 0);
        }
        return { record: row.id, payload };
    }

    /** §6.4: the payload is replaced by what was passed; only a live row counts. */
    batchDelete(sent: PreparedRecord): WrittenRecord {
        const payload = this.keepPayload(sent);
        const row = this.find(sent);
        if (row === undefined) {
            return { record: this.insert(sent, payload, DELETED, sent.deletedAt ?? null)!, payload };
        }
        if (this.isKept(row)) return { record: row.id, payload };
        // Deleting what is deleted only refreshes its time, which is no state worth a place in its history.
        if (row.action !== DELETED || row.payload !== payload) this.keepHistory(row);
        const now = this.tick();
        const deleted = sent.deletedAt ?? now;
        this.update(row, sent.hash, payload, { created: null, updated: now, deleted, action: DELETED });
        if (row.action !== DELETED) this.count('deleted', -1, 1);
        return { record: row.id, payload };
    }

    /** §6.5: only live rows whose hash differs from the partial record's; their new hash is the partial's. */
    batchUpdate(sent: PreparedRecord): WrittenRecord {
        const sentPayload = this.keepPayload(sent);
        const row = this.find(sent);
        if (row === undefined || row.action === DELETED) return { record: 0, payload: sentPayload };
        if (row.hash === sent.hash) {
            this.counts.unchanged++;
            return { record: row.id, payload: sentPayload };
        }
        if (this.isKept(row)) return { record: row.id, payload: sentPayload };
        const { json: before } = this.database.get<{ json: string }>(READ_PAYLOAD, row.payload)!;
        const json = JSON.stringify(deepMerge(JSON.parse(before), JSON.parse(sent.json)));
        const hash = hashOf(json);
        const payload = hash === sent.hash ? sentPayload : this.keepPayload({ hash, json });
        this.keepHistory(row);
        const now = this.tick();
        const change = { created: null, updated: now, deleted: null, action: UPDATED };
        this.update(row, sent.hash, payload, change, hash !== sent.hash);
        this.count('updated', 0, 0);
        return { record: row.id, payload: sentPayload };
    }

    /** The row of a payload with this content, stored when there is none. */
    keepPayload(sent: { hash: string; json: string }): number {
        const id = this.nextPayload;
        if (this.addPayloadStatement.run(id, sent.hash, sent.json).changes === 0) {
            return (this.findPayloadStatement.get(sent.hash) as { id: number }).id;
        }
        this.nextPayload = this.state.nextPayload();
        return id;
    }

    /** §6.7: somebody else changed the row since; it counts as unchanged by this call. */
    private isKept(row: Row): boolean {
        if (row.updated_at <= this.keepModifiedAfter) return false;
        this.counts.unchanged++;
        return true;
    }

    private tick(): Micros {
        this.lastChange = this.state.tick();
        return this.lastChange;
    }

    private find(sent: PreparedRecord): Row | undefined {
        return this.findStatement.get(this.scope, sent.externalId) as Row | undefined;
    }

    /** @returns undefined when there is a row with this id. */
    private insert(
        sent: PreparedRecord,
        payload: number,
        action: number,
        deletedAt: number | null,
    ): number | undefined {
        const id = this.state.nextRecord();
        const now = this.tick();
        const deleted = action === DELETED ? (deletedAt ?? now) : null;
        const inserted = this.insertStatement.run(
            id,
            this.scope,
            sent.externalId,
            sent.hash,
            payload,
            now,
            now,
            deleted,
            action,
            this.run,
        );
        if (inserted.changes === 0) return undefined;
        if (action === DELETED) this.scopeChange.deleted++;
        else this.count('added', 1, 0);
        return id;
    }

    private update(
        row: Row,
        hash: string,
        payload: number,
        to: { created: number | null; updated: number; deleted: number | null; action: number },
        merged = false,
    ): void {
        const { created, updated, deleted, action } = to;
        this.database.run(UPDATE, hash, merged ? 1 : 0, payload, created, updated, deleted, action, this.run, row.id);
    }

    private keepHistory(row: Row): void {
        this.database.run(ADD_HISTORY, row.id, row.updated_at, row.action, row.payload, row.run);
    }

    private count(as: keyof RecordCounts, live: number, deleted: number): void {
        this.counts[as]++;
        this.scopeChange.live += live;
        this.scopeChange.deleted += deleted;
    }
}
