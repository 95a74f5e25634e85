import http from 'node:http';
import { expect, it, onTestFinished, vi } from 'vitest';
import { checkChildEvent } from '../../src/protocol/schemas';
import { rehearse } from '../../src/runtime/rehearse';

it('calls a server of its own, which is gone afterwards', async () => {
    const created = vi.spyOn(http, 'createServer');
    onTestFinished(() => created.mockRestore());
    const served = new Promise<string[]>((resolve) => {
        const urls: string[] = [];
        created.mockImplementationOnce((listener) => {
            created.mockRestore();
            const server = http.createServer((request, response) => {
                urls.push(request.url ?? '');
                (listener as http.RequestListener)(request, response as never);
            });
            server.once('close', () => resolve(urls));
            return server;
        });
    });
    const events = await rehearse();
    expect(await served).toEqual(['/?page=0', '/?page=1']);
    expect(events).toMatchObject([
        { type: 'http', attempt: { seq: 1, method: 'GET', status: 200 } },
        { type: 'http', attempt: { seq: 2, method: 'GET', status: 200 } },
    ]);
    expect(checkChildEvent({ type: 'rehearsed', events })).toEqual({ type: 'rehearsed', events });
});

it.each(['HTTP_PROXY', 'http_proxy', 'ALL_PROXY'])(
    'is left out where %s would lead the call elsewhere',
    async (name) => {
        vi.stubEnv(name, 'http://127.0.0.1:1');
        onTestFinished(() => void vi.unstubAllEnvs());
        const created = vi.spyOn(http, 'createServer');
        onTestFinished(() => created.mockRestore());
        expect(await rehearse()).toEqual([]);
        expect(created).not.toHaveBeenCalled();
    },
);
