import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import axios, { type AxiosError } from 'axios';
import { describe, expect, it } from 'vitest';
import { answerWith, clientWith, failureOf, json, serve } from './fixture';

describe('a response', () => {
    it("is axios's own", async () => {
        const { origin } = await serve(json({ a: 1 }, { status: 201, headers: { 'X-Rate': '9' } }));
        const { client } = clientWith(answerWith({ proxy: { base_url: origin } }));
        const response = await client.request({ endpoint: '/a', params: { b: 1 } });
        expect(response).toMatchObject({ status: 201, statusText: 'Created', data: { a: 1 } });
        expect(response.headers['x-rate']).toBe('9');
        expect(response.config.url).toBe(`${origin}/a?b=1`);
        expect(response.request).toBeDefined();
    });

    it('other than 2xx is thrown as an AxiosError', async () => {
        const { origin } = await serve(json({ message: 'no' }, { status: 404 }));
        const { client } = clientWith(answerWith({ proxy: { base_url: origin } }));
        const error = await failureOf(client.request({ endpoint: '/a' }));
        expect(axios.isAxiosError(error) && error.response).toMatchObject({ status: 404, data: { message: 'no' } });
    });

    it('compressed is decompressed whatever `decompress` says', async () => {
        const body = gzipSync('{"a":1}');
        const { origin } = await serve({ headers: { 'content-encoding': 'gzip' }, body });
        const { client } = clientWith(answerWith({ proxy: { base_url: origin } }));
        expect((await client.request({ endpoint: '/', decompress: false })).data).toEqual({ a: 1 });
    });

    it.each([
        ['text', '{"a":1}'],
        ['json', { a: 1 }],
        ['arraybuffer', Buffer.from('{"a":1}')],
    ] as const)('of responseType %s', async (responseType, data) => {
        const { origin } = await serve(json({ a: 1 }));
        const { client } = clientWith(answerWith({ proxy: { base_url: origin } }));
        expect((await client.request({ endpoint: '/', responseType })).data).toEqual(data);
    });

    it('of responseType stream is not buffered', async () => {
        const { origin } = await serve(json({ a: 1 }));
        const { client, attempts } = clientWith(answerWith({ proxy: { base_url: origin } }));
        const { data } = await client.request({ endpoint: '/', responseType: 'stream' });
        expect(data).toBeInstanceOf(Readable);
        expect(Buffer.concat(await (data as Readable).toArray()).toString()).toBe('{"a":1}');
        expect(attempts[0]?.responseSize).toBeUndefined();
    });

    it.each([
        ['that is malformed JSON is text, with a warning', '{"a":', 'application/json', ['malformed_json']],
        ['that is a JSON string is none', '"a"', 'application/json', []],
        ['that is text is none', '{"a":', 'text/plain', []],
        ['that is empty is none', '', 'application/json', []],
    ])('%s', async (_rule, body, type, codes) => {
        const { origin } = await serve({ headers: { 'content-type': type }, body });
        const { client, warnings } = clientWith(answerWith({ proxy: { base_url: origin } }));
        expect(typeof (await client.request({ endpoint: '/' })).data).toBe('string');
        expect(warnings.map(({ code }) => code)).toEqual(codes);
    });
});

