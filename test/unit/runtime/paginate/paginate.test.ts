import { describe, expect, it } from 'vitest';
import type { ProviderPaginate } from '../../../../src/core/provider/types';
import type { ProxyConfiguration } from '../../../../src/runtime/http/ProxyConfiguration';
import { paginate } from '../../../../src/runtime/paginate/paginate';
import { answerWith, clientWith, json, serve } from '../http/fixture';
import { followPages, type Page } from './followPages';

const cursor = {
    type: 'cursor',
    cursor_name_in_request: 'after',
    cursor_path_in_response: 'next',
    response_path: 'items',
};
const offset = { type: 'offset', offset_name_in_request: 'skip', response_path: 'items' };
const link = { type: 'link', link_rel_in_response_header: 'next' };

describe('configuration', () => {
    it.each<[string, Record<string, unknown> | undefined, ProviderPaginate | undefined, RegExp]>([
        [
            'none at all',
            undefined,
            undefined,
            /^There was no pagination configuration for this integration or configuration passed in\.$/,
        ],
        ['no type', { limit: 3 }, undefined, /no type/],
        ['an unknown type', { type: 'page' }, undefined, /"page" is not supported/],
        ['a type in capitals', { ...cursor, type: 'Cursor' }, undefined, /"Cursor" is not supported/],
        [
            'cursor without a name',
            { ...cursor, cursor_name_in_request: undefined },
            undefined,
            /`cursor_name_in_request`/,
        ],
        ['cursor without a path', { ...cursor, cursor_path_in_response: '' }, undefined, /`cursor_path_in_response`/],
        ['cursor with a limit without a name', { ...cursor, limit: 3 }, undefined, /`limit_name_in_request`/],
        [
            'link without a place',
            { type: 'link' },
            undefined,
            /`link_rel_in_response_header` or `link_path_in_response_body`/,
        ],
        ['offset without a name', { type: 'offset' }, undefined, /`offset_name_in_request`/],
        [
            "a provider's default that is not whole",
            undefined,
            { type: 'cursor', offset_name_in_request: 'nextToken' },
            /`cursor_name_in_request`/,
        ],
    ])('%s is refused before any call', async (_rule, own, provider, message) => {
        await expect(followPages([], { paginate: own as never }, provider)).rejects.toThrow(message);
    });

    it("the script's own options lie over the provider's", async () => {
        const provider = {
            type: 'cursor',
            cursor_name_in_request: 'cursor',
            cursor_path_in_response: 'next',
            limit_name_in_request: 'size',
            response_path: 'items',
        };
        const { calls, yielded } = await followPages(
            [{ data: { items: [1], next: 'b' } }, { data: { items: [2] } }],
            { paginate: { cursor_name_in_request: 'own', limit: 5 } },
            provider,
        );
        expect(calls.map(({ params }) => params)).toEqual([{ size: 5 }, { size: 5, own: 'b' }]);
        expect(yielded).toEqual([[1], [2]]);
    });

    it('everything else of the call holds for every page', async () => {
        const { calls } = await followPages([{ data: { items: [1], next: 'b' } }, { data: { items: [2] } }], {
            paginate: cursor,
            retries: 4,
            responseType: 'json',
            method: 'GET',
        });
        for (const call of calls)
            expect(call).toMatchObject({ endpoint: '/x', retries: 4, responseType: 'json', method: 'GET' });
        expect(calls[0]).not.toHaveProperty('paginate');
    });
});

describe('response_path', () => {
    it.each<[string, Record<string, unknown>, unknown, unknown[]]>([
        ['absent: the body', { response_path: undefined }, [1], [[1]]],
        ["empty: the body, over the provider's", { response_path: '' }, [1], [[1]]],
        ['nested', { response_path: 'a.b' }, { a: { b: [1] } }, [[1]]],
        ['with an index', { response_path: 'a[0].b' }, { a: [{ b: [1] }] }, [[1]]],
        ['with an index as a name', { response_path: 'a.0.b' }, { a: [{ b: [1] }] }, [[1]]],
        ['of a key with a dot', { response_path: 'a.b' }, { 'a.b': [1] }, [[1]]],
        ['leading nowhere', { response_path: 'a.b' }, { a: null }, []],
    ])('%s', async (_rule, own, data, expected) => {
        expect(
            (await followPages([{ data }], { paginate: { ...cursor, ...own } }, { response_path: 'x' })).yielded,
        ).toEqual(expected);
    });
});

