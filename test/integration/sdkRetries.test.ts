import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runJson, syncbench } from '../support/syncbench';
import { action, type TestProject, testProject } from '../support/testProject';
import { json, type TestServer, testServer } from '../support/testServer';

let api: TestServer;
let project: TestProject;
const failures = new Map<string, number>();

const connectionFile = () => path.join(project.root, 'syncbench/connections/keyed.json');
const connection = (apiKey: string) =>
    JSON.stringify({ provider: 'github-pat', credentials: { type: 'API_KEY', apiKey } });

beforeAll(async () => {
    api = await testServer((request, response) => {
        const { pathname } = new URL(request.url!, 'http://localhost');
        const [, path, status] = pathname.split('/');
        if (path === 'status') return json(response, {}, Number(status));
        if (path === 'fails-twice') {
            const count = (failures.get(pathname) ?? 0) + 1;
            failures.set(pathname, count);
            return json(response, { count }, count <= 2 ? Number(status) : 200);
        }
        if (path !== 'keyed') return json(response, { list: [1] });
        if (request.headers.authorization === 'Bearer second-key-of-two') return json(response, { ok: true });
        writeFileSync(connectionFile(), connection('second-key-of-two'));
        return json(response, {}, 401);
    });
    project = testProject({
        'demo/actions/retries.ts': action(
            `return (await nango.get({ endpoint: '/fails-twice/' + input.status, retries: 3, ...input.more })).data;`,
        ),
        'demo/actions/streams.ts': action(`
            const { data } = await nango.get({ endpoint: '/json', responseType: 'stream' });
            return (await nango.post({ endpoint: '/fails-twice/500/stream', data, retries: 2 })).data;`),
        'demo/actions/unauthorized.ts': action(`await nango.get({ endpoint: '/status/401', retries: 2 });`),
        'demo/actions/no-retries.ts': action(`await nango.get({ endpoint: '/status/500' });`),
        'demo/actions/keyed.ts': action(`return (await nango.get({ endpoint: '/keyed', retries: 2 })).data;`),
        'syncbench/connections/keyed.json': connection('first-key-of-two'),
        'syncbench/connections/plain.json': '{}',
    });
});

afterAll(async () => {
    project.remove();
    await api.close();
});

const run = (script: string, args: string[] = []) =>
    runJson(project.root, `demo/${script}`, [
        ...['--ephemeral', '--base-url', api.url, '--retry-scale', '0.001', '--connection', 'plain'],
        ...args,
    ]);

describe('retries', () => {
    const retries = (status: number, more: object = {}) =>
        run('retries', ['--input', JSON.stringify({ status, more })]).then((document) => {
            failures.clear();
            return document;
        });

    it('none by default', async () => {
        const { error, http } = await run('no-retries');
        expect([http.length, error?.type]).toEqual([1, 'script_http_error']);
    });

    it('wait 3 s · 2^n, scaled, and say why', async () => {
        const { output, http } = await retries(500);
        expect(output).toEqual({ count: 3 });
        expect(http.map(({ status, retry }) => [status, retry])).toEqual([
            [500, { attempt: 0, max: 3, waitedMs: 0 }],
            [500, { attempt: 1, max: 3, waitedMs: 3, reason: 'status 500' }],
            [200, { attempt: 2, max: 3, waitedMs: 6, reason: 'status 500' }],
        ]);
    });

    it('end when they are used up, with the last error', async () => {
        const { error, http } = await retries(503, { retries: 1 });
        expect([http.length, error?.type, error?.payload]).toEqual([2, 'script_http_error', { count: 2 }]);
    });

    it.each([
        [429, {}, 3],
        [404, {}, 1],
        [404, { retryOn: [404] }, 3],
        [500, { retryOn: [404] }, 3],
        [400, { retryOn: [404] }, 1],
        [404, { retryOn: null }, 1],
    ])('%i with %j: %i attempts', async (status, more, attempts) => {
        expect((await retries(status, more)).http).toHaveLength(attempts);
    });

    it('of a stream that was sent once are told of', async () => {
        const store = ['--store', path.join(project.root, '.store')];
        const { code } = await runJson(project.root, 'demo/streams', [
            ...['--connection', 'plain', '--base-url', api.url, '--retry-scale', '0'],
            ...store,
        ]);
        const { stdout } = await syncbench(['runs', 'last', '--json', ...store]);
        const codes = JSON.parse(stdout).warnings.map((warning: { code: string }) => warning.code);
        expect([code, codes]).toEqual([0, ['stream_sent_once', 'output-mismatch']]);
    });

    it('of a 401 end when the credentials are the same as before', async () => {
        const { error, http, logs } = await run('unauthorized');
        expect([http.length, error?.type]).toEqual([1, 'script_http_error']);
        expect(logs.map(({ message }) => message)).toEqual([
            'Skipping retry HTTP call (reason: invalid_credentials) [1/2]',
        ]);
    });

    it('of a 401 take the credentials that came meanwhile', async () => {
        const { output, http } = await run('keyed', ['--connection', 'keyed']);
        expect(output).toEqual({ ok: true });
        expect(http.map(({ status }) => status)).toEqual([401, 200]);
    });
});
