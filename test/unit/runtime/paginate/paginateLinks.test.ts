import { describe, expect, it } from 'vitest';
import type { ProxyConfiguration } from '../../../../src/runtime/http/ProxyConfiguration';
import { followPages, type Page } from './followPages';

const link = { type: 'link', link_rel_in_response_header: 'next' };

describe('link', () => {
    const header = (uri: string) => ({ link: `<https://a.com/first>; rel="first", <${uri}>; rel="next"` });

    it.each<[string, Record<string, unknown>, Page[], Partial<ProxyConfiguration>[]]>([
        [
            'absolute in the header moves to its origin, its query replacing the params',
            link,
            [{ data: [1], headers: header('https://b.com/y?page=2&q=a,b') }, { data: [2] }],
            [
                { endpoint: '/x', params: { a: 1 } },
                { endpoint: '/y?page=2&q=a,b', baseUrlOverride: 'https://b.com' },
            ],
        ],
        [
            'relative stays with the base URL',
            link,
            [{ data: [1], headers: header('/y?page=2') }, { data: [2] }],
            [{ endpoint: '/x', params: { a: 1 } }, { endpoint: '/y?page=2' }],
        ],
        [
            'in the body',
            { type: 'link', link_path_in_response_body: 'links.next', response_path: 'items' },
            [
                { data: { items: [1], links: { next: 'https://b.com/y' } } },
                { data: { items: [2], links: { next: null } } },
            ],
            [
                { endpoint: '/x', params: { a: 1 } },
                { endpoint: '/y', baseUrlOverride: 'https://b.com' },
            ],
        ],
        [
            'in the header before the body',
            { ...link, link_path_in_response_body: 'next' },
            [{ data: { next: '/body' }, headers: header('/header') }, { data: {} }],
            [{ endpoint: '/x', params: { a: 1 } }, { endpoint: '/header' }],
        ],
        [
            'the same as before ends it',
            link,
            [
                { data: [1], headers: header('/y') },
                { data: [2], headers: header('/y') },
            ],
            [{ endpoint: '/x', params: { a: 1 } }, { endpoint: '/y' }],
        ],
        ['none ends it', link, [{ data: [1] }], [{ endpoint: '/x', params: { a: 1 } }]],
        [
            'another relation ends it',
            link,
            [{ data: [1], headers: { link: '</y>; rel="last"' } }],
            [{ endpoint: '/x', params: { a: 1 } }],
        ],
        [
            'a malformed header ends it',
            link,
            [{ data: [1], headers: { link: 'next page please' } }],
            [{ endpoint: '/x', params: { a: 1 } }],
        ],
        [
            'one of several relations counts',
            link,
            [{ data: [1], headers: { link: '</y>; rel="last next"; title="a, b"' } }, { data: [2] }],
            [{ endpoint: '/x', params: { a: 1 } }, { endpoint: '/y' }],
        ],
    ])('%s', async (_rule, own, pages, expected) => {
        const { calls } = await followPages(pages, { params: { a: 1 }, paginate: own as never });
        expect(calls.map(({ endpoint, params, baseUrlOverride }) => ({ endpoint, params, baseUrlOverride }))).toEqual(
            expected.map((call) => ({ params: undefined, baseUrlOverride: undefined, ...call })),
        );
    });

    it('yields pages that are empty or missing', async () => {
        const own = { ...link, response_path: 'items' };
        const pages = [{ data: {}, headers: header('/y') }, { data: { items: [] } }];
        expect((await followPages(pages, { paginate: own })).yielded).toEqual([undefined, []]);
    });

    it('keeps the body', async () => {
        const pages = [{ data: [1], headers: header('/y') }, { data: [2] }];
        const { calls } = await followPages(pages, {
            method: 'POST',
            data: { q: 1 },
            paginate: { ...link, limit: 2, limit_name_in_request: 'n' },
        });
        expect(calls.map(({ data }) => data)).toEqual([
            { q: 1, n: 2 },
            { q: 1, n: 2 },
        ]);
    });

    it('needs no name for a limit, which then is not sent', async () => {
        expect((await followPages([{ data: [1] }], { paginate: { ...link, limit: 9 } })).calls[0]?.params).toEqual({});
    });

    it('calls on_page after each page', async () => {
        const seen: unknown[] = [];
        const on_page = ({ nextPageParam }: { nextPageParam?: unknown }) => void seen.push(nextPageParam);
        await followPages([{ data: [1], headers: header('/y') }, { data: [2] }], { paginate: { ...link, on_page } });
        expect(seen).toEqual(['/y', undefined]);
    });
});
