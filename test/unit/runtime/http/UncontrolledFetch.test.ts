import type http from 'node:http';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Redactor } from '../../../../src/core/redaction/Redactor';
import type { HttpAttempt } from '../../../../src/protocol/events';
import { UncontrolledFetch, type UncontrolledFetchOptions } from '../../../../src/runtime/http/UncontrolledFetch';
import { json, type TestServer, testServer } from '../../../support/testServer';

type Seen = { method?: string; url?: string; headers: http.IncomingHttpHeaders; body: string };

let server: TestServer;
let seen: Seen[] = [];

beforeAll(async () => {
    server = await testServer(async (request, response) => {
        let body = '';
        for await (const chunk of request) body += chunk;
        seen.push({ method: request.method, url: request.url, headers: request.headers, body });
        const { pathname, searchParams } = new URL(request.url!, 'http://x');
        const left = Number(searchParams.get('left') ?? 0);
        const to = searchParams.get('to');
        if (pathname === '/redirect') {
            response.writeHead(Number(searchParams.get('status') ?? 302), {
                location: to ?? `/redirect?left=${left - 1}`,
            });
            return response.end();
        }
        if (pathname === '/status') {
            const status = Number(searchParams.get('status'));
            response.writeHead(status, { 'set-cookie': ['a=1', 'b=2'], 'x-one': 'yes' });
            return response.end(status === 204 ? undefined : 'text');
        }
        json(response, { method: request.method, body });
    });
});
afterAll(() => server.close());

function client(options: Partial<UncontrolledFetchOptions> = {}) {
    seen = [];
    const attempts: Omit<HttpAttempt, 'seq'>[] = [];
    const abort = new AbortController();
    const fetcher = new UncontrolledFetch({
        baseUrl: server.url,
        network: { strictTls: true },
        redactor: new Redactor(),
        signal: abort.signal,
        onAttempt: () => (attempt) => attempts.push(attempt),
        refusal: (code, message) => Object.assign(new Error(message), { code }),
        ...options,
    });
    return { fetcher, attempts, abort };
}

/** A chain of redirects; the last one answers. */
const chain = (length: number) => {
    let to = '/end';
    for (let n = 0; n < length; n++) to = `/redirect?to=${encodeURIComponent(to)}`;
    return `https://api.example.com${to}`;
};

