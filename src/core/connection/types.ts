/** Credentials as `getConnection().credentials` shows them (nango-semantics §10.2); `{}` when there are none. */
export type Credentials = { type?: string } & Record<string, unknown>;

/** A connection as `nango.getConnection()` returns it (§10.1). Dates are ISO strings. */
export interface Connection {
    id: number;
    connection_id: string;
    provider_config_key: string;
    provider: string;
    errors: { type: string; log_id: string }[];
    end_user: unknown;
    tags: Record<string, string>;
    metadata: Record<string, unknown> | null;
    connection_config: Record<string, unknown>;
    webhook_url_override: string | null;
    created_at: string;
    updated_at: string;
    last_fetched_at: string | null;
    credentials: Credentials;
}

/**
 * Where an access credential may be sent: `'any'` for throw-away credentials written into a connection file,
 * else the origins (`https://host[:port]`) that its owner allowed.
 */
export type CredentialScope = 'any' | string[];
