import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, answersOf, probeAction } from '../support/probes';
import { runJson } from '../support/syncbench';
import { type TestProject, testProject } from '../support/testProject';
import { json, type TestServer, testServer } from '../support/testServer';

/** What the echo of the test's API tells about a request. */
interface Echo {
    method: string;
    url: string;
    headers: Record<string, string>;
    body: string;
}

const PROBES = {
    ...Object.fromEntries(
        ['get', 'post', 'put', 'patch', 'delete'].map((method) => [
            `nango.${method}`,
            `return (await nango.${method}({ endpoint: '/echo', data: { a: 1 } })).data;`,
        ]),
    ),
    'method of proxy, lower case': `return (await nango.proxy({ endpoint: '/echo', method: 'patch' })).data;`,
    'method of proxy, none': `return (await nango.proxy({ endpoint: '/echo' })).data;`,
    'method of get, another one given': `return (await nango.get({ endpoint: '/echo', method: 'DELETE' })).data;`,
    headers: `return (await nango.get({ endpoint: '/echo', headers: { 'X-Own': 'mine' } })).data;`,
    'params object': `return (await nango.get({ endpoint: '/echo?a=1&b=2', params: { a: 'x y', n: 3, list: ['p', 'q'] } })).data;`,
    'params undefined and null': `return (await nango.get({ endpoint: '/echo', params: { a: undefined, b: null } })).data;`,
    'params string': `return (await nango.get({ endpoint: '/echo', params: 'a=1&b=x%20y' })).data;`,
    'params string with ?': `return (await nango.get({ endpoint: '/echo', params: '?a=1' })).data;`,
    'params string and a query': `return (await nango.get({ endpoint: '/echo?a=1', params: 'b=2' })).data;`,
    'data object': `return (await nango.post({ endpoint: '/echo', data: { a: [1, { b: null }] } })).data;`,
    'data string': `return (await nango.post({ endpoint: '/echo', data: 'plain', headers: { 'content-type': 'text/plain' } })).data;`,
    'data Buffer': `return (await nango.post({ endpoint: '/echo', data: Buffer.from('bytes'), headers: { 'content-type': 'application/octet-stream' } })).data;`,
    'data URLSearchParams': `return (await nango.post({ endpoint: '/echo', data: new URLSearchParams({ a: '1 2', b: 'ü' }) })).data;`,
    'data multipart': `return (await nango.post({ endpoint: '/echo', data: { title: 'T', n: 2 }, headers: { 'content-type': 'multipart/form-data' } })).data;`,
    'data urlencoded by header': `return (await nango.post({ endpoint: '/echo', data: { a: 'b c' }, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } })).data;`,
    'data of delete': `return (await nango.delete({ endpoint: '/echo', data: { a: 1 } })).data;`,
    arraybuffer: `const { data } = await nango.get({ endpoint: '/bytes', responseType: 'arraybuffer' });
        return [Buffer.isBuffer(data), data.toString('hex')];`,
    text: `const { data } = await nango.get({ endpoint: '/json', responseType: 'text' }); return [typeof data, data];`,
    stream: `const { data } = await nango.get({ endpoint: '/json', responseType: 'stream' });
        let text = ''; for await (const chunk of data) text += chunk; return text;`,
    'stream by events': `const { data } = await nango.get({ endpoint: '/json', responseType: 'stream' });
        return new Promise((resolve) => { let text = ''; data.on('data', (c: any) => { text += c; }); data.on('end', () => resolve(text)); });`,
    'an Axios response': `const r = await nango.get({ endpoint: '/json' });
        return { keys: ['data', 'status', 'statusText', 'headers', 'config', 'request'].filter((key) => key in r), status: r.status, statusText: r.statusText,
            data: r.data, own: r.headers['x-own'], get: r.headers.get('X-Own'), method: r.config.method, url: r.config.url, path: r.request.path };`,
    decompress: `return (await nango.get({ endpoint: '/gzip', decompress: true })).data;`,
    'a gzipped body without decompress': `return (await nango.get({ endpoint: '/gzip' })).data;`,
    'response realm': `const { data } = await nango.get({ endpoint: '/json' });
        return [data.list instanceof Array, Array.isArray(data.list), data instanceof Object];`,
    'a status other than 2xx': `await nango.get({ endpoint: '/status/404' });`,
    'the AxiosError': `try { await nango.post({ endpoint: '/status/422', data: { a: 1 } }); } catch (e: any) {
        return { isError: e instanceof Error, isAxiosError: e.isAxiosError, code: e.code, status: e.response.status, own: e.response.headers['x-own'],
            data: e.response.data, method: e.config.method, hasRequest: e.request !== undefined, message: e.message }; }`,
    'an engine error': `try { (null as any).x; } catch (e: any) { return [e instanceof Error, e instanceof TypeError, e.name]; }`,
    '204': `const { status, data } = await nango.delete({ endpoint: '/status/204' }); return [status, data];`,
    'a redirect': `return (await nango.get({ endpoint: '/redirect' })).data.url;`,
    'no endpoint': `await nango.get({});`,
    'an array as data': `return (await nango.post({ endpoint: '/echo', data: [{ a: 1 }, 2] })).data;`,
    'a number as header': `return (await nango.get({ endpoint: '/echo', headers: { 'x-n': 5 } })).data;`,
    'a data object of the script is left alone': `const data = { a: 1 }; await nango.post({ endpoint: '/echo', data }); return data;`,
    'a config object of the script is left alone': `const config = { endpoint: '/echo' }; await nango.post(config); return config;`,
};

