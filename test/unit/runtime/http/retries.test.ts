import axios from 'axios';
import { describe, expect, it } from 'vitest';
import { answerWith, clientWith, failureOf, json, serve } from './fixture';

describe('a call with retries', () => {
    it('is tried until it succeeds, each attempt reported with its wait', async () => {
        const { origin, received } = await serve({ status: 500 }, { status: 429 }, json({ ok: true }));
        const { client, attempts, waits } = clientWith(answerWith({ proxy: { base_url: origin } }));
        const response = await client.request({ endpoint: '/', retries: 4 });
        expect(response.data).toEqual({ ok: true });
        expect(received).toHaveLength(3);
        expect(attempts.map(({ status }) => status)).toEqual([500, 429, 200]);
        expect(attempts.map(({ retry }) => retry)).toMatchObject([
            { attempt: 0, max: 4, waitedMs: 0 },
            { attempt: 1, max: 4, reason: 'status 500' },
            { attempt: 2, max: 4, reason: 'status 429' },
        ]);
        expect(waits).toEqual([
            { ms: 0.3, unscaledMs: 3_000, reason: 'status 500', attempt: 1, max: 4 },
            { ms: 0.6, unscaledMs: 6_000, reason: 'status 429', attempt: 2, max: 4 },
        ]);
    });

    it.each([
        [0, 1],
        [2, 3],
        [undefined, 1],
    ])('of retries %s makes %s attempts', async (retries, attempts) => {
        const { origin, received } = await serve({ status: 500 });
        const { client } = clientWith(answerWith({ proxy: { base_url: origin } }));
        const error = await failureOf(client.request({ endpoint: '/', retries }));
        expect(axios.isAxiosError(error) && error.response?.status).toBe(500);
        expect(received).toHaveLength(attempts);
    });

    it('says why it gives up while retries remain', async () => {
        const { origin } = await serve({ status: 404 });
        const { client, skipped } = clientWith(answerWith({ proxy: { base_url: origin } }));
        await failureOf(client.request({ endpoint: '/', retries: 2 }));
        expect(skipped).toEqual([{ reason: 'status 404', attempt: 1, max: 2 }]);
    });

    it('is tried again after a lost connection', async () => {
        const { origin } = await serve(() => 'reset', json({ ok: true }));
        const { client, waits } = clientWith(answerWith({ proxy: { base_url: origin } }));
        expect((await client.request({ endpoint: '/', retries: 1 })).status).toBe(200);
        expect(waits.map(({ reason }) => reason)).toEqual(['ECONNRESET']);
    });

    it('sends its body again', async () => {
        const { origin, received } = await serve({ status: 500 }, json({}));
        const { client } = clientWith(answerWith({ proxy: { base_url: origin } }));
        await client.request({ method: 'POST', endpoint: '/', data: { a: 1 }, retries: 1 });
        expect(received.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}']);
    });

    it('stops waiting at once when it is cancelled', async () => {
        const { origin, received } = await serve({ status: 500 });
        const abort = new AbortController();
        const { client } = clientWith(answerWith({ proxy: { base_url: origin } }), {
            retryScale: 1_000,
            signal: abort.signal,
            onWait: () => setImmediate(() => abort.abort(new Error('cancelled'))),
        });
        expect(await failureOf(client.request({ endpoint: '/', retries: 3 }))).toMatchObject({ message: 'cancelled' });
        expect(received).toHaveLength(1);
    });
});

describe('a 401', () => {
    const proxyOf = (base_url: string) => ({ proxy: { base_url } });

    it('is tried again with credentials that have changed', async () => {
        const { origin, received } = await serve({ status: 401 }, json({}));
        const old = answerWith({ ...proxyOf(origin), credentials: { access_token: 'old' } });
        const fresh = answerWith({ ...proxyOf(origin), credentials: { access_token: 'new' } });
        const { client, asked } = clientWith([old, fresh]);
        await client.request({ endpoint: '/', retries: 3 });
        expect(received.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
        expect(asked.map(({ force }) => force)).toEqual([false, true]);
    });

    it('ends the call when the credentials are the same', async () => {
        const { origin, received } = await serve({ status: 401 });
        const { client, skipped } = clientWith(
            answerWith({ ...proxyOf(origin), credentials: { access_token: 'old' } }),
        );
        await failureOf(client.request({ endpoint: '/', retries: 3 }));
        expect(received).toHaveLength(1);
        expect(skipped).toEqual([{ reason: 'invalid_credentials', attempt: 1, max: 3 }]);
    });

    it('makes the next call ask past every cache, without retries too', async () => {
        const { origin } = await serve({ status: 401 }, json({}));
        const { client, asked } = clientWith(answerWith(proxyOf(origin)));
        await failureOf(client.request({ endpoint: '/' }));
        await client.request({ endpoint: '/' });
        expect(asked.map(({ force }) => force)).toEqual([false, true]);
    });
});

describe('the connection', () => {
    it('is asked for again after 60 s', async () => {
        const { origin } = await serve(json({}));
        let now = 0;
        const { client, asked } = clientWith(answerWith({ proxy: { base_url: origin } }), { now: () => now });
        for (const at of [0, 59_999, 60_000, 60_001]) {
            now = at;
            await client.request({ endpoint: '/' });
        }
        expect(asked).toHaveLength(2);
    });

    it('of another integration gives its credentials, the rules stay the own', async () => {
        const { origin, received } = await serve(json({}));
        const own = answerWith({
            proxy: { base_url: origin, headers: { 'x-rule': 'own' } },
            credentials: { access_token: 'own' },
        });
        const other = answerWith({
            proxy: { base_url: 'http://other.invalid' },
            credentials: { access_token: 'other' },
        });
        const { client } = clientWith([], {
            getConnection: async ({ integration }) => (integration === 'int' ? own : other),
        });
        await client.request({ endpoint: '/', providerConfigKey: 'other-int' });
        expect(received[0]?.headers).toMatchObject({ authorization: 'Bearer other', 'x-rule': 'own' });
    });

    it('that could not be had is asked for again', async () => {
        const { origin } = await serve(json({}));
        let asked = 0;
        const { client } = clientWith([], {
            getConnection: async () => {
                if (asked++ === 0) throw new Error('not now');
                return answerWith({ proxy: { base_url: origin } });
            },
        });
        expect(await failureOf(client.request({ endpoint: '/', retries: 5 }))).toMatchObject({ message: 'not now' });
        expect((await client.request({ endpoint: '/' })).status).toBe(200);
    });
});
