import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunDocument, runJson, syncbench } from '../support/syncbench';
import { action, sync, type TestProject, testProject } from '../support/testProject';

const CALLS = `
const outcome = async (call: () => Promise<any>) => {
    try { return (await call()).status ?? 'ok'; } catch (e: any) { return e.code + ': ' + e.message; }
};`;
const PAGED = `{ endpoint: '/pages', paginate: { type: 'cursor', cursor_name_in_request: 'c', cursor_path_in_response: 'next', response_path: 'items' } }`;

const FILES: Record<string, string> = {
    'demo/actions/writes.ts': action(
        `const answers: any = {};
        for (const method of ['get', 'post', 'put', 'patch', 'delete']) answers[method] = await outcome(() => nango[method]({ endpoint: '/x', data: { a: 1 } }));
        answers.head = await outcome(() => nango.proxy({ endpoint: '/x', method: 'HEAD' }));
        answers.redirected = await outcome(() => nango.get({ endpoint: '/redirect' }));
        answers.retried = await outcome(() => nango.post({ endpoint: '/x', retries: 3 }));
        const plain = (method: string, path: string) => outcome(() => nango.uncontrolledFetch({ url: new URL('https://elsewhere.example' + path), method }));
        answers.fetched = [await plain('GET', '/x'), await plain('POST', '/fetched'), await plain('GET', '/redirect')];
        answers.nested = await outcome(() => nango.triggerAction('demo', nango.connectionId, 'writesNested'));
        return answers;`,
        CALLS,
    ),
    'demo/actions/writesNested.ts': action(`await nango.delete({ endpoint: '/nested' });`),
    'demo/syncs/pages.ts': sync(
        `for await (const page of nango.paginate(${PAGED})) await nango.batchSave(page, 'Item');`,
    ),
    'demo/syncs/loop.ts': sync(
        `for await (const page of nango.paginate({ ...${PAGED}, endpoint: '/loop' })) await nango.batchSave(page, 'Item');`,
    ),
    'demo/syncs/ownLoop.ts': sync(`for (let i = 0; i < 30; i++) await nango.get({ endpoint: '/x' });`),
    'demo/syncs/tracked.ts': sync(
        `for await (const page of nango.paginate(${PAGED})) await nango.batchSave(page, 'Item');`,
    ),
    'demo/actions/clock.ts': action(
        `const before = Date.now();
        await new Promise((resolve) => setTimeout(resolve, 20));
        return { first: new Date(before).toISOString(), ran: Date.now() - before, text: Date().slice(0, 15), year: new Date().getFullYear(), given: new Date(2001, 0, 1).getFullYear(), own: new (new Date().constructor as any)() instanceof Date, before };`,
    ),
    'demo/actions/lenient.ts': action(
        `const names = ['fetch', 'clearTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'TextEncoder', 'AbortController', 'structuredClone', 'atob', 'Headers', 'FormData', 'process', 'require', 'global'];
        const types = Object.fromEntries(names.map((name) => [name, typeof (globalThis as any)[name]]));
        if (types.fetch === 'undefined') return { types };
        const got = await fetch('https://elsewhere.example/fetched?a=1', { headers: { 'x-own': '1' } });
        let ticks = 0;
        await new Promise<void>((resolve) => { const t = setInterval(() => { if (++ticks === 3) { clearInterval(t); resolve(); } }, 1); });
        const cleared = setTimeout(() => { throw new Error('was not cleared'); }, 5);
        clearTimeout(cleared);
        await new Promise((resolve) => setTimeout(resolve, 15));
        return { types, body: await got.json(), ticks, bytes: new TextEncoder().encode('é').length, posted: await outcome(() => fetch('https://elsewhere.example/x', { method: 'POST', body: 'b' })) };`,
        CALLS,
    ),
    'demo/syncs/wrong.ts': sync(
        `await nango.batchSave([{ id: 'a', name: 1 }, { id: 'b', name: 'x' }, { id: 'c', name: 2, more: true }], 'Item');
        await nango.batchSave([{ id: 'z' }], 'Other');`,
    ),
    'demo/actions/wrongOutput.ts': action(`return { id: 1 };`),
    'nango.yaml': `integrations:
    demo:
        syncs:
${['pages', 'loop', 'ownLoop', 'wrong'].map((name) => `            ${name}: { runs: every hour, output: [Item, Other], endpoint: [GET /${name}, GET /${name}2] }`).join('\n')}
            tracked: { runs: every hour, output: Item, track_deletes: true, endpoint: GET /t }
        actions:
            writes: { endpoint: POST /w }
            writesNested: { endpoint: POST /n }
            clock: { endpoint: POST /c }
            lenient: { endpoint: POST /l }
            wrongOutput: { input: Item, output: Item, endpoint: POST /o }
models:
    Item: { id: string, name: string }
    Other: { id: string }
`,
};