describe('a request', () => {
    it.each<[string, string, unknown, Record<string, string>, string | undefined, string]>([
        ['an object as JSON', 'POST', { a: 1 }, {}, 'application/json', '{"a":1}'],
        ['text as it is', 'PUT', 'hello', { 'content-type': 'text/plain' }, 'text/plain', 'hello'],
        ['a Buffer as it is', 'PATCH', Buffer.from('bytes'), { 'Content-Type': 'image/png' }, 'image/png', 'bytes'],
        [
            'a form of URLSearchParams',
            'POST',
            new URLSearchParams({ a: 'b c' }),
            {},
            'application/x-www-form-urlencoded;charset=utf-8',
            'a=b+c',
        ],
        [
            'a form by its content-type',
            'POST',
            { a: 'b' },
            { 'content-type': 'application/x-www-form-urlencoded' },
            'application/x-www-form-urlencoded',
            'a=b',
        ],
        ['a body of DELETE', 'delete', { a: 1 }, {}, 'application/json', '{"a":1}'],
        ['no body of GET', 'get', { a: 1 }, {}, undefined, ''],
    ])('sends %s', async (_rule, method, data, headers, type, body) => {
        const { origin, received } = await serve(json({}));
        const { client, attempts } = clientWith(answerWith({ proxy: { base_url: origin } }));
        await client.request({ method, endpoint: '/', data, headers });
        expect(received[0]).toMatchObject({ method: method.toUpperCase(), body });
        expect(received[0]?.headers['content-type']).toBe(type);
        expect(attempts[0]?.requestSize).toBe(body.length);
    });

    it('sends multipart/form-data with a boundary', async () => {
        const { origin, received } = await serve(json({}));
        const { client } = clientWith(answerWith({ proxy: { base_url: origin } }));
        const data = { a: 'text', n: 3, file: Buffer.from('bytes') };
        await client.request({
            method: 'POST',
            endpoint: '/',
            data,
            headers: { 'Content-Type': 'multipart/form-data' },
        });
        const type = received[0]?.headers['content-type'] ?? '';
        const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(type)?.[1];
        expect(received[0]?.body.split(`--${boundary}`)).toHaveLength(5);
        expect(received[0]?.body).toMatch(
            /name="a"\r\n\r\ntext\r\n[\s\S]*name="n"\r\n\r\n3\r\n[\s\S]*name="file"[\s\S]*bytes/,
        );
    });

    it.each([
        ['a method that is none', { method: 'FETCH' }, 'invalid_proxy_configuration'],
        ['an endpoint that is no text', { endpoint: 3 }, 'invalid_proxy_configuration'],
        [
            'a form field that is an object',
            { method: 'POST', data: { a: {} }, headers: { 'content-type': 'multipart/form-data' } },
            'invalid_form_field',
        ],
    ])('refuses %s', async (_rule, config, code) => {
        const { client } = clientWith(answerWith({ proxy: { base_url: 'http://127.0.0.1:1' } }));
        expect(await failureOf(client.request({ endpoint: '/', ...config } as never))).toMatchObject({ code });
    });

    it("carries the client's user-agent and says that the script's is lost", async () => {
        const { origin, received } = await serve(json({}));
        const { client, warnings } = clientWith(answerWith({ proxy: { base_url: origin } }));
        await client.request({ endpoint: '/', headers: { 'User-Agent': 'mine' } });
        expect(received[0]?.headers['user-agent']).toMatch(/^nango-node-client\/.*syncbench$/);
        expect(warnings.map(({ code }) => code)).toEqual(['user_agent_replaced']);
    });

    it('warns of parameters that are undefined or null, once', async () => {
        const { origin, received } = await serve(json({}));
        const { client, warnings } = clientWith(answerWith({ proxy: { base_url: origin } }));
        const params = { a: undefined, b: null };
        await client.request({ endpoint: '/', params });
        await client.request({ endpoint: '/', params });
        expect(received[0]?.url).toBe('/?a=undefined&b=null');
        expect(warnings.map(({ message }) => /`(.)` is (\w+)/.exec(message)?.slice(1))).toEqual([
            ['a', 'undefined'],
            ['b', 'null'],
        ]);
    });

    it('warns that retryHeader has no effect', async () => {
        const { origin } = await serve(json({}));
        const { client, warnings } = clientWith(answerWith({ proxy: { base_url: origin } }));
        await client.request({ endpoint: '/', retryHeader: { at: 'x' } });
        expect(warnings.map(({ code }) => code)).toEqual(['retry_header_ignored']);
    });

    it('fails instead of leaving out credentials that belong into the body', async () => {
        const proxy = { base_url: 'http://127.0.0.1:1', body: { key: '${apiKey}' } };
        const { client } = clientWith(answerWith({ proxy, mode: 'API_KEY', credentials: { apiKey: 'k' } }));
        const error = await failureOf(client.request({ method: 'POST', endpoint: '/', data: {} }));
        expect(error).toMatchObject({ code: 'unsupported_provider_body' });
    });

    it('is cancelled by the signal, with its reason', async () => {
        const { origin, received } = await serve(() => 'hang');
        const { client, abort } = clientWith(answerWith({ proxy: { base_url: origin } }));
        const failure = failureOf(client.request({ endpoint: '/', retries: 5 }));
        await expect.poll(() => received.length).toBe(1);
        abort.abort(new Error('cancelled'));
        expect(await failure).toMatchObject({ message: 'cancelled' });
        expect(received).toHaveLength(1);
    });

    it('reuses connections', async () => {
        const { origin, received } = await serve(json({}));
        const { client } = clientWith(answerWith({ proxy: { base_url: origin } }));
        const first = await client.request({ endpoint: '/' });
        const second = await client.request({ endpoint: '/' });
        expect(received).toHaveLength(2);
        expect(first.request.reusedSocket).toBe(false);
        expect(second.request.reusedSocket).toBe(true);
    });
});

