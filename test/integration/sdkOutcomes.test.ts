import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunDocument, runJson, syncbench } from '../support/syncbench';
import { action, sync, type TestProject, testProject } from '../support/testProject';
import { json, type TestServer, testServer } from '../support/testServer';

const ACTIONS = {
    output: `return input;`,
    nothing: ``,
    large: `return { text: 'x'.repeat(input) };`,
    'action-error': `throw new nango.ActionError({ code: 'no_such_issue', id: 7 });`,
    'action-error-text': `throw new nango.ActionError('plain');`,
    'long-payload': `throw new nango.ActionError({ text: '€'.repeat(40000) });`,
    internal: `null.x;`,
    provider: `await nango.get({ endpoint: input });`,
    network: `await nango.get({ endpoint: '/hang-up' });`,
    'record-error': `await nango.tryAcquireLock({ key: '', ttlMs: 1 });`,
    triggering: `
        try { await nango.triggerAction('demo', nango.connectionId, input[0], input[1]); }
        catch (e: any) { return [e.response.status, e.response.data]; }`,
};

let project: TestProject;
let api: TestServer;

beforeAll(async () => {
    api = await testServer((request, response) => {
        if (request.url === '/hang-up') return void request.socket.destroy();
        const headers = { 'x-ratelimit-remaining': '0', 'set-cookie': 'a=b', 'x-other': '1' };
        if (request.url === '/secret') return json(response, { echo: 'throw-away-key' }, 403, headers);
        if (request.url === '/payload') return json(response, { payload: { inner: true }, more: 1 }, 422, headers);
        if (request.url === '/large') return json(response, { text: 'x'.repeat(200_000) }, 500);
        json(response, { message: 'Not Found' }, 404, headers);
    });
    project = testProject({
        ...Object.fromEntries(Object.entries(ACTIONS).map(([name, body]) => [`demo/actions/${name}.ts`, action(body)])),
        'demo/syncs/failing.ts': sync(`throw new nango.ActionError({ a: 1 });`),
        'syncbench/connections/default.json':
            '{"provider":"github","credentials":{"type":"API_KEY","apiKey":"throw-away-key"}}',
    });
});

afterAll(async () => {
    project.remove();
    await api.close();
});

const run = (script: string, input?: unknown): Promise<RunDocument> =>
    runJson(project.root, `demo/${script}`, [
        '--base-url',
        api.url,
        ...(input === undefined ? [] : ['--input', JSON.stringify(input)]),
    ]);

const RUNTIME_ERROR = 'The action script failed with a runtime error';
const upstream = (status: number, body: unknown) => ({
    status,
    headers: { 'content-type': 'application/json', 'x-ratelimit-remaining': '0' },
    body,
});

describe('the response to an action that succeeds (nango-semantics §9.2)', () => {
    it.each([
        ['its output', { a: [1, null] }],
        ['null', null],
        ['text', 'x'],
    ])('is %s', async (_name, output) => {
        expect(await run('output', output)).toMatchObject({
            ok: true,
            output,
            response: { status: 200, body: output },
        });
    });

    it('has no body for undefined', async () => {
        expect((await run('nothing')).response).toEqual({ status: 200 });
    });

    it('holds 2 MB of JSON and not a byte more', async () => {
        const most = 2 * 1024 * 1024 - '{"text":""}'.length;
        expect((await run('large', most)).response?.status).toBe(200);
        const { ok, output, error, response } = await run('large', most + 1);
        expect([ok, output]).toEqual([false, null]);
        const message = 'The output is 2.0 MB as JSON; the cloud refuses more than 2.0 MB.';
        expect(error).toMatchObject({ type: 'script_internal_error', message, advice: expect.any(String), line: 1 });
        expect(response).toEqual({
            status: 500,
            body: { error: { message, code: 'script_internal_error', payload: { name: 'Error', message } } },
        });
    });
});

describe('the response to an action that fails', () => {
    it.each<[string, unknown, unknown]>([
        ['action-error', { code: 'no_such_issue', id: 7 }, undefined],
        ['action-error-text', { message: 'plain' }, undefined],
    ])('%s: 500 with its payload, and the shape of 2024 beside it', async (script, payload) => {
        const { error, response } = await run(script);
        const code = 'action_script_runtime_error';
        expect(error).toMatchObject({ type: code, status: 500, payload });
        expect(response).toEqual({
            status: 500,
            body: { error: { message: RUNTIME_ERROR, code, payload } },
            body2024: { error_type: 'action_script_failure', payload },
        });
    });

    it('a payload is cut at 99 kB', async () => {
        const { error } = await run('long-payload');
        const payload = error?.payload as { message: string } | undefined;
        expect(payload?.message).toMatch(/€\.\.\. \(truncated\)$/);
        expect(Buffer.byteLength(payload?.message ?? '')).toBeLessThan(99_100);
    });

    it('a provider that refuses: 424 with its answer; of its headers the type and the rate limits', async () => {
        const { error, response } = await run('provider', '/nowhere');
        const payload = { message: 'Not Found' };
        expect(error).toMatchObject({ type: 'script_http_error', status: 404, payload });
        expect(error?.additional_properties).toEqual({ upstream_response: upstream(404, payload) });
        const body = { error: { payload, code: 'script_http_error', upstream: upstream(404, payload) } };
        expect(response).toEqual({ status: 424, body });
    });

    it('the payload inside an answer is the payload, the answer stays whole', async () => {
        const { error } = await run('provider', '/payload');
        expect(error?.payload).toEqual({ inner: true });
        const answer = { payload: { inner: true }, more: 1 };
        expect(error?.additional_properties).toEqual({ upstream_response: upstream(422, answer) });
    });

    it('a secret in the answer is redacted in all of them, a long answer cut', async () => {
        expect(JSON.stringify(await run('provider', '/secret'))).not.toContain('throw-away-key');
        const { response } = await run('provider', '/large');
        expect(JSON.stringify(response).length).toBeLessThan(200_000);
    });

    it.each([
        ['network', 'script_network_error', 'script_network_error'],
        ['internal', 'script_internal_error', 'script_internal_error'],
        ['record-error', 'invalid_lock', 'script_internal_error'],
    ])('%s: 500 with message and code', async (script, type, code) => {
        const { error, response } = await run(script);
        expect(error?.type).toBe(type);
        expect(response).toMatchObject({
            status: 500,
            body: { error: { message: error?.message, code, payload: { name: expect.any(String) } } },
        });
    });

    it('is shown in the terminal', async () => {
        const { stdout } = await syncbench(['run', 'demo/action-error', '--project', project.root]);
        expect(stdout).toContain('The app would receive HTTP 500:');
        expect(stdout).toContain('"code": "action_script_runtime_error"');
    });

    it('is what a script gets that triggers the action', async () => {
        const { response } = await run('action-error');
        expect((await run('triggering', ['action-error'])).output).toEqual([500, response?.body]);
        const failed = await run('provider', '/nowhere');
        expect((await run('triggering', ['provider', '/nowhere'])).output).toEqual([424, failed.response?.body]);
        expect((await run('triggering', ['nobody'])).output).toMatchObject([404, { error: { code: 'not_found' } }]);
    });
});

it('a sync answers no app', async () => {
    const { error, response } = await run('failing');
    expect(error).toMatchObject({ type: 'action_script_runtime_error', payload: { a: 1 } });
    expect(response).toBeNull();
});
