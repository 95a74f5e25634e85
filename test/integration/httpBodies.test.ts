import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpBody } from '../../src/protocol/httpBodies';
import { runJson, syncbench } from '../support/syncbench';
import { action, type TestProject, testProject } from '../support/testProject';
import { json, type TestServer, testServer } from '../support/testServer';

/** The connection's own token, which the API echoes, and one that only a name tells to be a secret. */
const CREDENTIAL = 'connection-token-4711';
const MINTED = 'minted-0815';
const LONG = 'ä'.repeat(50_000);

const CALLS = action(`
    await nango.post({ endpoint: '/token', data: { grant_type: 'x', client_secret: '${MINTED}' } });
    await nango.get({ endpoint: '/long' });
    await nango.get({ endpoint: '/png', responseType: 'arraybuffer' });
    await nango.delete({ endpoint: '/none' });
    for await (const page of nango.paginate({ endpoint: '/pages', paginate: { type: 'link', link_rel_in_response_header: 'next' } }));
    await nango.uncontrolledFetch({ url: 'https://api.example.com/fetched', method: 'POST', body: 'sent by fetch' });
    await nango.get({ endpoint: '/refused' });
`);

let api: TestServer;
let project: TestProject;
let texts: string[];

const inProject = (...args: string[]) => syncbench([...args, '--project', project.root]);

beforeAll(async () => {
    api = await testServer((request, response) => {
        const { pathname } = new URL(request.url ?? '', 'http://localhost');
        const { authorization = '' } = request.headers;
        request.resume();
        switch (pathname) {
            case '/token':
                response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
                return response.end(gzipSync(JSON.stringify({ access_token: MINTED, echo: authorization })));
            case '/long':
                return response.setHeader('content-type', 'text/plain').end(LONG + authorization);
            case '/png':
                return response.setHeader('content-type', 'image/png').end(Buffer.from([1, 2, 3]));
            case '/none':
                return response.writeHead(204).end();
            case '/refused':
                return json(response, { problem: authorization }, 403);
            default:
                return json(response, [{ from: pathname, id_token: MINTED }]);
        }
    });
    project = testProject({
        'demo/actions/calls.ts': CALLS,
        'demo/actions/plain.ts': action(`await nango.get({ endpoint: '/pages' });`),
        'demo/actions/fetches.ts': action(`
            const response = await fetch('https://api.example.com/token', { method: 'POST', body: 'by fetch' });
            return { echo: (await response.json()).access_token.length };
        `),
        'syncbench/connections/octo.json': JSON.stringify({
            base_url: api.url,
            provider: 'github',
            credentials: { type: 'OAUTH2', access_token: CREDENTIAL },
        }),
    });
    const flags = ['--project', project.root, '--connection', 'octo', '--base-url', api.url, '--allow-origin', api.url];
    const asJson = await syncbench(['run', 'demo/calls', ...flags, '--json']);
    expect(asJson.stdout).not.toContain('requestBody');
    const shown = [
        await inProject('runs', 'last'),
        await inProject('runs', 'last', '--bodies'),
        await inProject('runs', 'last', '--bodies', '--json'),
    ];
    texts = [asJson, ...shown].map(({ stdout, stderr }) => stdout + stderr);
});

afterAll(async () => {
    await api.close();
    project.remove();
});

type Entry = { url: string; status?: number; requestBody?: HttpBody; responseBody?: HttpBody };

function entry(pathname: string): Entry {
    const { http } = JSON.parse(texts[3] ?? '') as { http: Entry[] };
    const found = http.find(({ url }) => new URL(url).pathname === pathname);
    if (!found) throw new Error(`No call of ${pathname}.`);
    return found;
}

