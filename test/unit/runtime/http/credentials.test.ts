import { describe, expect, it } from 'vitest';
import type { CredentialScope } from '../../../../src/core/connection/types';
import { answerWith, clientWith, failureOf, json, serve } from './fixture';

const TOKEN = 'the-token';
const credentials = { type: 'OAUTH2', access_token: TOKEN };

/** Two servers: the first redirects to the second. */
async function redirecting(status = 302) {
    const target = await serve(json({ ok: true }));
    const start = await serve({ status, headers: { location: `${target.origin}/there` } });
    return { start, target };
}

describe('credentials go', () => {
    it.each<[string, (own: string, other: string) => CredentialScope, boolean]>([
        ['anywhere with the scope any', () => 'any', true],
        ['to an origin of their scope', (own) => [own], true],
        ['not to another', (_own, other) => [other], false],
        ['nowhere with an empty scope', () => [], false],
    ])('%s', async (_rule, scope, sent) => {
        const { origin, received } = await serve(json({}));
        const proxy = { base_url: origin, headers: { 'x-token': '${accessToken}' }, query: { t: '${accessToken}' } };
        const { client, warnings } = clientWith(
            answerWith({ proxy, credentials, scope: scope(origin, 'https://other.com') }),
        );
        await client.request({ endpoint: '/${access_token}/${credentials.access_token}' });
        expect(received[0]?.headers.authorization).toBe(sent ? `Bearer ${TOKEN}` : undefined);
        expect(received[0]?.headers['x-token']).toBe(sent ? TOKEN : undefined);
        expect(`${received[0]?.url}`.includes(TOKEN)).toBe(sent);
        expect(warnings.map(({ code }) => code)).toEqual(sent ? [] : ['credentials_withheld']);
        if (!sent) expect(warnings[0]?.message).toContain(`--allow-origin ${origin}`);
    });

    it('not to a baseUrlOverride outside their scope', async () => {
        const { origin, received } = await serve(json({}));
        const { client, warnings } = clientWith(
            answerWith({ proxy: { base_url: 'https://api.p.com' }, credentials, scope: ['https://api.p.com'] }),
        );
        await client.request({ endpoint: '/', baseUrlOverride: origin });
        expect(received[0]?.headers.authorization).toBeUndefined();
        expect(warnings).toHaveLength(1);
    });

    it('nowhere when the host withheld them, whose reason is told once', async () => {
        const { origin } = await serve(json({}));
        const { client, warnings } = clientWith(
            answerWith({ proxy: { base_url: origin }, scope: [], withheld: 'because' }),
        );
        await client.request({ endpoint: '/' });
        await client.request({ endpoint: '/' });
        expect(warnings).toEqual([{ code: 'credentials_withheld', message: 'because' }]);
    });

    it('not missing without a word: a field that a header needs is named', async () => {
        const { origin } = await serve(json({}));
        const proxy = { base_url: origin, headers: { 'x-key': '${apiKey}' } };
        const { client, warnings } = clientWith(answerWith({ proxy, mode: 'API_KEY', credentials: { api_key: 'k' } }));
        await client.request({ endpoint: '/' });
        expect(warnings).toMatchObject([
            { code: 'credential_field_missing', message: expect.stringContaining('`apiKey`') },
        ]);
    });

    it('unsigned in no case: a mode that must be signed fails', async () => {
        const { origin, received } = await serve(json({}));
        const { client } = clientWith(
            answerWith({ proxy: { base_url: origin }, mode: 'OAUTH1', credentials: { oauth_token: 't' } }),
        );
        expect(await failureOf(client.request({ endpoint: '/' }))).toMatchObject({ code: 'unsupported_auth' });
        expect(received).toHaveLength(0);
    });
});

describe('under --base-url, where no provider answers', () => {
    it.each<[string, Parameters<typeof answerWith>[0], { endpoint: string }, string, RegExp]>([
        [
            'a mode that must be signed',
            { mode: 'OAUTH1', credentials: { oauth_token: 't' } },
            { endpoint: '/' },
            'unsupported_auth',
            /OAUTH1/,
        ],
        [
            'a header that cannot be built',
            { mode: 'BASIC', proxy: { headers: { 'x-date': '${now:YYYY}' } }, credentials: { username: 'u' } },
            { endpoint: '/' },
            'unsupported_provider_header',
            /x-date/,
        ],
        [
            'credentials that belong into the body',
            { mode: 'API_KEY', proxy: { body: { key: '${apiKey}' } }, credentials: { apiKey: 'k' } },
            { endpoint: '/' },
            'unsupported_provider_body',
            /request body/,
        ],
        [
            'a field of the config that the URL needs',
            {},
            { endpoint: '/${connectionConfig.site}' },
            'url_not_resolved',
            /needs `site`/,
        ],
    ])('%s is left out with a warning, once, and is no failure', async (_what, answer, call, code, message) => {
        const { origin, received } = await serve(json({}));
        const { client, warnings } = clientWith(answerWith(answer), { baseUrl: origin });
        await client.request({ method: 'POST', data: {}, ...call });
        await client.request({ method: 'POST', data: {}, ...call });
        expect(received).toHaveLength(2);
        expect(warnings).toEqual([{ code, message: expect.stringMatching(message) }]);
    });
});