let api: TestServer;
let project: TestProject;
let answers: Record<string, Answer>;
beforeAll(async () => {
    api = await testServer((request, response) => {
        const { pathname } = new URL(request.url!, 'http://localhost');
        const status = Number(/^\/status\/(\d+)/.exec(pathname)?.[1] ?? 0);
        if (status === 204) return response.writeHead(204).end();
        if (status) return json(response, { problem: status }, status, { 'x-own': 'yes' });
        if (pathname === '/json') return json(response, { list: [1] }, 200, { 'x-own': 'yes' });
        if (pathname === '/bytes') return response.end(Buffer.from([0, 255, 128]));
        if (pathname === '/gzip') {
            response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
            return response.end(gzipSync('{"zipped":true}'));
        }
        if (pathname === '/redirect') return response.writeHead(302, { location: '/echo?redirected' }).end();
        let body = '';
        request.setEncoding('utf8').on('data', (text) => {
            body += text;
        });
        request.on('end', () => {
            json(response, { method: request.method, url: request.url, headers: request.headers, body } as Echo);
        });
    });
    project = testProject({ 'demo/actions/probes.ts': probeAction(PROBES) });
    answers = answersOf(await runJson(project.root, 'demo/probes', ['--ephemeral', '--base-url', api.url]));
});

afterAll(async () => {
    project.remove();
    await api.close();
});

const echoOf = (name: keyof typeof PROBES | string) => {
    expect(answers[name]).toHaveProperty('value');
    return answers[name]?.value as Echo;
};