let project: TestProject;
let url: string;
const received: string[] = [];
const server = createServer((request, response) => {
    received.push(`${request.method} ${request.url}`);
    const answer = (status: number, body: unknown, headers = {}) => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        response.end(JSON.stringify(body));
    };
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    const item = (id: string) => ({ id, name: id });
    if (pathname === '/redirect') return answer(307, {}, { location: '/x' });
    if (pathname === '/loop')
        return answer(200, { items: [item('l')], next: received.length < 8 ? 'same' : undefined });
    if (pathname !== '/pages') return answer(200, { path: request.url });
    const page = Number(searchParams.get('c') ?? 0);
    answer(200, { items: [item(`${page}a`), item(`${page}b`)], next: page < 4 ? page + 1 : undefined });
});

beforeAll(async () => {
    project = testProject(FILES);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => void received.splice(0));
afterAll(() => {
    project.remove();
    server.close();
    server.closeAllConnections();
});

const run = (script: string, ...args: string[]) =>
    runJson(project.root, script, ['--base-url', url, '--retry-scale', '0', ...args]);
// The syncs of this project share their models, of which each run warns.
const warningsOf = ({ warnings }: RunDocument) => warnings.filter(({ code }) => code !== 'config-doubtful');
const codes = (document: RunDocument) => warningsOf(document).map(({ code }) => code);

describe('--read-only', () => {
    it('refuses whatever changes something at the provider, in nested runs too; none of it is sent', async () => {
        const document = await run('demo/writes', '--ephemeral', '--read-only');
        const { post, nested, retried, ...others } = document.output as Record<string, string>;
        expect([post, retried]).toEqual(Array(2).fill(`read_only: POST ${url}/x was not sent: the run is read-only.`));
        expect(nested).toMatch(/500/);
        expect(others).toMatchObject({
            get: 200,
            head: 200,
            redirected: 200,
            put: expect.stringMatching(/^read_only/),
        });
        expect(received.filter((call) => !/^(GET|HEAD) /.test(call))).toEqual([]);
        expect(others.fetched).toEqual([200, expect.stringMatching(/^read_only/), 200]);
        expect(received).toHaveLength(7);
        const refused = document.http.filter(({ error }) => error?.code === 'read_only');
        expect(refused.map(({ method }) => method)).toEqual(['POST', 'PUT', 'PATCH', 'DELETE', 'POST', 'POST']);
        expect(document.warnings.filter(({ code }) => code === 'read-only')).toMatchObject([
            {
                code: 'read-only',
                message: expect.stringMatching(/^7 calls were refused .*POST .*\/x \(2×\).*DELETE .*\/nested/),
            },
        ]);
    });

    it('without it, they are sent', async () => {
        const document = await run('demo/writes', '--ephemeral');
        expect(document.output).toMatchObject({ post: 200, put: 200, patch: 200, delete: 200 });
        expect(received).toEqual(
            expect.arrayContaining(['POST /x', 'PUT /x', 'PATCH /x', 'DELETE /x', 'DELETE /nested']),
        );
    });
});

describe('a trial run', () => {
    it('--max-pages cuts each pagination, says so, and is no run to go on from', async () => {
        const store = ['--store', `${project.root}/store-pages`];
        const cut = await run('demo/tracked', '--max-pages', '2', ...store);
        expect([cut.ok, cut.records.Item?.length, received.length]).toEqual([true, 4, 2]);
        expect(codes(cut)).toEqual(['max-pages', 'track-deletes-skipped']);
        const whole = await run('demo/tracked', ...store);
        expect([whole.counts.Item, codes(whole)]).toEqual([{ added: 6, updated: 0, unchanged: 4, deleted: 0 }, []]);
        const again = await run('demo/tracked', '--max-pages', '1', ...store);
        expect(again.counts.Item).toEqual({ added: 0, updated: 0, unchanged: 2, deleted: 0 });
    });

    it('--max-records ends the run with the last record that may be saved', async () => {
        const document = await run('demo/pages', '--ephemeral', '--max-records', '3');
        expect([document.ok, document.records.Item?.map(({ id }) => id)]).toEqual([true, ['0a', '0b', '1a']]);
        expect([codes(document), received.length]).toEqual([['max-records'], 2]);
    });

    it('a pagination that asks for a page again is reported', async () => {
        const document = await run('demo/loop', '--ephemeral');
        expect(warningsOf(document)).toMatchObject([
            { code: 'page-loop', message: expect.stringContaining('GET /loop') },
        ]);
    });

    it('a loop of the script’s own that sends one GET over and over is reported', async () => {
        expect(codes(await run('demo/ownLoop', '--ephemeral'))).toEqual(['page-loop']);
    });
});

describe('the script’s surroundings', () => {
    it('--now sets the clock, which runs on from there', async () => {
        const document = await run('demo/clock', '--ephemeral', '--now', '2019-02-03T04:05:06Z');
        const { first, ran, ...rest } = document.output as { first: string; ran: number };
        expect(first).toMatch(/^2019-02-03T04:0[5-7]:/);
        expect([ran >= 19, ran < 10_000]).toEqual([true, true]);
        expect(rest).toMatchObject({
            year: 2019,
            given: 2001,
            own: true,
            text: expect.stringMatching(/Feb 0[23] 2019/),
        });
    });

    it('--lenient adds fetch, timers and encoders, never process; fetch obeys the run’s other flags', async () => {
        const document = await run('demo/lenient', '--ephemeral', '--lenient', '--read-only');
        expect(document.error).toBeNull();
        expect(document.output).toMatchObject({
            types: {
                fetch: 'function',
                atob: 'function',
                FormData: 'function',
                process: 'undefined',
                global: 'undefined',
            },
            body: { path: '/fetched?a=1' },
            ticks: 3,
            bytes: 2,
            posted: expect.stringMatching(/^read_only: POST/),
        });
        expect(received).toEqual(['GET /fetched?a=1']);
        expect(document.http.map(({ method, status }) => [method, status])).toEqual([
            ['GET', 200],
            ['POST', undefined],
        ]);
        expect(codes(document)).toEqual(['lenient', 'read-only']);
    });

    it('without it, they are missing', async () => {
        const { types } = (await run('demo/lenient', '--ephemeral')).output as { types: Record<string, string> };
        expect(new Set(Object.entries(types).map(([name, type]) => name === 'require' || type))).toEqual(
            new Set(['undefined', true]),
        );
    });
});

describe('data that does not match its declared model (nango-semantics §6.10)', () => {
    it('of records: counted, with the first of each kind, and the run succeeds', async () => {
        const document = await run('demo/wrong', '--ephemeral');
        expect([document.ok, document.records.Item?.length]).toEqual([true, 3]);
        expect(warningsOf(document)).toEqual([
            {
                code: 'record-mismatch',
                message:
                    '2 records do not match the model Item: name must be a string, and is a number (id a) (3 mismatches in all).',
                mismatches: [
                    { model: 'Item', id: 'a', path: 'name', message: 'must be a string, and is a number', count: 2 },
                    { model: 'Item', id: 'c', path: 'more', message: 'is not declared', count: 1 },
                ],
            },
        ]);
    });

    it('of input and output', async () => {
        const document = await run('demo/wrongOutput', '--ephemeral', '--input', '{"id":"a"}');
        expect([document.ok, document.output]).toEqual([true, { id: 1 }]);
        expect(document.warnings).toMatchObject([
            { code: 'input-mismatch', mismatches: [{ path: 'name', message: 'is missing', count: 1 }] },
            { code: 'output-mismatch', mismatches: [{ path: 'name' }, { path: 'id' }] },
        ]);
    });

    it.each([
        [
            'demo/wrong',
            [],
            'invalid_sync_record',
            { model: 'Item', id: 'a', validation: [{ path: 'name', message: 'must be a string, and is a number' }] },
        ],
        ['demo/wrongOutput', ['--input', '{}'], 'invalid_action_input', {}],
        ['demo/wrongOutput', ['--input', '{"id":"a","name":"b"}'], 'invalid_action_output', {}],
    ])('--validate fails %s %s with %s, before anything is kept', async (script, args, type, payload) => {
        const document = await run(script, '--ephemeral', '--validate', ...args);
        expect([document.ok, document.records, document.output]).toEqual([false, {}, null]);
        expect(document.error).toMatchObject({ type, payload });
    });
});

it.each([
    [['--max-pages', '0'], 'at least 1'],
    [['--max-records', '1.5'], 'a whole number'],
    [['--now', 'tomorrow'], 'an ISO 8601 date'],
    [['--strict', '--lenient'], "cannot be used with option '--strict'"],
    [['--payload', '{'], 'not valid JSON'],
])('a wrong flag is said before anything runs: %s', async (args, said) => {
    const { code, stderr } = await syncbench(['run', 'demo/pages', '--project', project.root, ...args]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
});