describe('cursor', () => {
    it.each<[string, unknown[], unknown[]]>([
        ['follows text, trimmed', [{ items: [1], next: ' b ' }, { items: [2] }], [undefined, 'b']],
        [
            'follows numbers, 0 included',
            [{ items: [1], next: 0 }, { items: [2], next: 7 }, { items: [3] }],
            [undefined, 0, 7],
        ],
        ['ends at blank text', [{ items: [1], next: '  ' }], [undefined]],
        ['ends at null', [{ items: [1], next: null }], [undefined]],
        ['ends at other types', [{ items: [1], next: { a: 1 } }], [undefined]],
        ['ends at an empty page although a cursor follows', [{ items: [], next: 'b' }], [undefined]],
        ['ends at a missing page', [{ next: 'b' }], [undefined]],
        ['ends at a page that is an object', [{ items: { a: 1 }, next: 'b' }], [undefined]],
    ])('%s', async (_rule, bodies, cursors) => {
        const { calls } = await followPages(
            bodies.map((data) => ({ data })),
            { paginate: cursor },
        );
        expect(calls.map(({ params }) => (params as Record<string, unknown>).after)).toEqual(cursors);
    });

    it('calls on_page after each page, the last included', async () => {
        const seen: unknown[] = [];
        const on_page = async ({ nextPageParam, response }: { nextPageParam?: unknown; response: unknown }) => {
            seen.push([nextPageParam, (response as Page).data]);
        };
        const pages = [{ data: { items: [1], next: 'b' } }, { data: { items: [2] } }];
        await followPages(pages, { paginate: { ...cursor, on_page } });
        expect(seen).toEqual([
            ['b', pages[0]?.data],
            [undefined, pages[1]?.data],
        ]);
    });
});

describe('offset', () => {
    it.each<[string, Record<string, unknown>, unknown[][], unknown[], number]>([
        ['counts records, as text, until an empty page', {}, [[1, 2], [3], []], ['0', '2', '3'], 2],
        ['starts where it is told', { offset_start_value: 5 }, [[1, 2], []], ['5', '7'], 1],
        [
            'counts pages on demand',
            { offset_calculation_method: 'per-page', offset_start_value: 1 },
            [[1, 2], [3], []],
            ['1', '2', '3'],
            2,
        ],
        ['counts records on demand', { offset_calculation_method: 'by-response-size' }, [[1, 2], []], ['0', '2'], 1],
        [
            'ends at a page shorter than the limit',
            { limit: 2, limit_name_in_request: 'n' },
            [[1, 2], [3]],
            ['0', '2'],
            2,
        ],
        ['a full last page needs one more call', { limit: 2, limit_name_in_request: 'n' }, [[1, 2], []], ['0', '2'], 1],
    ])('%s', async (_rule, own, pages, offsets, yields) => {
        const { calls, yielded } = await followPages(
            pages.map((items) => ({ data: { items } })),
            { paginate: { ...offset, ...own } as never },
        );
        expect(calls.map(({ params }) => (params as Record<string, unknown>).skip)).toEqual(offsets);
        expect(yielded).toHaveLength(yields);
    });

    it('is a number in a body', async () => {
        const { calls } = await followPages([{ data: { items: [1] } }, { data: { items: [] } }], {
            method: 'POST',
            paginate: offset,
        });
        expect(calls.map(({ data }) => data)).toEqual([{ skip: 0 }, { skip: 1 }]);
    });

    it('calls on_page with the next offset, not after the last short page', async () => {
        const seen: unknown[] = [];
        const on_page = ({ nextPageParam }: { nextPageParam?: unknown }) => void seen.push(nextPageParam);
        const pages = [[1, 2], [3]].map((items) => ({ data: { items } }));
        await followPages(pages, { paginate: { ...offset, limit: 2, limit_name_in_request: 'n', on_page } });
        expect(seen).toEqual([2]);
    });
});

