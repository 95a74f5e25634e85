import type { ResponseType } from 'axios';

/** What pagination calls after each page. */
export interface OnPage {
    nextPageParam?: string | number;
    response: unknown;
}

/** The script's own pagination, merged over the provider's default (nango-semantics §5). */
export interface PaginateOptions {
    type?: string;
    limit?: number;
    limit_name_in_request?: string;
    /** Dotted path of the records in the body; `''` means the body itself. */
    response_path?: string;
    in_body?: boolean;
    cursor_name_in_request?: string;
    cursor_path_in_response?: string;
    link_rel_in_response_header?: string;
    link_path_in_response_body?: string;
    offset_name_in_request?: string;
    offset_start_value?: number;
    offset_calculation_method?: 'per-page' | 'by-response-size';
    on_page?: (page: OnPage) => Promise<void> | void;
}

export type QueryParameters = string | Record<string, unknown>;

/** The argument of `nango.proxy` and of `nango.get`, `post`, … (nango-semantics §3.3). */
export interface ProxyConfiguration {
    endpoint: string;
    /** Any case; GET by default. */
    method?: string;
    headers?: Record<string, string>;
    params?: QueryParameters;
    /** Sent with POST, PUT, PATCH and DELETE only. */
    data?: unknown;
    /** Attempts after the first; 0 by default. */
    retries?: number;
    /** Statuses to retry besides those of the provider's rule. */
    retryOn?: number[] | null;
    baseUrlOverride?: string | null;
    /** Without effect: axios decompresses anyway (§4.4). */
    decompress?: boolean | string;
    responseType?: ResponseType;
    paginate?: PaginateOptions;
    /** Accepted and never used, as in the cloud (§4.5). */
    retryHeader?: { at?: string; after?: string };
    forwardHeadersOnRedirect?: boolean;
    /** Whose credentials to use instead of the run's own; the provider's rules stay the run's. */
    providerConfigKey?: string;
    connectionId?: string;
}
