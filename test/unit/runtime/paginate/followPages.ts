import type { AxiosResponse } from 'axios';
import type { ProviderPaginate } from '../../../../src/core/provider/types';
import type { ProxyConfiguration } from '../../../../src/runtime/http/ProxyConfiguration';
import { paginate } from '../../../../src/runtime/paginate/paginate';

export interface Page {
    data?: unknown;
    headers?: Record<string, string>;
}

/** Pages answered in order; every call is recorded as it was at that moment. */
export async function followPages(
    pages: Page[],
    config: Partial<ProxyConfiguration>,
    provider?: ProviderPaginate,
): Promise<{ calls: ProxyConfiguration[]; yielded: unknown[] }> {
    const calls: ProxyConfiguration[] = [];
    const yielded: unknown[] = [];
    const proxy = async (call: ProxyConfiguration) => {
        calls.push(structuredClone({ ...call, headers: undefined }));
        if (calls.length > pages.length) throw new Error('one page too many');
        return { headers: {}, ...pages[calls.length - 1] } as unknown as AxiosResponse;
    };
    for await (const page of paginate(proxy, provider, { endpoint: '/x', ...config })) yielded.push(page);
    return { calls, yielded };
}
