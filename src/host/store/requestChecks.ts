import * as z from 'zod/mini';
import type { Check } from '../../protocol/Check';
import type { RecordQuery, RecordScope, TimelineFilter, TouchedQuery } from '../../records';
import type { ExportOptions, StoreCommand, StoreRequest, StoreRequests } from './requests';

type Shape<T> = z.ZodMiniType<T, unknown>;

const text = z.string();
const count = z.optional(z.number());
const storeFolder = text;

const scope = z.object({
    integration: text,
    connectionId: text,
    model: text,
    variant: text,
}) satisfies Shape<RecordScope>;

const timelineFilter = z.object({
    afterSeq: count,
    beforeSeq: count,
    limit: count,
    types: z.optional(z.array(z.enum(['log', 'http', 'batch']))),
    levels: z.optional(z.array(z.enum(['debug', 'info', 'warn', 'error']))),
    text: z.optional(text),
}) satisfies Shape<TimelineFilter>;

const touchedQuery = z.object({
    model: text,
    change: z.optional(z.enum(['added', 'updated', 'unchanged', 'deleted'])),
    id: z.optional(text),
    cursor: z.optional(text),
    limit: count,
}) satisfies Shape<TouchedQuery>;

const recordQuery = z.object({
    cursor: z.optional(text),
    limit: count,
    filter: z.optional(z.array(z.enum(['added', 'updated', 'deleted']))),
    modifiedAfter: z.optional(text),
    ids: z.optional(z.array(text)),
    order: z.optional(z.enum(['oldest', 'newest'])),
}) satisfies Shape<RecordQuery>;

const exportOptions = z.object({
    id: text,
    format: z.enum(['json', 'csv']),
    includeDeleted: z.boolean(),
    file: text,
}) satisfies Shape<ExportOptions>;

const ofRun = { storeFolder, runId: text };
const shapes = {
    run: z.object(ofRun),
    nestedRuns: z.object(ofRun),
    lastRuns: z.object({ storeFolder }),
    timeline: z.object({ ...ofRun, filter: timelineFilter }),
    httpBodies: z.object({ ...ofRun, seq: z.number() }),
    touchedRecords: z.object({ ...ofRun, query: touchedQuery }),
    scopes: z.object({ storeFolder }),
    records: z.object({ storeFolder, scope, query: recordQuery }),
    versions: z.object({ storeFolder, scope, id: text }),
    exportRecords: z.object({ storeFolder, scope, options: exportOptions }),
    clearRecords: z.object({ storeFolder, scope }),
} satisfies { [K in StoreRequest]: Shape<StoreRequests[K]['params']> };

type Checks = { [K in StoreRequest]: Check<StoreRequests[K]['params']> };

/** Checks for the parameters of each request; each throws unless the value is what the request takes. */
export const checkStoreRequest = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, (value: unknown) => shape.parse(value)]),
) as Checks;

const command = z.object({ type: z.literal('cancelExport'), id: text }) satisfies Shape<StoreCommand>;

/** Throws unless the value is something that the process is told. */
export const checkStoreCommand: Check<StoreCommand> = (value) => command.parse(value);
