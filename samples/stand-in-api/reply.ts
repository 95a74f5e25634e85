/** An answer before it is sent. `body` is sent as JSON; `stream` writes itself and must end the response. */
export interface Reply {
    status: number;
    headers?: Record<string, string>;
    body?: unknown;
    /** Bytes that are JSON already. */
    bytes?: Buffer;
    /** Pieces of a body that is too large to hold. */
    stream?: Iterable<Buffer>;
}

export const notFound: Reply = { status: 404, body: { message: 'Not Found', status: '404' } };

/** GitHub's answer to a body it cannot use. */
export function invalid(resource: string, field: string, code: 'missing_field' | 'invalid'): Reply {
    return { status: 422, body: { message: 'Validation Failed', errors: [{ resource, field, code }], status: '422' } };
}

export interface Page {
    /** 1-based. */
    page: number;
    perPage: number;
}

/** `page` and `per_page` as GitHub reads them: nonsense counts as absent, `per_page` is at most `most`. */
export function pageOf(url: URL, usual = 30, most = 100): Page {
    const number = (name: string, otherwise: number) => {
        const value = Number.parseInt(url.searchParams.get(name) ?? '', 10);
        return value >= 1 ? value : otherwise;
    };
    return { page: number('page', 1), perPage: Math.min(number('per_page', usual), most) };
}

/** One page of a list, with GitHub's `Link` header where there is more than one page. */
export function listReply<T>(url: URL, items: readonly T[], present: (item: T) => unknown = (item) => item): Reply {
    const page = pageOf(url);
    const start = (page.page - 1) * page.perPage;
    const link = linkHeader(url, page, items.length);
    return {
        status: 200,
        ...(link ? { headers: { link } } : {}),
        body: items.slice(start, start + page.perPage).map(present),
    };
}

/** GitHub's order of relations: `prev`, `next`, `last`, `first`; each only where it leads somewhere else. */
export function linkHeader(url: URL, { page, perPage }: Page, total: number): string | undefined {
    const last = Math.max(1, Math.ceil(total / perPage));
    const links: [string, number][] = [];
    if (page > 1) links.push(['prev', Math.min(page - 1, last)]);
    if (page < last) links.push(['next', page + 1], ['last', last]);
    if (page > 1) links.push(['first', 1]);
    if (links.length === 0) return undefined;
    return links
        .map(([relation, number]) => {
            const target = new URL(url);
            target.searchParams.set('page', String(number));
            return `<${target}>; rel="${relation}"`;
        })
        .join(', ');
}
