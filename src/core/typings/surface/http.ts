/** Requests, pagination and responses (nango-semantics §3.3, §4.4, §5), in the words of this project. */
export const HTTP = `/** What nango.proxy and its siblings are called with. */
export interface ProxyConfiguration {
    /** Path below the provider's base URL, e.g. '/v1/issues'. */
    endpoint: string;
    /** Another integration of the environment; by default the one that the script runs for. */
    providerConfigKey?: string;
    /** Another connection; by default the one that the script runs for. */
    connectionId?: string;
    /** GET by default. */
    method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'get' | 'post' | 'patch' | 'put' | 'delete';
    /** Sent along, besides those that the provider needs; these win. */
    headers?: Record<string, string>;
    /** The query: a text, or names and values. A value that is undefined is sent as the text "undefined". */
    params?: string | Record<string, string | number | boolean | (string | number)[]>;
    /** The body; sent with POST, PUT, PATCH and DELETE only. */
    data?: unknown;
    /** Attempts after the first one; 0 by default. The wait doubles from 3 seconds. */
    retries?: number;
    /** Statuses to retry besides those retried anyway (5xx, 429, 401); needs retries. */
    retryOn?: number[] | null;
    /** Takes the place of the provider's base URL. */
    baseUrlOverride?: string;
    /** Whether a compressed answer is unpacked. It always is. */
    decompress?: boolean | string;
    /** How the body of the answer is read; 'json' by default. */
    responseType?: 'arraybuffer' | 'blob' | 'document' | 'json' | 'text' | 'stream';
    /** How nango.paginate walks through the pages; merged over the provider's own rules. */
    paginate?: PaginationConfiguration;
    /** Has no effect: neither today's cloud nor that of 2024 reads it. */
    retryHeader?: RetryHeaderConfig;
    /** Sends the credentials along when the provider redirects to another host; false by default. */
    forwardHeadersOnRedirect?: boolean;
    /** @deprecated Gone since January 2025. */
    paramsSerializer?: any;
}

/** Headers that say when to try again. */
interface RetryHeaderConfig {
    /** Name of a header that holds a point in time. */
    at?: string;
    /** Name of a header that holds a number of seconds. */
    after?: string;
}

/** Where the next page is found. The options of all three kinds; the provider's own rules supply what is missing. */
interface PaginationConfiguration {
    type?: 'cursor' | 'link' | 'offset' | (string & {});
    /** Records per page; sent as limit_name_in_request. */
    limit?: number | string;
    /** Name of the parameter that holds the limit. */
    limit_name_in_request?: string;
    /** Dotted path of the records in the body, e.g. 'data.items'; '' is the body itself. */
    response_path?: string;
    /** Sends the parameters in the body; by default that is so for POST, PUT and PATCH. */
    in_body?: boolean;
    /** cursor: name of the parameter that holds the cursor. */
    cursor_name_in_request?: string;
    /** cursor: dotted path of the next cursor in the body. */
    cursor_path_in_response?: string;
    /** link: the relation, e.g. 'next', in the header Link. */
    link_rel_in_response_header?: string;
    /** link: dotted path of the next page's URL in the body. */
    link_path_in_response_body?: string;
    /** offset: name of the parameter that holds the offset. */
    offset_name_in_request?: string;
    /** offset: where it starts; 0 by default. */
    offset_start_value?: number;
    /** offset: whether it counts records ('by-response-size', the default) or pages. */
    offset_calculation_method?: 'per-page' | 'by-response-size';
    /** Called after each page. */
    on_page?: (page: {
        /** What asks for the next page; undefined after the last one. */
        nextPageParam?: string | number | undefined;
        response: ProxyResponse<any>;
    }) => Promise<void>;
}

/** What a call answers: a response of axios. A status other than 2xx throws, with this as the error's response. */
interface ProxyResponse<T = any, D = any> {
    /** The body, as responseType says. */
    data: T;
    status: number;
    statusText: string;
    /** Names in lower case. */
    headers: ResponseHeaders;
    /** The request's configuration, as axios has it. */
    config: RequestConfiguration<D>;
    request?: any;
}

/** Headers by name, in lower case, e.g. headers['x-request-id']. */
interface ResponseHeaders {
    'set-cookie'?: string[];
    [name: string]: any;
}

interface RequestConfiguration<D = any> {
    url?: string;
    method?: string;
    baseURL?: string;
    headers: any;
    params?: any;
    data?: D;
    [option: string]: any;
}
`;
