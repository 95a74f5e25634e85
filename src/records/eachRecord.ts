import { DELETED } from './operations';
import { changesOf, metadataOf, type Row } from './reading';
import type { StoreDatabase } from './StoreDatabase';
import { findScope } from './scopes';
import type { RecordChanges, RecordScope, StoredRecord } from './types';

/** A record of the store, of which only what is asked for is made: who writes a million of them feels it. */
export class RecordText {
    constructor(
        private readonly row: Row,
        private readonly scope: RecordScope,
    ) {}

    get id(): string {
        return this.row.external_id;
    }

    /** Characters of what was saved. */
    get size(): number {
        return this.row.json.length;
    }

    /** What was saved; its `id` may not be a string, as the record's own is. */
    payload(): Record<string, unknown> {
        return JSON.parse(this.row.json) as Record<string, unknown>;
    }

    changes(): RecordChanges {
        return changesOf(this.row);
    }

    /** The record as the read API shows it, as JSON. */
    json(): string {
        const { json } = this.row;
        const metadata = metadataOf(this.row, this.scope);
        const id = `{"id":${JSON.stringify(this.id)}`;
        // Most payloads begin with the very id, so that the metadata only has to be put at the end.
        const isPlain =
            json.startsWith(id) && ',}'.includes(json[id.length] ?? ' ') && !json.includes('"_nango_metadata"');
        if (isPlain) return `${json.slice(0, -1)},"_nango_metadata":${JSON.stringify(metadata)}}`;
        return JSON.stringify({ ...this.payload(), id: this.id, _nango_metadata: metadata } satisfies StoredRecord);
    }
}

/**
 * Every record of a scope, in the order in which they were first seen, one at a time and as they were when the first
 * one was read, whatever is written meanwhile.
 */
export function* eachRecord(
    database: StoreDatabase,
    scope: RecordScope,
    { includeDeleted }: { includeDeleted: boolean },
): Generator<RecordText> {
    const scopeRow = findScope(database, scope);
    if (scopeRow === undefined) return;
    // Only numbers are sorted; the payloads come row by row.
    const rows = database.iterate<Row>(
        `WITH wanted AS MATERIALIZED (SELECT id FROM records WHERE scope = ? AND action <= ? ORDER BY id)
        SELECT r.id, r.external_id, r.created_at, r.updated_at, r.deleted_at, r.action, p.json
        FROM wanted CROSS JOIN records r ON r.id = wanted.id CROSS JOIN payloads p ON p.id = r.payload`,
        scopeRow,
        includeDeleted ? DELETED : DELETED - 1,
    );
    for (const row of rows) yield new RecordText(row, scope);
}
