import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { runJson, syncbench } from '../support/syncbench';
import { action, type TestProject, testProject } from '../support/testProject';
import { type TestServer, testServer } from '../support/testServer';

let api: TestServer;
let project: TestProject;

beforeAll(async () => {
    api = await testServer((request, response) => {
        response.writeHead(Number(request.url?.slice(1))).end('{"id":"1","name":"a"}');
    });
    const call = (endpoint: string) => action(`return (await nango.get({ endpoint: '${endpoint}' })).data;`);
    project = testProject({
        'demo/actions/refused.ts': call('/401'),
        'demo/actions/limited.ts': call('/429'),
        'demo/actions/forbidden.ts': call('/403'),
        'demo/actions/failing.ts': call('/500'),
        'demo/actions/limited-thrice.ts': action("return (await nango.get({ endpoint: '/429', retries: 2 })).data;"),
        'demo/actions/by-metadata.ts': action("return { id: (await nango.getMetadata()).account, name: 'a' };"),
        'demo/actions/token.ts': action("await nango.getToken(); return { id: '1', name: 'a' };"),
        'demo/actions/answered.ts': call('/200'),
        'syncbench/connections/octo.json': '{ "provider": "github" }',
        'syncbench/connections/else.json': '{ "provider_config_key": "deom" }',
    });
});
afterAll(async () => {
    project.remove();
    await api.close();
});

const run = (script: string, more: string[] = [], base = api.url) =>
    runJson(project.root, script, ['--base-url', base, ...more]);

it('a call without credentials that is refused: where they are given', async () => {
    const { warnings } = await run('refused');
    expect(warnings).toEqual([
        expect.objectContaining({
            code: 'no_credentials',
            // As the provider of the connection takes them: GitHub has OAuth 2.
            message: expect.stringContaining(
                'SYNCBENCH_CREDENTIALS_DEMO__OCTO, as JSON like {"type":"OAUTH2","access_token":"…"}.',
            ),
        }),
    ]);
});

it('a token that was held back: that it was, and nothing of credentials that there are none of', async () => {
    const given = { SYNCBENCH_CREDENTIALS_DEMO__OCTO: '{"type":"OAUTH2","access_token":"throw-away"}' };
    const { warnings } = await runJson(project.root, 'token', ['--base-url', api.url], given);
    expect(warnings.map(({ code }) => code)).toEqual(['credentials_withheld']);
});

it('an API that limits calls: retries', async () => {
    expect((await run('limited')).error).toMatchObject({ advice: expect.stringContaining('`retries`') });
});

it('an API that limits calls, to the last retry: what was tried', async () => {
    const { error } = await run('limited-thrice', ['--retry-scale', '0']);
    expect(error?.advice).toMatch(
        /^The call was sent 3 times, .* Give it more: with `retries: 3` it waits 21 s in all\./,
    );
});

it('an API that is not there: what to look at', async () => {
    // Nothing has listened at port 1 since the eighties.
    const { error } = await run('answered', [], 'http://127.0.0.1:1');
    expect(error).toMatchObject({
        type: 'script_network_error',
        advice: expect.stringContaining('is the API running'),
    });
});

it.each([
    ['octp', 'Did you mean octo?'],
    ['somebody', 'Those of demo are octo.'],
])('a connection that no file describes, where others are described: %s', async (id, advice) => {
    const { ok, warnings } = await run('answered', ['--connection', id]);
    expect(ok).toBe(true);
    expect(warnings).toEqual([
        { code: 'connection-unknown', message: `No file describes the connection ${id}. ${advice}` },
    ]);
});

const NOT_USED = expect.stringMatching(
    /connections.else\.json describes a connection of `deom`, not of `demo`, so it is not used\. Is its `provider_config_key` misspelt\?$/,
);

it('a connection that is described for another integration: its file', async () => {
    const { warnings } = await run('answered', ['--connection', 'else']);
    expect(warnings).toEqual([{ code: 'connection-unknown', message: NOT_USED }]);
});

it.each([
    ['deom', [{ code: 'connection-unknown', message: NOT_USED }]],
    ['demo-app', []],
    ['slack', []],
])('no connection, where the only file is for the integration %s', async (key, expected) => {
    const other = testProject({
        'demo/actions/answered.ts': action("return { id: '1', name: 'a' };"),
        'syncbench/connections/else.json': JSON.stringify({ provider_config_key: key }),
    });
    onTestFinished(() => other.remove());
    expect((await runJson(other.root, 'answered')).warnings).toEqual(expected);
});

it('a script that falls over metadata which its connection has not: where it is given', async () => {
    const { error } = await run('by-metadata', ['--connection', 'octo']);
    expect(error?.advice).toBe(
        'The script asked for metadata, and the connection octo has none: give it with --metadata, or as `metadata` in the connection file.',
    );
    expect((await run('by-metadata', ['--metadata', 'null'])).error?.advice ?? '').not.toContain('connection file');
});

it.each([
    ['is refused (401)', 'refused'],
    ['is refused (403)', 'forbidden'],
    ['finds no metadata', 'by-metadata'],
])(
    'a run on a connection that no file describes, which %s: the connection is the first advice',
    async (_what, script) => {
        const { error } = await run(script, ['--connection', 'octp']);
        expect(error?.advice).toMatch(/^No file describes the connection octp\. Did you mean octo\?/);
    },
);

it.each([
    ['a run that fails otherwise', 'failing', 'octp'],
    ['a run on a connection that is described', 'forbidden', 'octo'],
])('%s: nothing is said of the connection', async (_what, script, connection) => {
    const { error } = await run(script, ['--connection', connection]);
    expect(error).not.toBeNull();
    expect(error?.advice ?? '').not.toContain('octo');
});

it.each(['run', 'check'])('an index.ts without the folder that Nango knows a project by: %s', async (command) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'syncbench-'));
    writeFileSync(path.join(folder, 'index.ts'), "import './demo/actions/answered.js';\n");
    const script = command === 'run' ? ['answered'] : [];
    const { code, stderr } = await syncbench([command, ...script, '--project', folder]);
    rmSync(folder, { recursive: true });
    expect(code).toBe(2);
    expect(stderr).toContain('has an index.ts, but no folder .nango beside it');
});
