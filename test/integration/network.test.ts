import http from 'node:http';
import type net from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Engine } from '../../src/host';
import type { RunInput } from '../../src/host/types';
import { action, type TestProject, testProject } from '../support/testProject';
import { json, type TestServer, testServer } from '../support/testServer';

/** What the proxy was asked for. */
const asked: string[] = [];
let proxy: http.Server;
let proxyUrl: string;
let api: TestServer;
let project: TestProject;
let engine: Engine;

beforeAll(async () => {
    api = await testServer((_, response) => json(response, { from: 'api' }));
    proxy = http.createServer((request, response) => {
        asked.push(`${request.method} ${request.url}`);
        json(response, { from: 'proxy' });
    });
    // A tunnel to nowhere: enough to see that one was asked for.
    proxy.on('connect', (request: http.IncomingMessage, socket: net.Socket) => {
        asked.push(`CONNECT ${request.url}`);
        socket.end('HTTP/1.1 502 No\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    proxyUrl = `http://127.0.0.1:${(proxy.address() as net.AddressInfo).port}`;
    project = testProject({
        'syncbench/providers.yaml': 'demo:\n    auth_mode: NONE\n    proxy:\n        base_url: https://api.test\n',
        'demo/actions/call.ts': action(
            `return (await nango.get({ endpoint: '/x', baseUrlOverride: input })).data.from;`,
        ),
    });
    engine = new Engine({
        distFolder: path.resolve(import.meta.dirname, '../../dist'),
        nodePath: process.execPath,
        environment: { PATH: process.env.PATH },
        cacheFolder: path.join(project.root, '.cache'),
    });
});
afterAll(async () => {
    await engine.dispose();
    project.remove();
    proxy.closeAllConnections();
    proxy.close();
    await api.close();
});

async function call(url: string, network: RunInput['network']) {
    asked.length = 0;
    const script = { integration: 'demo', name: 'call' };
    const session = await engine.start({ folder: project.root, script, input: url, network, withoutCredentials: true });
    const { output, error } = await session.outcome;
    return { output, error: error?.message, asked: [...asked] };
}

it('calls go through the proxy of the settings', async () => {
    const result = await call('http://api.test', { proxy: proxyUrl });
    expect(result).toMatchObject({ output: 'proxy', asked: ['GET http://api.test/x'] });
});

it('https calls ask it for a tunnel', async () => {
    const result = await call('https://api.test', { proxy: proxyUrl });
    expect(result.asked).toEqual(['CONNECT api.test:443']);
    expect(result.output).toBeUndefined();
});

it('this machine is called directly', async () => {
    expect(await call(api.url, { proxy: proxyUrl })).toEqual({ output: 'api', error: undefined, asked: [] });
});

it('a run without a proxy after one with it has none', async () => {
    expect(await call(api.url, {})).toEqual({ output: 'api', error: undefined, asked: [] });
});
