/** How a provider authenticates (nango-semantics §10.2). Unknown modes pass through as plain text. */
export type AuthMode =
    | 'API_KEY'
    | 'BASIC'
    | 'OAUTH1'
    | 'OAUTH2'
    | 'OAUTH2_CC'
    | 'NONE'
    | 'APP'
    | 'CUSTOM'
    | 'TBA'
    | 'JWT'
    | 'BILL'
    | 'TWO_STEP'
    | 'SIGNATURE'
    | 'INSTALL_PLUGIN'
    | 'AWS_SIGV4'
    | (string & {});

/** Retry rules of a provider (§4.5). Header names are lower case. */
export interface ProviderRetry {
    at?: string | string[];
    after?: string | string[];
    remaining?: string | string[];
    error_code?: (string | number)[] | string;
    in_body?: { path: string; value: string; strategy: 'at' | 'after' };
}

/** Default pagination of a provider, merged under the script's own (§5). */
export type ProviderPaginate = Record<string, unknown> & { type?: string };

/** The part of a provider's catalogue entry that a proxy call reads (§4). */
export interface ProviderProxy {
    base_url?: string;
    headers?: Record<string, string>;
    query?: Record<string, string>;
    body?: Record<string, unknown>;
    retry?: ProviderRetry;
    paginate?: ProviderPaginate;
    decompress?: boolean;
    /** Re-send authentication headers to another origin on a redirect (§4.4). */
    forward_headers_on_redirect?: boolean;
}

/** One entry of the provider catalogue, aliases already resolved. */
export interface Provider {
    /** The catalogue key, e.g. `github`. */
    name: string;
    display_name?: string;
    auth_mode: AuthMode;
    proxy?: ProviderProxy;
    require_client_certificate?: boolean;
    token_expiration_buffer?: number;
}
