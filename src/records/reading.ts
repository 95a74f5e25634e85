import { UserError } from '../core/findings/UserError';
import { LIMITS } from '../core/policy/limits';
import { decodeCursor, encodeCursor, recordUuid } from './cursor';
import { ADDED, actionName, DELETED, UPDATED } from './operations';
import type { StoreDatabase } from './StoreDatabase';
import { findScope } from './scopes';
import { type Micros, requireIso, toIso } from './timestamps';
import type { RecordChanges, RecordMetadata, RecordPage, RecordScope, StoredRecord } from './types';

export type RecordFilter = 'added' | 'updated' | 'deleted';

export interface RecordQuery {
    /** Only records after (`order: 'newest'`: before) this one. */
    cursor?: string;
    /** 1 to 10,000; 100 unless told. */
    limit?: number;
    /** By last action; all of them unless told. Two values mean what they do in the cloud, see `filteredActions`. */
    filter?: RecordFilter[];
    /** ISO 8601: changed then or later. */
    modifiedAfter?: string;
    /** At most 100, each at most 256 characters. */
    ids?: string[];
    /** By last change; `oldest` first unless told, as in the cloud. */
    order?: 'oldest' | 'newest';
}

/** A record with its payload. */
export interface Row {
    id: number;
    external_id: string;
    created_at: Micros;
    updated_at: Micros;
    deleted_at: Micros | null;
    action: number;
    json: string;
}

const LARGEST_LIMIT = LIMITS.recordsMaxPage;
const MOST_IDS = LIMITS.recordsMaxIds;
const LONGEST_ID = LIMITS.recordsMaxIdCharacters;
const ACTIONS = { added: ADDED, updated: UPDATED, deleted: DELETED } as const;

/**
 * A page of a scope's records, deleted ones included unless filtered out (nango-semantics §6.9). One thing differs from
 * the cloud on purpose: `modifiedAfter` may lie further back than a year.
 *
 * @throws UserError `invalid_limit`, `invalid_cursor`, `invalid_date`, `invalid_ids`
 */
export function readPage(database: StoreDatabase, scope: RecordScope, query: RecordQuery): RecordPage {
    const limit = checkLimit(query.limit ?? 100);
    const range = rangeOf(query);
    const actions = filteredActions(query.filter).map((name) => ACTIONS[name]);
    if (query.ids !== undefined) checkIds(query.ids);
    const scopeRow = findScope(database, scope);
    if (scopeRow === undefined || actions.length === 0) return { records: [], nextCursor: null };

    // One more than asked for tells whether there is another page.
    const rows =
        query.ids === undefined
            ? readByTime(database, scopeRow, actions, range, limit + 1)
            : readByIds(database, scopeRow, actions, range, query.ids).slice(0, limit + 1);
    const records = rows.slice(0, limit).map((row) => toStoredRecord(row, scope));
    return { records, nextCursor: rows.length > limit ? records.at(-1)!._nango_metadata.cursor : null };
}

/** When a record of the scope was changed last; undefined when it has none. */
export function readLastChange(database: StoreDatabase, scope: RecordScope): Micros | undefined {
    const scopeRow = findScope(database, scope);
    if (scopeRow === undefined) return undefined;
    // One look into the index per action, see `records_by_time`.
    const times = [ADDED, UPDATED, DELETED].map(
        (action) =>
            database.get<{ at: number | null }>(
                'SELECT max(updated_at) AS at FROM records WHERE scope = ? AND action = ?',
                scopeRow,
                action,
            )?.at ?? -1,
    );
    const last = Math.max(...times);
    return last < 0 ? undefined : last;
}

/**
 * What a filter lets through. As in the cloud (§6.9), `deleted` counts for nothing beside one other value:
 * `updated,deleted` is `updated`, `added,deleted` is `added`.
 */
export function filteredActions(filter: readonly RecordFilter[] = ['added', 'updated', 'deleted']): RecordFilter[] {
    const named = [...new Set(filter)];
    return named.length === 2 ? named.filter((name) => name !== 'deleted') : named;
}

interface Range {
    newestFirst: boolean;
    /** Both exclusive. */
    after: Micros;
    before: Micros;
}

