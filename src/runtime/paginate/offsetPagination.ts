import type { PaginateOptions, ProxyConfiguration } from '../http/ProxyConfiguration';
import type { PageRequest } from './PageRequest';
import { lengthOf, type PageResponse, recordsOf } from './pages';

/** Pages until one is empty, or shorter than the limit; that last short page calls no `on_page` (nango-semantics §5). */
export async function* offsetPagination(
    proxy: (config: ProxyConfiguration) => Promise<PageResponse>,
    request: PageRequest,
    options: PaginateOptions,
): AsyncGenerator<unknown[], undefined, void> {
    let offset = Number(options.offset_start_value) || 0;
    for (;;) {
        request.setParameter(options.offset_name_in_request ?? '', request.inBody ? offset : String(offset));
        const response = await proxy(request.current);
        const page = recordsOf(response, options);
        const length = lengthOf(page);
        if (length === 0) return;
        yield page as unknown[];
        if (options.limit && length < options.limit) return;
        offset += options.offset_calculation_method === 'per-page' ? 1 : length;
        await options.on_page?.({ nextPageParam: offset, response });
    }
}
