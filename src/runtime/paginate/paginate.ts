import type { AxiosResponse } from 'axios';
import type { ProviderPaginate } from '../../core/provider/types';
import type { ProxyConfiguration } from '../http/ProxyConfiguration';
import { cursorPagination } from './cursorPagination';
import { linkPagination } from './linkPagination';
import { offsetPagination } from './offsetPagination';
import { PageRequest } from './PageRequest';
import { mergePaginateOptions } from './paginateOptions';

/**
 * `nango.paginate`: yields page after page, never flattened, without a limit on their number (nango-semantics §5).
 * Retries, headers and the rest of the configuration hold for every page. Nothing is called before the first page is
 * asked for.
 * @throws UserError `missing_pagination` or `invalid_pagination`, and whatever `proxy` throws.
 */
export async function* paginate(
    proxy: (config: ProxyConfiguration) => Promise<AxiosResponse>,
    providerPaginate: ProviderPaginate | undefined,
    config: ProxyConfiguration,
): AsyncGenerator<unknown[], undefined, void> {
    const options = mergePaginateOptions(providerPaginate, config.paginate);
    const request = new PageRequest(config, options);
    switch (options.type) {
        case 'cursor':
            return yield* cursorPagination(proxy, request, options);
        case 'link':
            return yield* linkPagination(proxy, request, options);
        case 'offset':
            return yield* offsetPagination(proxy, request, options);
    }
}