describe('what a run keeps of its calls', () => {
    const type = 'application/json';

    it('is what was sent and what came back, without credentials', () => {
        expect(entry('/token')).toMatchObject({
            requestBody: { type, text: '{"grant_type":"x","client_secret":"REDACTED"}' },
            responseBody: { type, text: '{"access_token":"REDACTED","echo":"Bearer REDACTED"}' },
        });
        const page = '[{"from":"/pages","id_token":"REDACTED"}]';
        expect(entry('/pages')).toMatchObject({ responseBody: { text: page } });
        expect(entry('/fetched')).toMatchObject({
            requestBody: { type: 'text/plain;charset=UTF-8', size: 13, text: 'sent by fetch' },
            responseBody: { text: '[{"from":"/fetched","id_token":"REDACTED"}]' },
        });
        expect(entry('/refused')).toMatchObject({
            status: 403,
            responseBody: { text: '{"problem":"Bearer REDACTED"}' },
        });
    });

    it('is the beginning of a long one, a description of a binary one, and nothing of an empty one', () => {
        const size = 100_000 + `Bearer ${CREDENTIAL}`.length;
        expect(entry('/long').responseBody).toEqual({
            type: 'text/plain',
            size,
            text: LONG.slice(0, 32_000),
            cut: true,
        });
        expect(entry('/png').responseBody).toEqual({ type: 'image/png', size: 3, omitted: 'binary' });
        for (const pathname of ['/none', '/long']) expect(entry(pathname)).not.toHaveProperty('requestBody');
        expect(entry('/none')).not.toHaveProperty('responseBody');
    });

    it('has no secret, in no file of the store and in nothing that is printed', () => {
        const store = path.join(project.root, '.syncbench');
        const files = readdirSync(store, { withFileTypes: true }).filter((file) => file.isFile());
        expect(files.map(({ name }) => name)).toContain('store.sqlite');
        const kept = [...files.map(({ name }) => readFileSync(path.join(store, name), 'latin1')), ...texts];
        // Was looked for where it can be found.
        expect(kept.some((text) => text.includes('sent by fetch'))).toBe(true);
        for (const secret of [CREDENTIAL, MINTED, Buffer.from(CREDENTIAL).toString('base64')]) {
            expect(kept.filter((text) => text.includes(secret))).toEqual([]);
        }
    });

    it('is shown by a run on request', () => {
        const [, plain, shown = ''] = texts;
        expect(plain).not.toContain('grant_type');
        expect(shown).toContain(
            'request body  application/json  48 B\n              {\n                "grant_type": "x",',
        );
        expect(shown).toContain('response body  image/png  3 B  not kept: it is no text');
        expect(shown).toContain('only the beginning was kept');
        expect(shown).toContain('--json shows all that is kept');
    });
});

it('--no-bodies keeps nothing of them', async () => {
    const { ok } = await runJson(project.root, 'demo/plain', [
        '--connection',
        'octo',
        '--base-url',
        api.url,
        '--no-bodies',
    ]);
    expect(ok).toBe(true);
    const { stdout } = await inProject('runs', 'last', '--bodies');
    expect(stdout).toContain('response body  not kept: that was switched off');
    const document = JSON.parse((await inProject('runs', 'last', '--bodies', '--json')).stdout);
    expect(document.http[0]).not.toHaveProperty('responseBody');
    expect(document.run.options).toMatchObject({ keepBodies: false });
});

it('of fetch, whose bodies are streams of the script, only that is said', async () => {
    const flags = ['--connection', 'octo', '--base-url', api.url, '--lenient'];
    const { output } = await runJson(project.root, 'demo/fetches', flags);
    expect(output).toEqual({ echo: MINTED.length });
    const document = JSON.parse((await inProject('runs', 'last', '--bodies', '--json')).stdout);
    expect(document.http[0]).toMatchObject({
        requestBody: { type: 'text/plain;charset=UTF-8', omitted: 'stream' },
        responseBody: { type: 'application/json', omitted: 'stream' },
    });
    expect((await inProject('runs', 'last', '--bodies')).stdout).toContain('it was sent or received as a stream');
});
