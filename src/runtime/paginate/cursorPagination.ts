import { get } from 'es-toolkit/compat';
import type { PaginateOptions, ProxyConfiguration } from '../http/ProxyConfiguration';
import type { PageRequest } from './PageRequest';
import { lengthOf, type PageResponse, recordsOf } from './pages';

/** Pages until a response names no further cursor; a page that is missing or empty ends it unseen (nango-semantics §5). */
export async function* cursorPagination(
    proxy: (config: ProxyConfiguration) => Promise<PageResponse>,
    request: PageRequest,
    options: PaginateOptions,
): AsyncGenerator<unknown[], undefined, void> {
    for (;;) {
        const response = await proxy(request.current);
        const page = recordsOf(response, options);
        if (lengthOf(page) === 0) return;
        yield page as unknown[];
        const nextPageParam = nextCursor(get(response.data, options.cursor_path_in_response ?? ''));
        await options.on_page?.({ nextPageParam, response });
        if (nextPageParam === undefined) return;
        request.setParameter(options.cursor_name_in_request ?? '', nextPageParam);
    }
}

/** Text that is not blank, or a number, 0 included. */
function nextCursor(value: unknown): string | number | undefined {
    if (typeof value === 'number') return value;
    return typeof value === 'string' ? value.trim() || undefined : undefined;
}
