import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, answersOf, probeAction } from '../support/probes';
import { runJson } from '../support/syncbench';
import { type TestProject, testProject } from '../support/testProject';
import { json, type TestServer, testServer } from '../support/testServer';

/** Collects every page of a pagination into `pages`, and what `on_page` got into `seen`. */
const collect = (config: string, after = 'return pages;') => `
    const pages: any[] = [];
    const seen: any[] = [];
    const on_page = async ({ nextPageParam, response }: any) => { seen.push([nextPageParam ?? null, response.status]); };
    for await (const page of nango.paginate(${config})) pages.push(page);
    ${after}`;

const LINK = `type: 'link', link_rel_in_response_header: 'next'`;
const CURSOR = `type: 'cursor', cursor_name_in_request: 'after', cursor_path_in_response: 'meta.next', response_path: 'data.items'`;
const OFFSET = `type: 'offset', offset_name_in_request: 'skip', response_path: 'items'`;

const PROBES = {
    'link: pages as arrays': collect(`{ endpoint: '/link', paginate: { ${LINK}, on_page } }`, 'return [pages, seen];'),
    'link in the body': collect(
        `{ endpoint: '/body-link', paginate: { type: 'link', link_path_in_response_body: 'paging.next', response_path: 'items' } }`,
    ),
    'link: limit': collect(
        `{ endpoint: '/link', params: { q: 'x' }, paginate: { ${LINK}, limit_name_in_request: 'size', limit: 7 } }`,
        'return pages.length;',
    ),
    cursor: collect(`{ endpoint: '/cursor', paginate: { ${CURSOR}, on_page } }`, 'return [pages, seen];'),
    'cursor in a POST': collect(
        `{ endpoint: '/cursor', method: 'POST', data: { filter: 'f' }, paginate: { ${CURSOR.replace(`'after'`, `'page.after'`)}, limit_name_in_request: 'page.size', limit: 2 } }`,
    ),
    'cursor: an empty page ends it unseen': collect(`{ endpoint: '/cursor-empty', paginate: { ${CURSOR} } }`),
    'numeric cursor': collect(`{ endpoint: '/cursor-numbers', paginate: { ${CURSOR} } }`),
    offset: collect(
        `{ endpoint: '/offset', paginate: { ${OFFSET}, limit_name_in_request: 'top', limit: 2, on_page } }`,
        'return [pages, seen];',
    ),
    'offset without limit': collect(`{ endpoint: '/offset', paginate: { ${OFFSET} } }`),
    'offset per page': collect(
        `{ endpoint: '/pages', paginate: { ${OFFSET}, offset_start_value: 1, offset_calculation_method: 'per-page' } }`,
    ),
    'params are mutated': `
        const config: any = { endpoint: '/cursor', params: { q: 'x' }, paginate: { ${CURSOR} } };
        for await (const page of nango.paginate(config)) { }
        return config.params;`,
    'a configuration used twice keeps the last cursor': `
        const config: any = { endpoint: '/cursor', params: {}, paginate: { ${CURSOR} } };
        const counts: number[] = [];
        for (let i = 0; i < 2; i++) { let pages = 0; for await (const page of nango.paginate(config)) pages++; counts.push(pages); }
        return counts;`,
    'early break': `
        for await (const page of nango.paginate({ endpoint: '/link', params: { probe: 'break' }, paginate: { ${LINK} } })) break;
        return 'left';`,
    'next by hand': `
        const pages = nango.paginate({ endpoint: '/link', paginate: { ${LINK} } });
        const first = await pages.next(); const rest = []; for await (const page of pages) rest.push(page);
        const end = await pages.next();
        return [first, rest, end.done, String(end.value)];`,
    'Array.isArray of a page': collect(
        `{ endpoint: '/link', paginate: { ${LINK} } }`,
        'return pages.every((page) => Array.isArray(page));',
    ),
    'no configuration': collect(`{ endpoint: '/link' }`),
    'a type unknown': collect(`{ endpoint: '/link', paginate: { type: 'LINK' } }`),
    'an option missing': collect(`{ endpoint: '/cursor', paginate: { type: 'cursor', cursor_name_in_request: 'a' } }`),
    'an error on a later page': `
        const pages: any[] = [];
        try {
            for await (const page of nango.paginate({ endpoint: '/breaks', paginate: { ${LINK} } })) pages.push(page);
        } catch (e: any) { return [pages, e.response.status]; }`,
    'retries hold for every page': collect(`{ endpoint: '/flaky', retries: 1, paginate: { ${LINK} } }`),
};

const GITHUB = {
    'provider default': collect(`{ endpoint: '/link' }`),
    'own options over the provider’s': collect(
        `{ endpoint: '/link', paginate: { limit: 50, on_page } }`,
        'return [pages.length, seen.length];',
    ),
    'another type': collect(`{ endpoint: '/offset', paginate: { ${OFFSET} } }`, 'return pages.length;'),
    'response_path over the default': collect(`{ endpoint: '/nested', paginate: { response_path: 'items' } }`),
};

const ITEMS = [1, 2, 3, 4, 5];

let api: TestServer;
let project: TestProject;
let answers: Record<string, Answer>;
let github: Record<string, Answer>;
let flaky = 0;

