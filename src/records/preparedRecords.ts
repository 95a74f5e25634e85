import { hash } from 'node:crypto';
import { UserError } from '../core/findings/UserError';
import { LIMITS } from '../core/policy/limits';
import { fromIso, type Micros } from './timestamps';

/** A record of a batch, checked and serialised. */
export interface PreparedRecord {
    /** `String(id)` without NUL characters (nango-semantics §6.1). */
    externalId: string;
    json: string;
    /** MD5 of `json`; the order of keys matters (§6.1). */
    hash: string;
    /** The record's own `deletedAt`, for batchDelete (§6.3). */
    deletedAt?: Micros;
    /** An earlier record of the same chunk has this id; this one is ignored (§6.2). */
    duplicate: boolean;
}

/** A persist call of the cloud holds at most this many records (§3.5); ids must be unique within one (§6.2). */
export const CHUNK = LIMITS.batchChunkRecords;

const LONGEST_ID = LIMITS.maxRecordIdCharacters;
const LONGEST_EXCERPT = 500;

/**
 * Checks and serialises one chunk of a batch. A single bad record fails the whole batch (§3.5).
 *
 * @param first index in the batch of the chunk's first record, from 0
 * @throws UserError `missing_id`, `invalid_id`, `invalid_record`, `record_not_serializable`, `batch_too_large`
 */
export function prepareChunk(records: readonly unknown[], model: string, first: number): PreparedRecord[] {
    const ids = new Set<string>();
    let characters = 0;
    const chunk = records.map((record, index) => {
        const prepared = prepareRecord(record, model, first + index);
        prepared.duplicate = ids.has(prepared.externalId);
        ids.add(prepared.externalId);
        characters += prepared.json.length;
        return prepared;
    });
    // Only a chunk that can be too long is measured in bytes.
    if (characters * LONGEST_CHARACTER > LIMITS.batchBodyBytes) refuseLargeBody(chunk, model);
    return chunk;
}

/** Bytes that a UTF-16 unit takes at most in UTF-8. */
const LONGEST_CHARACTER = 3;

function refuseLargeBody(chunk: PreparedRecord[], model: string): void {
    const bytes = chunk.reduce((sum, { json }) => sum + Buffer.byteLength(json) + 1, 0);
    if (bytes <= LIMITS.batchBodyBytes) return;
    const megabytes = Math.ceil(bytes / 1024 / 1024);
    const message = `${chunk.length} records of the batch for model ${model} take ${megabytes} MB as JSON; the cloud refuses more than ${LIMITS.batchBodyBytes / 1024 / 1024} MB at once.`;
    throw new UserError('batch_too_large', message, { advice: 'Save fewer records at a time, or smaller ones.' });
}

export function hashOf(json: string): string {
    return hash('md5', json, 'base64url');
}

function prepareRecord(value: unknown, model: string, index: number): PreparedRecord {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        const kind = value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`;
        throw new UserError('invalid_record', `${named(index)} of the batch for model ${model} is ${kind}.`, {
            advice: 'Pass an array of objects that have an id.',
        });
    }
    let record = value as Record<string, unknown>;
    if ('_nango_metadata' in record) {
        const { _nango_metadata, ...rest } = record;
        record = rest;
    }
    const json = serialise(record, model, index);
    const externalId = externalIdOf(idAsSent(record, json), json, model, index);
    const prepared: PreparedRecord = { externalId, json, hash: hashOf(json), duplicate: false };
    if (record.deletedAt) prepared.deletedAt = dateOf(record.deletedAt);
    return prepared;
}

/** The cloud sees records after their way through JSON, which turns a Date into text. */
function idAsSent(record: Record<string, unknown>, json: string): unknown {
    const isPlain = typeof record.id !== 'object' && typeof record.toJSON !== 'function';
    return isPlain ? record.id : (JSON.parse(json) as { id?: unknown }).id;
}

function externalIdOf(id: unknown, json: string, model: string, index: number): string {
    if (id === 0 || id === '' || id === undefined || id === null || id === false || Number.isNaN(id)) {
        throw missingId(json, model);
    }
    if (typeof id !== 'string' && !(typeof id === 'number' && Number.isFinite(id))) {
        const message = `${named(index)} of the batch for model ${model} has an id that is neither text nor a number.`;
        throw new UserError('invalid_id', message, { advice: 'Give each record an id of 1 to 255 characters.' });
    }
    if (typeof id === 'number') return String(id);
    if (id.length > LONGEST_ID) {
        const message = `${named(index)} of the batch for model ${model} has an id of ${id.length} characters, of at most ${LONGEST_ID}: "${id.slice(0, 40)}…".`;
        throw new UserError('invalid_id', message, { advice: 'Hash what makes longer ids.' });
    }
    const externalId = id.includes('\0') ? id.replaceAll('\0', '') : id;
    if (externalId === '') throw missingId(json, model);
    // A half surrogate would be stored as U+FFFD; said here so that duplicates are seen as such.
    return externalId.isWellFormed() ? externalId : externalId.toWellFormed();
}

/** The cloud's own words (§3.5). */
function missingId(json: string, model: string): UserError {
    const excerpt = json.length > LONGEST_EXCERPT ? `${json.slice(0, LONGEST_EXCERPT)}…` : json;
    return new UserError('missing_id', `Missing id field in record: ${excerpt}. Model: ${model}`, {
        advice: 'Give each record an id: text of 1 to 255 characters, or a number other than 0.',
    });
}

function serialise(record: Record<string, unknown>, model: string, index: number): string {
    let json: string | undefined;
    try {
        json = JSON.stringify(record);
    } catch (error) {
        const cause = reasonOf(error);
        const message = `${named(index, record)} of the batch for model ${model} cannot be turned into JSON: ${cause}`;
        throw new UserError('record_not_serializable', message, {
            advice: 'Map what the API returned to the plain fields of the model before saving it.',
        });
    }
    if (json?.startsWith('{')) return json;
    throw new UserError(
        'invalid_record',
        `${named(index, record)} of the batch for model ${model} has a toJSON that returns no object.`,
    );
}

/** A record as people count, from 1, with its id where it has one. */
function named(index: number, { id }: Record<string, unknown> = {}): string {
    const hasId = typeof id === 'string' || typeof id === 'number';
    return `Record ${index + 1}${hasId ? ` (id ${id})` : ''}`;
}

/** V8 explains a cycle over several lines; the first says what, the others which way round. */
function reasonOf(error: unknown): string {
    const message = (error as { message?: unknown } | undefined)?.message;
    const lines = String(message ?? error).split('\n');
    return `${lines[0]}${
        lines.length > 1
            ? ` (${lines
                  .slice(1)
                  .map((line) => line.replace(/^[\s>|-]+/, ''))
                  .join('; ')})`
            : ''
    }.`;
}

function dateOf(value: unknown): Micros | undefined {
    if (typeof value === 'number') return Number.isFinite(value) ? value * 1000 : undefined;
    if (typeof value === 'string') return fromIso(value);
    const time = (value as { getTime?: () => unknown }).getTime?.();
    return typeof time === 'number' && Number.isFinite(time) ? time * 1000 : undefined;
}
