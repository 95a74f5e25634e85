import { get } from 'es-toolkit/compat';
import LinkHeader from 'http-link-header';
import type { PaginateOptions, ProxyConfiguration } from '../http/ProxyConfiguration';
import type { PageRequest } from './PageRequest';
import { type PageResponse, recordsOf } from './pages';

/**
 * Pages until a response names no link or the same as before. Every page is yielded, also one that is empty or
 * missing (nango-semantics §5).
 */
export async function* linkPagination(
    proxy: (config: ProxyConfiguration) => Promise<PageResponse>,
    request: PageRequest,
    options: PaginateOptions,
): AsyncGenerator<unknown[], undefined, void> {
    let previous: string | undefined;
    for (;;) {
        const response = await proxy(request.current);
        yield recordsOf(response, options) as unknown[];
        const nextPageParam = headerLink(response, options) ?? bodyLink(response, options);
        await options.on_page?.({ nextPageParam, response });
        if (nextPageParam === undefined || nextPageParam === previous) return;
        request.follow(nextPageParam);
        previous = nextPageParam;
    }
}

function headerLink(
    { headers }: PageResponse,
    { link_rel_in_response_header: rel }: PaginateOptions,
): string | undefined {
    const text = (headers as { link?: unknown } | undefined)?.link;
    if (!rel || typeof text !== 'string') return undefined;
    try {
        return LinkHeader.parse(text).rel(rel)[0]?.uri || undefined;
    } catch {
        // A header that is no link header names no next page.
        return undefined;
    }
}

function bodyLink({ data }: PageResponse, { link_path_in_response_body: path }: PaginateOptions): string | undefined {
    const link = path ? get(data, path) : undefined;
    return typeof link === 'string' && link !== '' ? link : undefined;
}
