import axios, { AxiosError, type AxiosResponse } from 'axios';
import { describe, expect, it } from 'vitest';
import type { ProviderRetry } from '../../../../src/core/provider/types';
import { decideRetry } from '../../../../src/runtime/http/retryRules';
import { answerWith, clientWith, failureOf, json, serve } from './fixture';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const SECONDS = NOW / 1000;

function failure(
    status: number | undefined,
    headers: Record<string, string> = {},
    data: unknown = {},
    code?: string,
): AxiosError {
    const response = status === undefined ? undefined : ({ status, headers, data } as AxiosResponse);
    return new AxiosError('x', code, undefined, undefined, response);
}

describe('is tried again', () => {
    it.each<[string, AxiosError, ProviderRetry | undefined, number[], boolean]>([
        ['500', failure(500), undefined, [], true],
        ['503', failure(503), undefined, [], true],
        ['429', failure(429), undefined, [], true],
        ['401', failure(401), undefined, [], true],
        ['403', failure(403), undefined, [], false],
        ['404', failure(404), undefined, [], false],
        ['404 by retryOn', failure(404), undefined, [404], true],
        ['500 although retryOn names another', failure(500), undefined, [404], true],
        ['500 not when error_code replaces the list', failure(500), { error_code: ['429', '503'] }, [], false],
        ['500 by retryOn even then', failure(500), { error_code: ['429'] }, [500], true],
        ['503 by error_code', failure(503), { error_code: ['429', '503'] }, [], true],
        ['a class of codes', failure(502), { error_code: ['5xx'] }, [], true],
        ['outside the class', failure(429), { error_code: ['5xx'] }, [], false],
        ['a range', failure(501), { error_code: ['500-502'] }, [], true],
        ['outside the range', failure(503), { error_code: ['500-502'] }, [], false],
        ['a number', failure(403), { error_code: [403] }, [], true],
        ['one text', failure(403), { error_code: '403' }, [], true],
        ['nothing remaining', failure(403, { 'x-left': '0' }), { remaining: 'x-left' }, [], true],
        ['something remaining', failure(403, { 'x-left': '1' }), { remaining: ['x-left'] }, [], false],
        ...[
            'ECONNRESET',
            'ETIMEDOUT',
            'ECONNABORTED',
            'ECONNREFUSED',
            'EHOSTUNREACH',
            'EAI_AGAIN',
            'UND_ERR_SOCKET',
        ].map((code): [string, AxiosError, undefined, number[], boolean] => [
            code,
            failure(undefined, {}, {}, code),
            undefined,
            [],
            true,
        ]),
        ['ENOTFOUND', failure(undefined, {}, {}, 'ENOTFOUND'), undefined, [], false],
        ['too many redirects', failure(undefined, {}, {}, 'ERR_FR_TOO_MANY_REDIRECTS'), undefined, [], false],
        ['no code', failure(undefined), undefined, [], false],
    ])('%s: %#', (_rule, error, provider, retryOn, retry) => {
        expect(decideRetry(error, 0, { provider, retryOn, now: NOW }).retry).toBe(retry);
    });
});

describe('waits', () => {
    it.each<[string, number, Record<string, string>, unknown, ProviderRetry | undefined, number, string]>([
        ['3 s first', 0, {}, {}, undefined, 3_000, 'status 429'],
        ['6 s next', 1, {}, {}, undefined, 6_000, 'status 429'],
        ['at most 10 minutes', 9, {}, {}, undefined, 600_000, 'status 429'],
        [
            'until an epoch in seconds',
            0,
            { 'x-reset': String(SECONDS + 30) },
            {},
            { at: 'x-reset' },
            30_000,
            'status 429, x-reset',
        ],
        [
            'until an epoch in milliseconds',
            0,
            { 'x-reset': String(NOW + 40_000) },
            {},
            { at: ['x-reset'] },
            40_000,
            'status 429, x-reset',
        ],
        [
            'until a date',
            0,
            { 'x-reset': '2026-01-01T00:00:50Z' },
            {},
            { at: ['x-reset'] },
            50_000,
            'status 429, x-reset',
        ],
        [
            'not for a moment that has passed',
            0,
            { 'x-reset': String(SECONDS - 1) },
            {},
            { at: ['x-reset'] },
            3_000,
            'status 429',
        ],
        ['not for what is no moment', 0, { 'x-reset': 'soon' }, {}, { at: ['x-reset'] }, 3_000, 'status 429'],
        ['for seconds', 0, { 'retry-after': '7' }, {}, { after: ['retry-after'] }, 7_000, 'status 429, retry-after'],
        [
            'for seconds with a unit',
            0,
            { 'retry-after': '1.5s' },
            {},
            { after: ['retry-after'] },
            1_500,
            'status 429, retry-after',
        ],
        ['not for no seconds', 0, { 'retry-after': '0' }, {}, { after: ['retry-after'] }, 3_000, 'status 429'],
        ["only by the provider's rule", 0, { 'retry-after': '7' }, {}, undefined, 3_000, 'status 429'],
        [
            'the longest of several',
            0,
            { a: '7', b: '9', c: String(SECONDS + 8) },
            {},
            { after: ['a', 'b'], at: 'c' },
            9_000,
            'status 429, b',
        ],
        [
            'until what the body says',
            0,
            {},
            { error: { message: 'User-rate limit exceeded.  Retry after 2026-01-01T00:01:00Z' } },
            {
                in_body: {
                    path: 'error.message',
                    value: '/User-rate limit exceeded\\. +Retry after (.+)/',
                    strategy: 'at',
                },
            },
            60_000,
            'status 429, error.message',
        ],
        [
            'for seconds in the body',
            0,
            {},
            { wait: 'for 4 s' },
            { in_body: { path: 'wait', value: 'for (\\d+)', strategy: 'after' } },
            4_000,
            'status 429, wait',
        ],
        [
            'not for another body',
            0,
            {},
            'text',
            { in_body: { path: 'a.b', value: '(.+)', strategy: 'at' } },
            3_000,
            'status 429',
        ],
    ])('%s', (_rule, attempt, headers, data, provider, waitMs, reason) => {
        const decision = decideRetry(failure(429, headers, data), attempt, { provider, retryOn: [], now: NOW });
        expect(decision).toEqual({ retry: true, waitMs, reason });
    });
});

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
