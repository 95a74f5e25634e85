import * as z from 'zod/mini';
import type { ScriptSchemas } from '../core/schema/types';
import type { CompiledScript, ScriptDescription } from './messages';

/** The shapes of scripts, as they cross the channel; each is tied to its TypeScript type. */
type Shape<T> = z.ZodMiniType<T, unknown>;

const text = z.string();
const strings = z.array(text);
const kind = z.enum(['sync', 'action', 'on-event']);
const syncType = z.enum(['full', 'incremental']);

const jsonSchema = z.union([z.boolean(), z.record(text, z.unknown())]);

const scriptSchemas = z.object({
    models: z.record(text, jsonSchema),
    input: z.optional(jsonSchema),
    output: z.optional(jsonSchema),
    metadata: z.optional(jsonSchema),
    checkpoint: z.optional(jsonSchema),
    definitions: z.optional(z.record(text, jsonSchema)),
}) satisfies Shape<ScriptSchemas>;

export const compiledScript = z.object({
    integration: text,
    kind,
    name: text,
    form: z.enum(['classic', 'zero-yaml']),
    file: text,
    code: text,
    models: strings,
    trackDeletes: z.boolean(),
    syncType: syncType,
    autoStart: z.boolean(),
    webhookSubscriptions: strings,
    events: strings,
    schemas: z.optional(scriptSchemas),
    moduleFolders: strings,
}) satisfies Shape<CompiledScript>;

export const scriptDescription = z.object({
    integration: text,
    kind,
    name: text,
    models: z.optional(strings),
    trackDeletes: z.optional(z.boolean()),
    syncType: z.optional(syncType),
    autoStart: z.optional(z.boolean()),
    webhookSubscriptions: z.optional(strings),
    handlesWebhooks: z.optional(z.boolean()),
    events: z.optional(strings),
    schemas: scriptSchemas,
}) satisfies Shape<ScriptDescription>;