describe('at a redirect', () => {
    const headers = {
        authorization: 'script',
        cookie: 'c=1',
        'x-api-key': 'k',
        'x-copy': `v ${TOKEN}`,
        'x-plain': 'p',
    };

    it('within one origin every header goes along', async () => {
        const { origin, received } = await serve({ status: 302, headers: { location: '/there' } }, json({}));
        const { client } = clientWith(answerWith({ proxy: { base_url: origin }, credentials }));
        await client.request({ endpoint: '/', headers: { 'x-api-key': 'k' } });
        expect(received[1]).toMatchObject({
            url: '/there',
            headers: { authorization: `Bearer ${TOKEN}`, 'x-api-key': 'k' },
        });
    });

    it.each<[string, boolean | undefined, 'any' | 'start' | 'both', boolean, boolean]>([
        ['authentication stays behind', undefined, 'any', false, false],
        ['authentication stays behind when it is not to be forwarded', false, 'both', false, false],
        ['it is forwarded on demand', true, 'any', true, true],
        ['also when the scope names the target', true, 'both', true, true],
        ['but credentials only within their scope', true, 'start', true, false],
    ])('to another origin %s', async (_rule, forwardHeadersOnRedirect, scopeName, ownGo, credentialsGo) => {
        const { start, target } = await redirecting();
        const scopes = { any: 'any' as const, start: [start.origin], both: [start.origin, target.origin] };
        const answer = answerWith({
            proxy: { base_url: start.origin, headers: { 'x-token': '${accessToken}' } },
            credentials,
            scope: scopes[scopeName],
        });
        const { client, warnings } = clientWith(answer);
        await client.request({ endpoint: '/', headers, forwardHeadersOnRedirect });
        expect(start.received[0]?.headers).toMatchObject({ ...headers, 'x-token': TOKEN });
        const arrived = target.received[0]?.headers ?? {};
        expect(arrived['x-plain']).toBe('p');
        expect(arrived.host).toBe(new URL(target.origin).host);
        expect([arrived.authorization, arrived.cookie, arrived['x-api-key']]).toEqual(
            ownGo ? ['script', 'c=1', 'k'] : [undefined, undefined, undefined],
        );
        expect([arrived['x-token'], arrived['x-copy']]).toEqual(
            credentialsGo ? [TOKEN, `v ${TOKEN}`] : [undefined, undefined],
        );
        expect(warnings.map(({ code }) => code)).toEqual(ownGo && !credentialsGo ? ['credentials_withheld'] : []);
    });

    it('the injected authorization stays behind too', async () => {
        const { start, target } = await redirecting(307);
        const { client } = clientWith(answerWith({ proxy: { base_url: start.origin }, credentials }));
        await client.request({ method: 'POST', endpoint: '/', data: { a: 1 } });
        expect(start.received[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
        expect(target.received[0]).toMatchObject({ method: 'POST', body: '{"a":1}' });
        expect(target.received[0]?.headers.authorization).toBeUndefined();
    });

    it('the provider may ask for forwarding', async () => {
        const { start, target } = await redirecting();
        const proxy = { base_url: start.origin, forward_headers_on_redirect: true };
        const { client } = clientWith(answerWith({ proxy, credentials }));
        await client.request({ endpoint: '/' });
        expect(target.received[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    });

    it('five hops are followed, a sixth is not', async () => {
        const { origin, received } = await serve(({ url }) => {
            const left = Number(url.slice(1));
            return left === 0 ? json({}) : { status: 302, headers: { location: `/${left - 1}` } };
        });
        const { client } = clientWith(answerWith({ proxy: { base_url: origin } }));
        expect((await client.request({ endpoint: '/5' })).status).toBe(200);
        expect(received).toHaveLength(6);
        const error = await failureOf(client.request({ endpoint: '/6', retries: 2 }));
        expect(error).toMatchObject({ code: 'ERR_FR_TOO_MANY_REDIRECTS' });
    });
});
