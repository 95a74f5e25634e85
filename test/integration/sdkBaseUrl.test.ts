import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, answersOf, probeAction } from '../support/probes';
import { type RunDocument, runJson } from '../support/syncbench';
import { type TestProject, testProject } from '../support/testProject';
import { json, type TestServer, testServer } from '../support/testServer';

const BASE_PATH = '/mock/v1';

/** Endpoint and baseUrlOverride that a script writes, `BASE` for `--base-url`; and the URL below the mock's origin. */
const RULES: [rule: string, endpoint: string, override: string | undefined, sentTo: string][] = [
    ['a relative endpoint is appended to it', '/items', undefined, '/mock/v1/items'],
    ['a relative endpoint without a slash too', 'items?a=1', undefined, '/mock/v1/items?a=1'],
    ['the endpoint’s own path is kept', '/api/items', undefined, '/mock/v1/api/items'],
    ['it replaces a whole baseUrlOverride, its path included', '/x', 'https://other.example/v9', '/mock/v1/x'],
    ['it replaces an override that is an origin', '/x', 'https://other.example', '/mock/v1/x'],
    ['an absolute endpoint keeps its path and query', 'https://slack.com/api/x?a=1', undefined, '/mock/v1/api/x?a=1'],
    ['an absolute endpoint that begins with it is left as it is', 'BASE/x?a=1', undefined, '/mock/v1/x?a=1'],
    ['one that begins with its text but not at a boundary keeps its path', 'BASE0/x', undefined, '/mock/v1/mock/v10/x'],
    ['an override that is this very base', '/x', 'BASE', '/mock/v1/x'],
    ['no endpoint: the override alone', '', 'https://other.example/v9', '/mock/v1'],
];

let api: TestServer;
let project: TestProject;
let probed: RunDocument;
let answers: Record<string, Answer>;

beforeAll(async () => {
    api = await testServer((request, response) => {
        const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
        const pages: Record<string, string> = {
            '/mock/v1/foreign-links': 'https://slack.com/foreign-links?page=2',
            '/mock/v1/own-links': `${api.url}/mock/v1/own-links?page=2`,
            '/mock/v1/relative-links': '/relative-links?page=2',
        };
        const next = pages[pathname];
        if (!next) return json(response, { url: request.url, authorization: request.headers.authorization ?? null });
        const isFirst = !searchParams.has('page');
        return json(response, [request.url], 200, isFirst ? { link: `<${next}>; rel="next"` } : {});
    });
    const base = api.url + BASE_PATH;
    const probes = Object.fromEntries(
        RULES.map(([rule, endpoint, override]) => {
            const at = (text: string | undefined) => text?.replace('BASE', base);
            const config = JSON.stringify({ endpoint: at(endpoint), baseUrlOverride: at(override) });
            return [rule, `return (await nango.get(${config})).data.url;`];
        }),
    );
    const paged = (endpoint: string) =>
        `const pages: any[] = [];
        for await (const page of nango.paginate({ endpoint: '${endpoint}', params: { size: 5 }, paginate: { type: 'link', link_rel_in_response_header: 'next' } })) pages.push(page);
        return pages;`;
    project = testProject({
        'demo/actions/probes.ts': probeAction({
            ...probes,
            'foreign links': paged('/foreign-links'),
            'own links': paged('/own-links'),
            'relative links': paged('/relative-links'),
        }),
        'demo/actions/call.ts': probeAction({
            call: `return (await nango.get({ endpoint: '/call' })).data;`,
        }),
        'demo/actions/override.ts': probeAction({
            override: `return (await nango.get({ endpoint: '/call', baseUrlOverride: '${base}' })).data;`,
        }),
        'syncbench/connections/main.json': JSON.stringify({
            provider: 'slack',
            credentials: { type: 'OAUTH2', access_token: 'access-token-1' },
        }),
    });
    probed = await runJson(project.root, 'demo/probes', ['--ephemeral', '--base-url', base]);
    answers = answersOf(probed);
});

afterAll(async () => {
    project.remove();
    await api.close();
});

describe('--base-url stands in the place of the provider’s whole base URL', () => {
    it.each(RULES)('%s', (rule, _endpoint, _override, sentTo) => {
        expect(answers[rule]).toEqual({ value: sentTo });
    });

    it.each([
        ['foreign links', '/foreign-links'],
        ['own links', '/own-links'],
        ['relative links', '/relative-links'],
    ])('next pages by %s stay on it', (probe, endpoint) => {
        const url = `${BASE_PATH}${endpoint}`;
        expect(answers[probe]).toEqual({ value: [[`${url}?size=5`], [`${url}?page=2`]] });
    });

    it('nothing went elsewhere', () => {
        expect(probed.http.every(({ url }) => url.startsWith(`${api.url}${BASE_PATH}`))).toBe(true);
    });

    it('a base that ends in a slash', async () => {
        const document = await runJson(project.root, 'demo/call', [
            '--ephemeral',
            '--base-url',
            `${api.url}${BASE_PATH}/`,
        ]);
        expect(answersOf(document).call?.value).toMatchObject({ url: '/mock/v1/call' });
    });
});

describe('without --base-url', () => {
    it('a baseUrlOverride goes where it says, and throw-away credentials of a file with it', async () => {
        const document = await runJson(project.root, 'demo/override', ['--ephemeral']);
        expect(document.http[0]?.url).toBe(`${api.url}/mock/v1/call`);
        expect(answersOf(document).override?.value).toEqual({
            url: '/mock/v1/call',
            authorization: 'Bearer access-token-1',
        });
    });
});

describe('credentials of the environment', () => {
    const env = {
        SYNCBENCH_CREDENTIALS_DEMO__OTHER_ONE: JSON.stringify({ type: 'OAUTH2', access_token: 'access-token-2' }),
    };
    const call = async (args: string[]) => {
        const file = ['--connection', 'other-one', '--ephemeral', '--base-url', api.url];
        return answersOf(await runJson(project.root, 'demo/call', [...file, ...args], env)).call?.value;
    };

    it('do not go to another origin', async () => {
        expect(await call([])).toMatchObject({ authorization: null });
    });

    it('go there once it is allowed', async () => {
        expect(await call(['--allow-origin', api.url])).toMatchObject({ authorization: 'Bearer access-token-2' });
    });
});