beforeAll(async () => {
    api = await testServer(async (request, response) => {
        const url = new URL(request.url!, 'http://localhost');
        const query = url.searchParams;
        const page = Number(query.get('page') ?? 1);
        let text = '';
        for await (const chunk of request) text += chunk;
        const body = text ? JSON.parse(text) : {};
        const linkTo = (path: string, isLast: boolean): Record<string, string> =>
            isLast
                ? {}
                : { link: `<${api.url}${path}?page=${page + 1}>; rel="next", <${api.url}${path}>; rel="first"` };
        switch (url.pathname) {
            case '/link':
                return json(response, [page], 200, linkTo('/link', page === 3));
            case '/breaks':
                return json(response, [page], page === 2 ? 404 : 200, linkTo('/breaks', false));
            case '/flaky':
                return json(response, [page], ++flaky % 2 ? 500 : 200, linkTo('/flaky', page === 2));
            case '/nested':
                return json(response, { items: [page] }, 200, linkTo('/nested', page === 2));
            case '/body-link':
                return json(response, {
                    items: page === 2 ? [] : [page],
                    paging: { next: page === 3 ? '' : `/body-link?page=${page + 1}` },
                });
            case '/cursor': {
                const after = Number(query.get('after') ?? body.page?.after ?? 0);
                const size = body.page?.size ?? 3;
                const items = ITEMS.filter((n) => n > after).slice(0, size);
                const last = items.at(-1) ?? 0;
                return json(response, { data: { items }, meta: { next: last < 5 ? ` ${last} ` : '' } });
            }
            case '/cursor-empty':
                return json(response, { data: { items: query.has('after') ? [] : [1] }, meta: { next: 'more' } });
            case '/cursor-numbers': {
                const after = query.get('after');
                const next = after === null ? 0 : after === '0' ? 7 : null;
                return json(response, { data: { items: [after] }, meta: { next } });
            }
            case '/offset': {
                const skip = Number(query.get('skip'));
                return json(response, { items: ITEMS.slice(skip, skip + Number(query.get('top') ?? 2)) });
            }
            default: {
                const skip = Number(query.get('skip'));
                return json(response, { items: skip <= 3 ? [skip, skip] : [] });
            }
        }
    });
    project = testProject({
        'demo/actions/probes.ts': probeAction(PROBES),
        'demo/actions/github.ts': probeAction(GITHUB),
        'syncbench/connections/none.json': '{}',
        'syncbench/connections/github.json': JSON.stringify({ provider: 'github' }),
    });
    const flags = ['--ephemeral', '--base-url', api.url, '--retry-scale', '0', '--connection'];
    // One after the other: the order of the requests is part of what is proved.
    answers = answersOf(await runJson(project.root, 'demo/probes', [...flags, 'none']));
    github = answersOf(await runJson(project.root, 'demo/github', [...flags, 'github']));
});

afterAll(async () => {
    project.remove();
    await api.close();
});

const requestsOf = (path: string) => api.requests.filter((request) => request.includes(path));

describe('paginate yields pages', () => {
    it.each<[keyof typeof PROBES, unknown]>([
        [
            'link: pages as arrays',
            [
                [[1], [2], [3]],
                [
                    ['URL/link?page=2', 200],
                    ['URL/link?page=3', 200],
                    [null, 200],
                ],
            ],
        ],
        ['link in the body', [[1], [], [3]]],
        ['link: limit', 3],
        [
            'cursor',
            [
                [
                    [1, 2, 3],
                    [4, 5],
                ],
                [
                    ['3', 200],
                    [null, 200],
                ],
            ],
        ],
        ['cursor in a POST', [[1, 2], [3, 4], [5]]],
        ['cursor: an empty page ends it unseen', [[1]]],
        ['numeric cursor', [[null], ['0'], ['7']]],
        [
            'offset',
            [
                [[1, 2], [3, 4], [5]],
                [
                    [2, 200],
                    [4, 200],
                ],
            ],
        ],
        ['offset without limit', [[1, 2], [3, 4], [5]]],
        [
            'offset per page',
            [
                [1, 1],
                [2, 2],
                [3, 3],
            ],
        ],
        ['params are mutated', { q: 'x', after: '3' }],
        ['a configuration used twice keeps the last cursor', [2, 1]],
        ['early break', 'left'],
        ['next by hand', [{ done: false, value: [1] }, [[2], [3]], true, 'undefined']],
        ['Array.isArray of a page', true],
        ['an error on a later page', [[[1]], 404]],
        ['retries hold for every page', [[1], [2]]],
    ])('%s', (probe, value) => {
        expect(answers[probe]).toEqual({ value: JSON.parse(JSON.stringify(value).replaceAll('URL', api.url)) });
    });

    it('an early break asks for no further page', () => {
        expect(requestsOf('probe=break')).toEqual(['GET /link?probe=break']);
    });

    it('a limit travels with the first page, a link brings its own query', () => {
        const at = api.requests.indexOf('GET /link?q=x&size=7');
        expect(api.requests.slice(at, at + 3)).toEqual([
            'GET /link?q=x&size=7',
            'GET /link?page=2',
            'GET /link?page=3',
        ]);
    });

    it.each<[keyof typeof PROBES, string]>([
        ['no configuration', 'no'],
        ['a type unknown', 'LINK'],
        ['an option missing', 'cursor_path_in_response'],
    ])('%s: an error that the script can catch', (probe, text) => {
        expect(answers[probe]?.thrown).toMatchObject({ isError: true });
        expect(answers[probe]?.thrown?.message).toContain(text);
    });
});

describe('the default of the provider github', () => {
    it.each<[keyof typeof GITHUB, unknown]>([
        ['provider default', [[1], [2], [3]]],
        ['own options over the provider’s', [3, 3]],
        ['another type', 3],
        ['response_path over the default', [[1], [2]]],
    ])('%s', (probe, value) => {
        expect(github[probe]).toEqual({ value });
    });

    it('its name of the limit is used with the script’s number', () => {
        expect(requestsOf('per_page')).toEqual(['GET /link?per_page=50']);
    });
});