describe('the request that an API receives', () => {
    it.each(['get', 'post', 'put', 'patch', 'delete'])('nango.%s', (method) => {
        const echo = echoOf(`nango.${method}`);
        expect(echo.method).toBe(method.toUpperCase());
        expect(echo.body).toBe(method === 'get' ? '' : '{"a":1}');
    });

    it.each([
        ['method of proxy, lower case', 'PATCH'],
        ['method of proxy, none', 'GET'],
        ['method of get, another one given', 'GET'],
    ])('%s: %s', (name, method) => {
        expect(echoOf(name).method).toBe(method);
    });

    it.each([
        ['params object', '/echo?a=x+y&b=2&n=3&list=p%2Cq'],
        ['params undefined and null', '/echo?a=undefined&b=null'],
        ['params string', '/echo?a=1&b=x%20y'],
        ['params string with ?', '/echo?a=1'],
    ])('%s: %s', (name, url) => {
        expect(echoOf(name).url).toBe(url);
    });

    it.each([
        ['data object', 'application/json', '{"a":[1,{"b":null}]}'],
        ['an array as data', 'application/json', '[{"a":1},2]'],
        ['data string', 'text/plain', 'plain'],
        ['data Buffer', 'application/octet-stream', 'bytes'],
        ['data URLSearchParams', 'application/x-www-form-urlencoded;charset=utf-8', 'a=1+2&b=%C3%BC'],
        ['data urlencoded by header', 'application/x-www-form-urlencoded', 'a=b+c'],
        ['data of delete', 'application/json', '{"a":1}'],
    ])('%s: as %s', (name, type, body) => {
        const echo = echoOf(name);
        expect([echo.headers['content-type'], echo.body]).toEqual([type, body]);
    });

    it('data as a multipart form, with the boundary filled in', () => {
        const { headers, body } = echoOf('data multipart');
        const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(headers['content-type'] ?? '')?.[1];
        expect(boundary).toBeTruthy();
        expect(body).toContain(`--${boundary}`);
        expect(body).toContain('name="title"\r\n\r\nT\r\n');
        expect(body).toContain('name="n"\r\n\r\n2\r\n');
    });

    it('the script’s headers, and the cloud’s user agent', () => {
        const { headers } = echoOf('headers');
        expect(headers['x-own']).toBe('mine');
        expect(headers['user-agent']).toMatch(/^nango-node-client\//);
        expect(echoOf('a number as header').headers['x-n']).toBe('5');
    });

    it('what the script gave is left as it was', () => {
        expect(answers['a data object of the script is left alone']?.value).toEqual({ a: 1 });
        expect(answers['a config object of the script is left alone']?.value).toEqual({ endpoint: '/echo' });
    });
});

describe('the response that a script receives', () => {
    it('is Axios’s own', () => {
        expect(answers['an Axios response']?.value).toEqual({
            keys: ['data', 'status', 'statusText', 'headers', 'config', 'request'],
            status: 200,
            statusText: 'OK',
            data: { list: [1] },
            own: 'yes',
            get: 'yes',
            method: 'get',
            url: `${api.url}/json`,
            path: '/json',
        });
    });

    it.each<[string, unknown]>([
        ['arraybuffer', [true, '00ff80']],
        ['text', ['string', '{"list":[1]}']],
        ['stream', '{"list":[1]}'],
        ['stream by events', '{"list":[1]}'],
        ['decompress', { zipped: true }],
        ['a gzipped body without decompress', { zipped: true }],
        ['response realm', [false, true, false]],
        ['204', [204, '']],
        ['a redirect', '/echo?redirected'],
    ])('%s', (name, value) => {
        expect(answers[name]).toEqual({ value });
    });

    it('a status other than 2xx throws an AxiosError that says all of it', () => {
        expect(answers['the AxiosError']?.value).toEqual({
            isError: true,
            isAxiosError: true,
            code: 'ERR_BAD_REQUEST',
            status: 422,
            own: 'yes',
            data: { problem: 422 },
            method: 'post',
            hasRequest: true,
            message: 'Request failed with status code 422',
        });
        expect(answers['a status other than 2xx']?.thrown).toMatchObject({ isError: true, status: 404 });
    });

    it('errors of the engine are of the script’s own realm: not `instanceof Error`', () => {
        expect(answers['an engine error']?.value).toEqual([false, true, 'TypeError']);
    });

    it.each([
        ['no endpoint', 'neither an endpoint'],
        ['params string and a query', 'Can not set query params in endpoint and in params'],
    ])('%s: an error that the script can catch', (name, message) => {
        expect(answers[name]?.thrown).toMatchObject({ isError: true });
        expect(answers[name]?.thrown?.message).toContain(message);
    });
});