describe('uncontrolledFetch (nango-semantics §3.4)', () => {
    it("gives fetch's own Response", async () => {
        const { fetcher, attempts } = client();
        const response = await fetcher.fetch({
            url: new URL('https://api.example.com/echo?q=1'),
            method: 'post',
            headers: { 'X-Own': 'header', 'Content-Type': 'application/json' },
            body: '{"a":1}',
        });
        expect([response.ok, response.status]).toEqual([true, 200]);
        expect(response.headers.get('content-type')).toBe('application/json');
        expect(await response.json()).toEqual({ method: 'POST', body: '{"a":1}' });
        expect(seen[0]).toMatchObject({
            url: '/echo?q=1',
            headers: { 'x-own': 'header', 'content-type': 'application/json' },
        });
        expect(attempts).toMatchObject([
            {
                method: 'POST',
                status: 200,
                requestSize: 7,
                url: `${server.url}/echo?q=1`,
                requestHeaders: { 'x-own': 'header', accept: '*/*' },
            },
        ]);
    });

    it.each([404, 500, 204])('gives a status of %i as an answer, not an error', async (status) => {
        const response = await client().fetcher.fetch({ url: `https://api.example.com/status?status=${status}` });
        expect([response.status, response.headers.get('x-one'), response.headers.getSetCookie()]).toEqual([
            status,
            'yes',
            ['a=1', 'b=2'],
        ]);
        expect(await response.text()).toBe(status === 204 ? '' : 'text');
    });

    it('sends no credentials and no content type of its own', async () => {
        await client().fetcher.fetch({ url: 'https://api.example.com/echo', method: 'POST', body: 'x' });
        expect(seen[0]?.headers).not.toHaveProperty('authorization');
        expect(seen[0]?.headers['content-type'] ?? '').not.toContain('json');
        expect(seen[0]?.body).toBe('x');
    });

    it.each<[string, unknown, string, string | undefined]>([
        ['text', 'ü', 'ü', 'text/plain;charset=UTF-8'],
        ['a Buffer', Buffer.from('bytes'), 'bytes', undefined],
        ['a part of a larger array', new Uint8Array(Buffer.from('-bytes-')).subarray(1, 6), 'bytes', undefined],
        ["a script's own array", runInNewContext('new Uint8Array([98, 121])'), 'by', undefined],
        ["a script's own ArrayBuffer", runInNewContext('new Uint8Array([98, 121]).buffer'), 'by', undefined],
        [
            'URLSearchParams',
            new URLSearchParams({ a: '1 2' }),
            'a=1+2',
            'application/x-www-form-urlencoded;charset=UTF-8',
        ],
        ['a number', 5, '5', 'text/plain;charset=UTF-8'],
        ['null', null, '', undefined],
    ])("sends %s as fetch does, under fetch's type", async (_what, body, text, type) => {
        await client().fetcher.fetch({ url: 'https://api.example.com/echo', method: 'POST', body });
        expect([seen[0]?.body, seen[0]?.headers['content-type']]).toEqual([text, type]);
        await client().fetcher.fetch({
            url: 'https://api.example.com/echo',
            method: 'POST',
            headers: { 'Content-Type': 'a/b' },
            body,
        });
        expect(seen[0]?.headers['content-type']).toBe('a/b');
    });

    it('refuses a GET with a body, as fetch does', async () => {
        const { fetcher } = client();
        await expect(fetcher.fetch({ url: 'https://api.example.com/echo', body: '' })).rejects.toThrow(TypeError);
        expect(seen).toEqual([]);
    });

    it('follows five redirects, each an attempt, and no sixth', async () => {
        const { fetcher, attempts } = client();
        const response = await fetcher.fetch({ url: chain(5) });
        expect([response.status, response.url]).toEqual([200, `${server.url}/end`]);
        expect(attempts).toHaveLength(6);
        await expect(client().fetcher.fetch({ url: chain(6) })).rejects.toMatchObject({ code: 'too_many_redirects' });
    });

    it('refuses a redirect that leads to no URL', async () => {
        const url = `https://api.example.com/redirect?to=${encodeURIComponent('http://[')}`;
        await expect(client().fetcher.fetch({ url })).rejects.toMatchObject({ code: 'invalid_redirect' });
    });

    it.each([
        [303, 'POST', 'GET', ''],
        [302, 'POST', 'GET', ''],
        [301, 'POST', 'GET', ''],
        [307, 'POST', 'POST', 'x'],
        [308, 'PUT', 'PUT', 'x'],
        [302, 'PUT', 'PUT', 'x'],
    ])('a %i turns %s into %s', async (status, method, then, body) => {
        await client().fetcher.fetch({
            url: `https://api.example.com/redirect?status=${status}&to=/end`,
            method,
            headers: { 'content-type': 'text/plain' },
            body: 'x',
        });
        expect([seen[1]?.method, seen[1]?.body]).toEqual([then, body]);
        if (body === '') expect(seen[1]?.headers).not.toHaveProperty('content-type');
    });

    it('leaves authorization and cookies behind at another origin, and takes them along within one', async () => {
        const other = await testServer((_request, response) => json(response, {}));
        try {
            const headers = { Authorization: 'Bearer x', Cookie: 'c=1', 'X-Own': 'y' };
            // Both are this machine, where a redirect may lead only under a base URL.
            const { fetcher } = client({ baseUrl: undefined, isDenied: () => false });
            await fetcher.fetch({
                url: `${server.url}/redirect?to=${encodeURIComponent(`${other.url}/end`)}`,
                headers,
            });
            expect(other.headers[0]).toMatchObject({ 'x-own': 'y' });
            expect(Object.keys(other.headers[0]!)).not.toEqual(expect.arrayContaining(['authorization']));
            expect(other.headers[0]).not.toHaveProperty('cookie');
            await fetcher.fetch({ url: `${server.url}/redirect?to=/end`, headers });
            expect(seen.at(-1)?.headers).toMatchObject({ authorization: 'Bearer x', cookie: 'c=1' });
        } finally {
            await other.close();
        }
    });

    it.each(['http://localhost:1/', 'http://169.254.169.254/latest', 'nonsense'])('refuses %s', async (url) => {
        for (const baseUrl of [server.url, undefined]) {
            await expect(client({ baseUrl }).fetcher.fetch({ url })).rejects.toMatchObject({ code: 'url_not_allowed' });
        }
        expect(seen).toEqual([]);
    });

    it('refuses a redirect to where no script may call', async () => {
        const { fetcher } = client();
        const url = `https://api.example.com/redirect?to=${encodeURIComponent('http://127.0.0.1:1/secret')}`;
        await expect(fetcher.fetch({ url })).rejects.toMatchObject({ code: 'url_not_allowed' });
        expect(seen).toHaveLength(1);
    });

    it('under --base-url everything goes there, redirects included', async () => {
        const { fetcher } = client();
        const response = await fetcher.fetch({
            url: `https://api.example.com/redirect?to=${encodeURIComponent('https://elsewhere.example.com/end?x=1')}`,
        });
        expect([response.status, seen[1]?.url]).toEqual([200, '/end?x=1']);
    });

    it('asks before each request whether it may be made', async () => {
        const refuse = (method: string) => (method === 'POST' ? new Error('refused') : undefined);
        const { fetcher, attempts } = client({ refuse });
        await expect(fetcher.fetch({ url: 'https://api.example.com/x', method: 'POST' })).rejects.toThrow('refused');
        expect(seen).toEqual([]);
        expect(attempts).toMatchObject([{ method: 'POST', error: { name: 'Error', message: 'refused' } }]);
        expect((await fetcher.fetch({ url: 'https://api.example.com/x' })).status).toBe(200);
    });

    it('rejects with a TypeError when nobody answers, and tells of the attempt', async () => {
        const closed = await testServer(() => {});
        await closed.close();
        const { fetcher, attempts } = client({ baseUrl: closed.url });
        await expect(fetcher.fetch({ url: 'https://api.example.com/x' })).rejects.toThrow(TypeError);
        expect(attempts).toMatchObject([{ error: { code: 'ECONNREFUSED' } }]);
    });

    it('ends with the run', async () => {
        const { fetcher, abort } = client();
        abort.abort(new Error('cancelled'));
        await expect(fetcher.fetch({ url: 'https://api.example.com/x' })).rejects.toThrow('cancelled');
        expect(seen).toEqual([]);
    });
});