describe('the report of an attempt', () => {
    it('has sizes, status and redacted URL and headers', async () => {
        const { origin } = await serve(json({ a: 'ü' }, { headers: { 'set-cookie': 'x', echo: 'the-token' } }));
        const credentials = { access_token: 'the-token' };
        const { client, attempts } = clientWith(answerWith({ proxy: { base_url: origin }, credentials }));
        await client.request({
            method: 'POST',
            endpoint: '/a',
            params: { q: 'the-token', access_token: 'x' },
            data: { a: 1 },
        });
        expect(attempts).toHaveLength(1);
        expect(attempts[0]).toMatchObject({
            method: 'POST',
            url: `${origin}/a?q=REDACTED&access_token=REDACTED`,
            status: 200,
            requestSize: 7,
            responseSize: 10,
            requestHeaders: { authorization: 'REDACTED', 'Content-Type': 'application/json' },
            responseHeaders: { 'set-cookie': 'REDACTED', echo: 'REDACTED' },
        });
        expect(attempts[0]?.at).toMatch(/^\d{4}-.*Z$/);
        expect(attempts[0]?.error).toBeUndefined();
        expect(attempts[0]?.retry).toBeUndefined();
        expect(JSON.stringify(attempts)).not.toContain('the-token');
    });

    const latin1 = Buffer.from('{"a":"grün"}', 'latin1');
    const marked = Buffer.from('\uFEFF{"a":"ü"}');
    it.each([
        ['text that is no UTF-8', latin1, {}, 12, { a: 'gr\uFFFDn' }],
        ['text behind a byte order mark', marked, {}, 13, { a: 'ü' }],
        ['bytes', Buffer.from([0xff, 0xfe, 0x80]), { 'content-type': 'image/png' }, 3, '\uFFFD\uFFFD\uFFFD'],
        ['what was compressed', gzipSync(latin1), { 'content-encoding': 'gzip' }, 12, { a: 'gr\uFFFDn' }],
        ['nothing', '', {}, 0, ''],
    ])(
        'has the bytes of what was received, of %s, which the script gets as axios gives it',
        async (_, body, headers, size, data) => {
            const { origin } = await serve({ headers: { 'content-type': 'application/json', ...headers }, body });
            const { client, attempts } = clientWith(answerWith({ proxy: { base_url: origin } }));
            const response = await client.request({ endpoint: '/' });
            expect(attempts[0]?.responseSize).toBe(size);
            expect(response.data).toEqual(data);
            expect(response.config).not.toHaveProperty('responseType');
        },
    );

    it('has them of a failure, too', async () => {
        const { origin } = await serve({
            status: 404,
            headers: { 'content-type': 'text/plain' },
            body: Buffer.from([0x67, 0xfc]),
        });
        const { client, attempts } = clientWith(answerWith({ proxy: { base_url: origin } }));
        const { response } = (await failureOf(client.request({ endpoint: '/', responseType: 'text' }))) as AxiosError;
        expect([attempts[0]?.responseSize, response?.data, response?.config.responseType]).toEqual([
            2,
            'g\uFFFD',
            'text',
        ]);
    });

    it('has the error when no response came', async () => {
        const { origin } = await serve(() => 'reset');
        const { client, attempts } = clientWith(answerWith({ proxy: { base_url: origin } }));
        await failureOf(client.request({ endpoint: '/' }));
        expect(attempts[0]).toMatchObject({ error: { code: 'ECONNRESET' } });
        expect(attempts[0]?.status).toBeUndefined();
    });
});
