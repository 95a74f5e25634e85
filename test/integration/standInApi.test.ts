import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test } from 'vitest';
import type { Issue, Label, Repository } from '../../samples/stand-in-api/seed.ts';
import { type StandInApi, type StandInOptions, startStandInApi } from '../../samples/stand-in-api/standInApi.ts';

let api: StandInApi | undefined;

async function start(options?: StandInOptions): Promise<string> {
    api = await startStandInApi(options);
    return api.url;
}

afterEach(async () => {
    await api?.close();
    api = undefined;
});

/** Every item of a list, by its `Link: …; rel="next"`. */
async function allPages<T>(first: string): Promise<T[]> {
    const items: T[] = [];
    for (let next: string | undefined = first; next; ) {
        const response: Response = await fetch(next);
        items.push(...((await response.json()) as T[]));
        next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
    }
    return items;
}

const send = (url: string, method: string, body?: unknown) =>
    fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });

describe('the data', () => {
    test('is 1,000 open issues and 80 pull requests in the repositories of the user, over Link pages', async () => {
        const url = await start();
        const repositories = await allPages<Repository>(`${url}/user/repos?per_page=3`);
        const issues: Issue[] = [];
        for (const { full_name } of repositories) {
            issues.push(...(await allPages<Issue>(`${url}/repos/${full_name}/issues?per_page=100`)));
        }
        expect(repositories.map((repository) => repository.name)).toEqual(['compass', 'lantern', 'anchor', 'tide']);
        expect(issues.filter((issue) => !issue.pull_request)).toHaveLength(1_000);
        expect(issues.filter((issue) => issue.pull_request)).toHaveLength(80);
        expect(new Set(issues.map((issue) => issue.id)).size).toBe(1_080);
    });

    test('is the same on every start', async () => {
        const read = async () => (await fetch(`${await start()}/repos/harbor-labs/tide/issues?per_page=100`)).text();
        const first = await read();
        await api?.close();
        expect(await read()).toBe(first);
    });
});

describe('lists', () => {
    const issues = 'repos/harbor-labs/anchor/issues';

    test.each([
        ['the first page', '?per_page=50', ['next 2', 'last 5']],
        ['a page in the middle', '?per_page=50&page=3', ['prev 2', 'next 4', 'last 5', 'first 1']],
        ['the last page', '?per_page=50&page=5', ['prev 4', 'first 1']],
        ['the only page', '?per_page=100&since=2999-01-01T00:00:00Z', []],
    ])('Link of %s', async (_, query, expected) => {
        const response = await fetch(`${await start()}/${issues}${query}`);
        const links = [...(response.headers.get('link') ?? '').matchAll(/[?&]page=(\d+)[^>]*>; rel="(\w+)"/g)];
        expect(links.map(([, page, relation]) => `${relation} ${page}`)).toEqual(expected);
    });

    test('30 a page unless told otherwise, and never more than 100', async () => {
        const url = `${await start()}/${issues}`;
        expect(await (await fetch(url)).json()).toHaveLength(30);
        expect(await (await fetch(`${url}?per_page=1000`)).json()).toHaveLength(100);
    });

    test('since keeps what changed at or after that time', async () => {
        const url = `${await start()}/${issues}`;
        const all = await allPages<Issue>(`${url}?per_page=100`);
        const since = all.map((issue) => issue.updated_at).sort()[100] as string;
        const recent = await allPages<Issue>(`${url}?per_page=100&since=${since}`);
        expect(recent).toHaveLength(all.filter((issue) => issue.updated_at >= since).length);
        expect(recent.length).toBeLessThan(all.length);
    });
});

describe('writing', () => {
    test('a created issue is listed first, and a closed one leaves the open ones', async () => {
        const url = `${await start()}/repos/harbor-labs/tide/issues`;
        const created = await send(url, 'POST', { title: 'Tide is late', labels: ['bug'] });
        expect(created.status).toBe(201);
        const issue = (await created.json()) as Issue;
        expect(issue).toMatchObject({ number: 141, title: 'Tide is late', labels: [{ name: 'bug' }], state: 'open' });
        const newest = async (query = '') => ((await (await fetch(url + query)).json()) as Issue[])[0]?.number;
        expect(await newest()).toBe(141);
        await send(`${url}/141`, 'PATCH', { state: 'closed' });
        expect([await newest(), await newest('?state=all'), await newest('?state=closed')]).toEqual([140, 141, 141]);
    });

    test('a deleted label is gone', async () => {
        const url = `${await start()}/repos/harbor-labs/tide/labels`;
        expect((await send(`${url}/good%20first%20issue`, 'DELETE')).status).toBe(204);
        expect(((await (await fetch(url)).json()) as Label[]).map((label) => label.name)).not.toContain(
            'good first issue',
        );
        expect((await send(`${url}/good%20first%20issue`, 'DELETE')).status).toBe(404);
    });

    test.each([
        ['an issue without a title', 'repos/harbor-labs/tide/issues', { body: 'x' }, 422, 'Validation Failed'],
        ['an unknown repository', 'repos/harbor-labs/nowhere/issues', { title: 'x' }, 404, 'Not Found'],
        ['an unknown path', 'teapot', {}, 404, 'Not Found'],
    ])('%s is refused as GitHub would', async (_, path, body, status, message) => {
        const response = await send(`${await start()}/${path}`, 'POST', body);
        expect([response.status, await response.json()]).toMatchObject([status, { message }]);
    });

    test('with a token, requests without it are answered 401', async () => {
        const url = `${await start({ token: 'right' })}/user`;
        const status = async (token: string) =>
            (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).status;
        expect([(await fetch(url)).status, await status('wrong'), await status('right')]).toEqual([401, 401, 200]);
    });
});

