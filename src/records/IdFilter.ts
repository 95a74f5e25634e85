import { RowSet } from './RowSet';
import type { StoreDatabase } from './StoreDatabase';

/** Records that are looked at one by one before all ids are searched at once: a page is usually full by then. */
const FEW = 10_000;
/** Longer patterns would be refused. */
const LONGEST = 1_000;

/**
 * Tells which rows of `records` cannot have a part of an id in theirs, without reading each row: a search in a run of a
 * million records looks at an index once.
 */
export class IdFilter {
    private looks = 0;
    private searched: { matching: RowSet; present: RowSet | undefined } | undefined;
    private readonly pattern: string | undefined;

    constructor(
        private readonly database: StoreDatabase,
        private readonly model: string,
        part: string | undefined,
    ) {
        // SQLite knows the case of these letters only.
        const isSearchable = part !== undefined && part.length <= LONGEST && /^[\x20-\x7e]*$/.test(part);
        this.pattern = isSearchable ? `%${part.replace(/[\\%_]/g, '\\$&')}%` : undefined;
    }

    /** Whether the record is there and has another id. False says nothing. */
    excludes(record: number): boolean {
        if (this.pattern === undefined || ++this.looks <= FEW) return false;
        this.searched ??= this.search(this.pattern);
        const { matching, present } = this.searched;
        return !matching.has(record) && (present === undefined || present.has(record));
    }

    private search(pattern: string): NonNullable<typeof this.searched> {
        const matching = this.rows(
            `SELECT id FROM records WHERE scope IN (SELECT id FROM scopes WHERE model = ?)
            AND external_id LIKE ? ESCAPE '\\'`,
            this.model,
            pattern,
        );
        // Where as many are there as were ever numbered, none was cleared.
        const row = this.database.get<{ complete: number }>(
            'SELECT (SELECT count(*) FROM records) = last_record AS complete FROM state',
        );
        return { matching, present: row?.complete ? undefined : this.rows('SELECT id FROM records') };
    }

    private rows(sql: string, ...parameters: string[]): RowSet {
        const set = new RowSet();
        for (const { id } of this.database.iterate<{ id: number }>(sql, ...parameters)) set.add(id);
        return set;
    }
}