function rangeOf({ cursor, modifiedAfter, order }: RecordQuery): Range {
    const newestFirst = order === 'newest';
    const range: Range = { newestFirst, after: -1, before: Number.MAX_SAFE_INTEGER };
    if (modifiedAfter !== undefined) range.after = requireIso(modifiedAfter) - 1;
    if (cursor !== undefined) {
        const at = decodeCursor(cursor);
        if (newestFirst) range.before = at;
        else range.after = Math.max(range.after, at);
    }
    return range;
}

/** Merges the actions' own index ranges, each in order already: a page costs what it holds, in a scope of any size. */
function readByTime(
    database: StoreDatabase,
    scope: number,
    actions: number[],
    { newestFirst, after, before }: Range,
    limit: number,
): Row[] {
    const direction = newestFirst ? 'DESC' : 'ASC';
    const ranges = actions.map(
        (action) =>
            `SELECT id, updated_at FROM records WHERE scope = :scope AND action = ${action}
            AND updated_at > :after AND updated_at < :before`,
    );
    const rows = database
        .statement(
            `WITH page AS MATERIALIZED (${ranges.join(' UNION ALL ')} ORDER BY updated_at ${direction} LIMIT :limit)
            SELECT r.id, r.external_id, r.created_at, r.updated_at, r.deleted_at, r.action, p.json
            FROM page CROSS JOIN records r ON r.id = page.id CROSS JOIN payloads p ON p.id = r.payload`,
        )
        .all({ scope, after, before, limit }) as unknown as Row[];
    return sortByTime(rows, newestFirst);
}

function readByIds(
    database: StoreDatabase,
    scope: number,
    actions: number[],
    { newestFirst, after, before }: Range,
    ids: string[],
): Row[] {
    const find = database.statement(
        `SELECT r.id, r.external_id, r.created_at, r.updated_at, r.deleted_at, r.action, p.json
        FROM records r JOIN payloads p ON p.id = r.payload WHERE r.scope = ? AND r.external_id = ?`,
    );
    const rows = [...new Set(ids)]
        .map((id) => find.get(scope, id.replaceAll('\0', '')) as Row | undefined)
        .filter((row) => row !== undefined)
        .filter((row) => actions.includes(row.action) && row.updated_at > after && row.updated_at < before);
    return sortByTime(rows, newestFirst);
}

function sortByTime(rows: Row[], newestFirst: boolean): Row[] {
    return rows.sort((a, b) => (newestFirst ? b.updated_at - a.updated_at : a.updated_at - b.updated_at));
}

/** A record as the read API shows it. */
export function toStoredRecord(row: Row, scope: RecordScope): StoredRecord {
    return {
        ...(JSON.parse(row.json) as Record<string, unknown>),
        id: row.external_id,
        _nango_metadata: metadataOf(row, scope),
    };
}

export function metadataOf(row: Omit<Row, 'json'>, scope: RecordScope): RecordMetadata {
    return {
        ...changesOf(row),
        pruned_at: null, // Payloads of current records are never pruned here.
        cursor: encodeCursor(row.updated_at, recordUuid(scope, row.external_id)),
    };
}

export function changesOf(row: Pick<Row, 'created_at' | 'updated_at' | 'deleted_at' | 'action'>): RecordChanges {
    const modified = toIso(row.updated_at);
    return {
        first_seen_at: row.created_at === row.updated_at ? modified : toIso(row.created_at),
        last_modified_at: modified,
        last_action: actionName(row.action),
        deleted_at: row.deleted_at === null ? null : toIso(row.deleted_at),
    };
}

function checkLimit(limit: number): number {
    if (Number.isInteger(limit) && limit >= 1 && limit <= LARGEST_LIMIT) return limit;
    throw new UserError('invalid_limit', `A page cannot hold ${limit} records.`, {
        advice: `Give a whole number from 1 to ${LARGEST_LIMIT}.`,
    });
}

function checkIds(ids: string[]): void {
    const tooLong = ids.find((id) => id.length > LONGEST_ID);
    if (ids.length <= MOST_IDS && tooLong === undefined) return;
    const message =
        tooLong === undefined
            ? `${ids.length} ids were asked for at once.`
            : `The id "${tooLong.slice(0, 40)}…" is too long.`;
    throw new UserError('invalid_ids', message, {
        advice: `Ask for at most ${MOST_IDS} ids of at most ${LONGEST_ID} characters.`,
    });
}
