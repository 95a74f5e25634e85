import { afterAll, beforeAll, expect, it } from 'vitest';
import { runJson } from '../support/syncbench';
import { action, type TestProject, testProject } from '../support/testProject';
import { json, type TestServer, testServer } from '../support/testServer';

let api: TestServer;
let other: TestServer;
let project: TestProject;

beforeAll(async () => {
    const answer = (from: string) =>
        testServer((request, response) =>
            json(response, { from, url: request.url, authorization: request.headers.authorization ?? null }),
        );
    [api, other] = await Promise.all([answer('api'), answer('other')]);
    project = testProject({
        'demo/actions/call.ts': action(
            `return (await nango.get({ endpoint: '/x', baseUrlOverride: 'https://else.test' })).data;`,
        ),
        'syncbench/connections/octo.json': JSON.stringify({ base_url: `${api.url}/mock`, provider: 'github' }),
    });
});
afterAll(async () => {
    project.remove();
    await Promise.all([api.close(), other.close()]);
});

it('every call goes to the base_url of the connection file', async () => {
    expect((await runJson(project.root, 'call')).output).toMatchObject({ from: 'api', url: '/mock/x' });
});

it('--base-url comes before it', async () => {
    expect((await runJson(project.root, 'call', ['--base-url', other.url])).output).toMatchObject({
        from: 'other',
        url: '/x',
    });
});

it('credentials of the environment are not sent there, unless it is allowed', async () => {
    const env = { SYNCBENCH_CREDENTIALS_DEMO__OCTO: '{"type":"OAUTH2","access_token":"secret-token"}' };
    const kept = await runJson(project.root, 'call', [], env);
    expect(kept.output).toMatchObject({ from: 'api', authorization: null });
    const sent = await runJson(project.root, 'call', ['--allow-origin', api.url], env);
    expect((sent.output as { authorization: string }).authorization).toMatch(/^Bearer /);
});