describe('switches', () => {
    const statuses = async (url: string, times: number, init?: RequestInit) => {
        const seen: (number | string)[] = [];
        for (let time = 0; time < times; time++) {
            try {
                const response = await fetch(url, init);
                await response.text();
                seen.push(response.status);
            } catch {
                seen.push('dropped');
            }
        }
        return seen;
    };

    test.each([
        ['rateLimitEvery', { rateLimitEvery: 3 }, [200, 200, 429, 200]],
        ['failFirst', { failFirst: 2 }, [500, 500, 200, 200]],
        ['dropEvery', { dropEvery: 2 }, [200, 'dropped', 200, 'dropped']],
    ])('%s', async (_, switches, expected) => {
        expect(await statuses(`${await start({ switches })}/user`, 4)).toEqual(expected);
    });

    test('of one request: by query or header, and only that URL', async () => {
        const url = await start();
        expect(await statuses(`${url}/user?stand-in=fail-first=1`, 2)).toEqual([500, 200]);
        expect(await statuses(`${url}/user/repos`, 2, { headers: { 'x-stand-in': 'fail-first=1' } })).toEqual([
            500, 200,
        ]);
        expect(await statuses(`${url}/user`, 1)).toEqual([200]);
        expect(await statuses(`${url}/user?stand-in=explode=1`, 1)).toEqual([400]);
    });

    test('429 names a reset in the future and no remaining calls', async () => {
        const before = Date.now() / 1_000;
        const { headers } = await fetch(`${await start({ switches: { rateLimitEvery: 1, resetSeconds: 7 } })}/user`);
        expect(headers.get('x-ratelimit-remaining')).toBe('0');
        expect(Number(headers.get('x-ratelimit-reset'))).toBeGreaterThanOrEqual(before + 7);
        expect(headers.get('retry-after')).toBe('7');
    });

    test('malformedEvery cuts the JSON off', async () => {
        const response = await fetch(`${await start({ switches: { malformedEvery: 1 } })}/user`);
        const text = await response.text();
        expect(() => JSON.parse(text)).toThrow(SyntaxError);
        expect(text).toMatch(/^\{"login"/);
    });

    test('slowMs delays the answer', async () => {
        const url = await start({ switches: { slowMs: 150 } });
        const begun = performance.now();
        await fetch(`${url}/user`);
        expect(performance.now() - begun).toBeGreaterThanOrEqual(145);
    });
});

describe('large bodies', () => {
    test('/bulk: pages of records of exactly the size asked for, with running ids', async () => {
        const url = await start();
        const first = await fetch(`${url}/bulk?total=2500&size=1500&per_page=1000`);
        expect(Number(first.headers.get('content-length'))).toBe(1 + 1_000 * 1_501);
        const records = await allPages<{ id: string }>(`${url}/bulk?total=2500&size=1500&per_page=1000`);
        expect(records.map((record) => Number(record.id))).toEqual(
            Array.from({ length: 2_500 }, (_, index) => index + 1),
        );
        expect(new Set(records.map((record) => JSON.stringify(record).length))).toEqual(new Set([1_500]));
        await first.body?.cancel();
    });

    test('/huge streams a JSON array of about the size asked for', async () => {
        const text = await (await fetch(`${await start()}/huge?bytes=3000000`)).text();
        expect(text.length).toBeGreaterThanOrEqual(3_000_000);
        expect(text.length).toBeLessThan(3_100_000);
        expect(JSON.parse(text)[0]).toHaveProperty('filler');
    });
});

test('requests are kept with method, URL and headers, the newest only', async () => {
    const url = await start({ keepRequests: 2 });
    for (const name of ['a', 'b', 'c']) await fetch(`${url}/user?${name}`, { headers: { 'x-name': name } });
    expect(api?.requestCount).toBe(3);
    expect(api?.requests).toMatchObject([
        { method: 'GET', url: '/user?b', headers: { 'x-name': 'b' } },
        { method: 'GET', url: '/user?c', headers: { 'x-name': 'c' } },
    ]);
});

test('as a program: prints its address when ready, takes the switches as flags, stops on a signal', async () => {
    const main = path.resolve('samples/stand-in-api/main.mjs');
    const program = spawn(process.execPath, [main, '--fail-first', '1'], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
        const [address] = await once(createInterface(program.stdout), 'line');
        expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
        expect((await fetch(`${address}/user`)).status).toBe(500);
        expect((await fetch(`${address}/user`)).status).toBe(200);
        const ended = once(program, 'exit');
        program.kill('SIGTERM');
        expect((await ended)[0]).toBe(process.platform === 'win32' ? null : 0);
    } finally {
        program.kill();
    }
});