describe('where parameters go', () => {
    const pages = [{ data: { items: [1], next: 'b' } }, { data: { items: [2] } }];
    it.each<[string, Partial<ProxyConfiguration>, ProviderPaginate | undefined, 'params' | 'data', unknown]>([
        ['GET: the query', { method: 'GET' }, undefined, 'params', { after: 'b' }],
        ['no method: the query', {}, undefined, 'params', { after: 'b' }],
        ['POST: the body', { method: 'POST' }, undefined, 'data', { after: 'b' }],
        ['put, in any case: the body', { method: 'put' }, undefined, 'data', { after: 'b' }],
        ['DELETE: the query', { method: 'DELETE' }, undefined, 'params', { after: 'b' }],
        [
            'POST with in_body false: the query',
            { method: 'POST', paginate: { ...cursor, in_body: false } },
            undefined,
            'params',
            { after: 'b' },
        ],
        ['GET with in_body: the body', { paginate: { ...cursor, in_body: true } }, undefined, 'data', { after: 'b' }],
        ["the provider's in_body has no say", {}, { in_body: true }, 'params', { after: 'b' }],
        [
            'a dotted name in a body is a path',
            { method: 'POST', paginate: { ...cursor, cursor_name_in_request: 'page.after' } },
            undefined,
            'data',
            { page: { after: 'b' } },
        ],
        [
            'a dotted name in a query is a name',
            { paginate: { ...cursor, cursor_name_in_request: 'page.after' } },
            undefined,
            'params',
            { 'page.after': 'b' },
        ],
        [
            'a bracketed name in a query is a name',
            { paginate: { ...cursor, cursor_name_in_request: 'page[after]' } },
            undefined,
            'params',
            { 'page[after]': 'b' },
        ],
    ])('%s', async (_rule, config, provider, place, expected) => {
        const { calls } = await followPages(pages, { paginate: cursor, ...config }, provider);
        expect(calls[1]?.[place]).toEqual(expected);
        expect(calls[1]?.[place === 'data' ? 'params' : 'data']).toBeUndefined();
    });

    it("the caller's own params are written to, and keep the last cursor", async () => {
        const params = { q: 1 };
        await followPages(pages, { params, paginate: cursor });
        expect(params).toEqual({ q: 1, after: 'b' });
    });

    it("the caller's own data is written to", async () => {
        const data = { page: { size: 3 } };
        await followPages(pages, {
            method: 'POST',
            data,
            paginate: { ...cursor, cursor_name_in_request: 'page.after' },
        });
        expect(data).toEqual({ page: { size: 3, after: 'b' } });
    });

    it('params as text cannot take a cursor', async () => {
        await expect(followPages(pages, { params: 'a=1', paginate: cursor })).rejects.toThrow(
            /`params`, which is not an object/,
        );
    });

    it('params as text do for links', async () => {
        expect((await followPages([{ data: [1] }], { params: 'a=1', paginate: link })).calls[0]?.params).toBe('a=1');
    });
});

describe('with a real client', () => {
    it.each<[string, string, (origin: string) => string]>([
        ['a link that begins with --base-url is followed as it is', '/mock', (origin) => `${origin}/mock/items?page=2`],
        ['a link to the provider keeps its path under --base-url', '/mock', () => 'https://api.p.com/items?page=2'],
        ['a relative link is appended to --base-url', '/mock', () => '/items?page=2'],
        ['the same without a path', '', (origin) => `${origin}/items?page=2`],
    ])('%s', async (_rule, path, next) => {
        const server = await serve((request) =>
            request.url.includes('page=2')
                ? json([2])
                : json([1], { headers: { link: `<${next(server.origin)}>; rel="next"` } }),
        );
        const { client } = clientWith(answerWith({ proxy: { base_url: 'https://api.p.com' } }), {
            baseUrl: server.origin + path,
        });
        const pages: unknown[] = [];
        const proxy = (config: ProxyConfiguration) => client.request(config);
        for await (const page of paginate(proxy, link, { endpoint: '/items', params: { per_page: 1 } }))
            pages.push(page);
        expect(pages).toEqual([[1], [2]]);
        expect(server.received.map(({ url }) => url)).toEqual([`${path}/items?per_page=1`, `${path}/items?page=2`]);
    });
});
