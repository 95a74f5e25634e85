import * as z from 'zod/mini';
import { isBaseUrl } from '../provider/baseUrl';
import type { Credentials } from './types';

/**
 * What a connection file may say; everything is optional. `--connection <path>` also accepts a whole connection as
 * `getConnection()` returns it (nango-semantics §10.1), whose further fields pass through unchecked.
 */
export interface ConnectionFile {
    connection_id?: string;
    /** The integration or integrations that the connection is for; absent: any. */
    provider_config_key?: string | string[];
    provider?: string;
    connection_config?: Record<string, unknown> | null;
    /** Every call goes to this origin (and below this path), as with `--base-url`, which wins. */
    base_url?: string;
    metadata?: Record<string, unknown> | null;
    /** Throw-away credentials, sent wherever the script calls. */
    credentials?: Credentials | null;
    id?: number;
    errors?: { type: string; log_id: string }[];
    end_user?: unknown;
    tags?: Record<string, string>;
    webhook_url_override?: string | null;
    /** Where the integration receives webhooks: what `nango.getWebhookURL()` returns. */
    webhook_url?: string | null;
    created_at?: string;
    updated_at?: string;
    last_fetched_at?: string | null;
}

/** The fields that a person writes. */
export const CONNECTION_FIELDS = [
    ...['connection_id', 'provider_config_key', 'provider', 'connection_config', 'base_url', 'metadata', 'credentials'],
    'webhook_url',
];
/** Those that a connection as `getConnection()` returns it has besides. */
export const FURTHER_FIELDS = [
    ...['id', 'errors', 'end_user', 'tags', 'webhook_url_override', 'created_at', 'updated_at'],
    'last_fetched_at',
];

/** Described for the message of a file that does not fit. */
export const CONNECTION_FILE_ADVICE = `A connection file is an object with any of: ${CONNECTION_FIELDS.join(', ')}.`;

/** Checks a connection file. */
export function connectionFileSchema(): z.ZodMiniType<ConnectionFile> {
    const text = z.string().check(z.minLength(1));
    const object = z.record(z.string(), z.unknown());
    const date = z.optional(z.string());
    return z.looseObject({
        connection_id: z.optional(text),
        provider_config_key: z.optional(
            z.union([text, z.array(text).check(z.minLength(1))], {
                error: 'expected the id of an integration, or a list of them',
            }),
        ),
        provider: z.optional(text),
        connection_config: orNull(object),
        base_url: z.optional(text.check(z.refine(isBaseUrl, 'expected an http or https URL without a query'))),
        metadata: orNull(object),
        credentials: orNull(credentialsSchema()),
        id: z.optional(z.number()),
        errors: z.optional(z.array(z.object({ type: z.string(), log_id: z.string() }))),
        tags: z.optional(z.record(z.string(), z.string())),
        webhook_url_override: orNull(z.string()),
        webhook_url: orNull(z.string()),
        created_at: date,
        updated_at: date,
        last_fetched_at: orNull(z.string()),
    });
}

/** Credentials as `getConnection().credentials` shows them (§10.2). */
export function credentialsSchema(): z.ZodMiniType<Credentials> {
    return z.looseObject({ type: z.optional(z.string()) });
}

function orNull<T extends z.ZodMiniType>(schema: T) {
    return z.pipe(
        z.nullish(schema),
        z.transform((value) => value ?? null),
    );
}
