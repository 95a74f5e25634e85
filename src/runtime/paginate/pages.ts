import { get } from 'es-toolkit/compat';
import type { PaginateOptions } from '../http/ProxyConfiguration';

/** The part of a response that pagination reads. */
export interface PageResponse {
    data: unknown;
    headers?: unknown;
}

/** The records of a page: at `response_path`, or the body itself where that is absent or empty (nango-semantics §5). */
export function recordsOf(response: PageResponse, { response_path: path }: PaginateOptions): unknown {
    return path ? get(response.data, path) : response.data;
}

/** Whether a page has records; an object without a length has none. */
export function lengthOf(page: unknown): number {
    return (page as { length?: number } | null | undefined)?.length ?? 0;
}
