import type { z } from 'zod';
import type { Credentials } from '../core/connection/types';

/**
 * What a connection file may say; everything is optional. `--connection <path>` also accepts a whole connection as
 * `getConnection()` returns it (nango-semantics §10.1), whose further fields pass through unchecked.
 */
export interface ConnectionFile {
    connection_id?: string;
    /** The integration or integrations that the connection is for; absent: any. */
    provider_config_key?: string | string[];
    provider?: string;
    connection_config?: Record<string, unknown>;
    metadata?: Record<string, unknown> | null;
    /** Throw-away credentials, sent wherever the script calls. */
    credentials?: Credentials;
    id?: number;
    errors?: { type: string; log_id: string }[];
    end_user?: unknown;
    tags?: Record<string, string>;
    webhook_url_override?: string | null;
    created_at?: string;
    updated_at?: string;
    last_fetched_at?: string | null;
}

/** Described for the message of a file that does not fit. */
export const CONNECTION_FILE_ADVICE =
    'A connection file is an object with any of: connection_id, provider_config_key, provider, connection_config, metadata, credentials.';

export function connectionFileSchema(zod: typeof z): z.ZodType<ConnectionFile> {
    const text = zod.string().min(1);
    const object = zod.record(zod.string(), zod.unknown());
    return zod.looseObject({
        connection_id: text.optional(),
        provider_config_key: zod.union([text, zod.array(text).min(1)]).optional(),
        provider: text.optional(),
        connection_config: object.optional(),
        metadata: object.nullish().transform((metadata) => metadata ?? null),
        credentials: credentialsSchema(zod).optional(),
        id: zod.number().optional(),
        errors: zod.array(zod.object({ type: zod.string(), log_id: zod.string() })).optional(),
        tags: zod.record(zod.string(), zod.string()).optional(),
        webhook_url_override: zod
            .string()
            .nullish()
            .transform((url) => url ?? null),
        created_at: zod.string().optional(),
        updated_at: zod.string().optional(),
        last_fetched_at: zod
            .string()
            .nullish()
            .transform((date) => date ?? null),
    });
}

/** Credentials as `getConnection().credentials` shows them (§10.2). */
export function credentialsSchema(zod: typeof z): z.ZodType<Credentials> {
    return zod.looseObject({ type: zod.string().optional() });
}
