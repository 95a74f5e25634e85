import * as z from 'zod/mini';
import type { BodiesQuery, RecordsQuery, TimelineQuery, ToExtension } from './panel';
import type { RowEdge, RowFilter } from './panelRows';

/** The shapes of what the page of the view *Run* says, each tied to its TypeScript type. */
type Shape<T> = z.ZodMiniType<T, unknown>;

const text = z.string();
const count = z.number();

const place = z.object({ file: text, line: z.optional(count), column: z.optional(count) });

const ofAttempt = { key: text, runId: text, seq: count };

const event = z.discriminatedUnion('type', [
    z.object({ type: z.literal('ready') }),
    z.object({ type: z.literal('runAgain') }),
    z.object({ type: z.literal('cancel') }),
    z.object({ type: z.literal('runScript') }),
    z.object({ type: z.literal('manageTrust') }),
    z.object({ type: z.literal('openFolder') }),
    z.object({ type: z.literal('openSetting'), key: text }),
    z.object({ type: z.literal('openPlace'), key: text, place }),
    z.object({ type: z.literal('openRecord'), key: text, model: text, id: text }),
    z.object({ type: z.literal('openOutput'), key: text }),
    z.object({ type: z.literal('openBody'), ...ofAttempt, side: z.enum(['request', 'response']) }),
    z.object({ type: z.literal('openRecords'), key: text }),
    z.object({ type: z.literal('copy'), text }),
]) satisfies Shape<ToExtension>;

const edge = z.object({ at: text, seqs: z.record(text, count) }) satisfies Shape<RowEdge>;

const filter = z.object({
    types: z.optional(z.array(z.enum(['log', 'http', 'batch']))),
    levels: z.optional(z.array(z.enum(['debug', 'info', 'warn', 'error']))),
    text: z.optional(text),
}) satisfies Shape<RowFilter>;

const timeline = z.object({
    key: text,
    filter,
    before: z.optional(edge),
    after: z.optional(edge),
}) satisfies Shape<TimelineQuery>;

const records = z.object({
    key: text,
    model: text,
    change: z.optional(z.enum(['added', 'updated', 'unchanged', 'deleted'])),
    id: z.optional(text),
    cursor: z.optional(text),
}) satisfies Shape<RecordsQuery>;

const bodies = z.object(ofAttempt) satisfies Shape<BodiesQuery>;

/** Throws unless the value is an event that the page sends. */
export const checkPageEvent = (value: unknown): ToExtension => event.parse(value);

/** Checks for the parameters of each request that the page makes. */
export const checkPageRequest = {
    timeline: (value: unknown): TimelineQuery => timeline.parse(value),
    records: (value: unknown): RecordsQuery => records.parse(value),
    bodies: (value: unknown): BodiesQuery => bodies.parse(value),
};
