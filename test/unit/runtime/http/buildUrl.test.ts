import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../src/core/findings/UserError';
import type { Provider } from '../../../../src/core/provider/types';
import { buildUrl, type UrlParts } from '../../../../src/runtime/http/buildUrl';

const provider = (base_url: string | undefined, query?: Record<string, string>): Provider => ({
    name: 'p',
    auth_mode: 'API_KEY',
    proxy: { base_url, query },
});

function url(
    parts: Partial<UrlParts> & { config?: Record<string, unknown>; credentials?: Record<string, unknown> },
): string {
    const { config = {}, credentials = {}, ...rest } = parts;
    const values = { ...credentials, credentials, connection_config: config, connection_id: 'c1' };
    return buildUrl({
        endpoint: '/x',
        provider: provider('https://api.p.com'),
        integration: 'int',
        connectionConfig: config,
        urlValues: values,
        queryValues: values,
        ...rest,
    });
}

const v1 = provider('https://api.p.com/v1');
const sub = provider('https://${connectionConfig.sub}.p.com');

describe('the URL', () => {
    it.each<[string, Parameters<typeof url>[0], string]>([
        ['joins base and endpoint', { provider: v1, endpoint: '/users' }, 'https://api.p.com/v1/users'],
        ['without a leading slash', { provider: v1, endpoint: 'users' }, 'https://api.p.com/v1/users'],
        ['strips every leading slash', { provider: v1, endpoint: '///users' }, 'https://api.p.com/v1/users'],
        [
            'strips one trailing slash of the base',
            { provider: provider('https://api.p.com/v1/') },
            'https://api.p.com/v1/x',
        ],
        ['keeps a trailing slash of the endpoint', { endpoint: '/x/' }, 'https://api.p.com/x/'],
        [
            'an endpoint holding the base URL has it once',
            { provider: v1, endpoint: 'https://api.p.com/v1/users?a=1' },
            'https://api.p.com/v1/users?a=1',
        ],
        [
            'an absolute endpoint elsewhere is appended, as in the cloud',
            { endpoint: 'https://other.com/x' },
            'https://api.p.com/https://other.com/x',
        ],
        [
            'baseUrlOverride replaces the base',
            { provider: v1, baseUrlOverride: 'https://o.com/a/', endpoint: '/x' },
            'https://o.com/a/x',
        ],
        [
            'an endpoint beginning with the override has it once',
            { baseUrlOverride: 'https://o.com/a', endpoint: 'https://o.com/a/x' },
            'https://o.com/a/x',
        ],
        [
            'but only at a boundary',
            { baseUrlOverride: 'https://o.com/a', endpoint: 'https://o.com/ab' },
            'https://o.com/a/https://o.com/ab',
        ],
        ['an override needs no endpoint', { baseUrlOverride: 'https://o.com/a', endpoint: '' }, 'https://o.com/a'],
        ['fills the config in', { provider: sub, config: { sub: 'acme' } }, 'https://acme.p.com/x'],
        [
            'also in endpoint and override',
            {
                config: { a: 'A', b: 'b.com' },
                endpoint: '/${connectionConfig.a}',
                baseUrlOverride: 'https://${connection_config.b}',
            },
            'https://b.com/A',
        ],
        ['fills connection fields in', { endpoint: '/${connection_id}' }, 'https://api.p.com/c1'],
        [
            'fills credentials in',
            { provider: provider('https://t.org/bot${apiKey}'), credentials: { apiKey: 'k' }, endpoint: '/me' },
            'https://t.org/botk/me',
        ],
        [
            'leaves other placeholders of the script literal',
            { endpoint: '/a?b=${nope}' },
            'https://api.p.com/a?b=${nope}',
        ],
        [
            'slashes are trimmed before filling in',
            { provider: provider('${connectionConfig.url}'), config: { url: 'https://u.com/' } },
            'https://u.com//x',
        ],
        [
            'chooses between two bases',
            { provider: provider('https://${connectionConfig.h} || https://b.com'), config: {} },
            'https://b.com/x',
        ],
    ])('%s', (_rule, parts, expected) => {
        expect(url(parts)).toBe(expected);
    });
});

describe('params', () => {
    it.each<[string, Parameters<typeof url>[0], string]>([
        ['a string is appended', { params: 'a=1&b=2' }, 'https://api.p.com/x?a=1&b=2'],
        ['with its own question mark', { params: '?a=1' }, 'https://api.p.com/x?a=1'],
        ['an empty string adds nothing', { params: '' }, 'https://api.p.com/x'],
        ['an object is set', { params: { a: 1, b: 'x y' } }, 'https://api.p.com/x?a=1&b=x+y'],
        [
            "and replaces the endpoint's own",
            { endpoint: '/x?a=0&c=3', params: { a: 1 } },
            'https://api.p.com/x?a=1&c=3',
        ],
        ['arrays are joined by a comma', { params: { a: ['x', 'y'] } }, 'https://api.p.com/x?a=x%2Cy'],
        [
            'undefined and null are texts',
            { params: { a: undefined, b: null } },
            'https://api.p.com/x?a=undefined&b=null',
        ],
        ['booleans are texts', { params: { a: false } }, 'https://api.p.com/x?a=false'],
        [
            'an empty object leaves the query as written',
            { endpoint: '/x?q=a%20b', params: {} },
            'https://api.p.com/x?q=a%20b',
        ],
        [
            "the provider's query is set last",
            {
                provider: provider('https://p.com', { key: '${apiKey}' }),
                credentials: { apiKey: 'k' },
                params: { key: 'mine', a: 1 },
            },
            'https://p.com/x?key=k&a=1',
        ],
        [
            "the provider's query is skipped unless it resolves",
            { provider: provider('https://p.com', { key: '${apiKey}' }) },
            'https://p.com/x',
        ],
    ])('%s', (_rule, parts, expected) => {
        expect(url(parts)).toBe(expected);
    });
});

it('a call of an unknown provider is told all ways out', () => {
    const details = { advice: expect.stringMatching(/`provider`.*providers\.yaml.*--base-url/) };
    expect(() => url({ provider: null })).toThrow(expect.objectContaining({ details }));
});

describe('a call without a URL fails', () => {
    it.each<[string, Parameters<typeof url>[0], RegExp]>([
        ['missing_api_url', { endpoint: '' }, /neither an endpoint/],
        ['unknown_provider', { provider: null }, /integration int/],
        ['unknown_provider', { provider: null, baseUrlOverride: 'https://o.com' }, /integration int/],
        ['unsupported_provider', { provider: provider(undefined) }, /no base URL/],
        ['connection_config_missing', { provider: sub }, /needs `sub`/],
        ['connection_config_missing', { endpoint: '/${connectionConfig.a.b}' }, /needs `a\.b`/],
        ['credential_missing', { provider: provider('https://t.org/bot${apiKey}') }, /`apiKey`/],
        ['invalid_query_params', { endpoint: '/x?a=1', params: 'b=2' }, /Can not set query params/],
        ['invalid_url', { baseUrlOverride: 'no url' }, /not an http/],
        ['invalid_url', { baseUrlOverride: 'file:///etc' }, /not an http/],
    ])('%s', (code, parts, message) => {
        const attempt = () => url(parts);
        expect(attempt).toThrow(message);
        expect(attempt).toThrow(expect.objectContaining({ code, constructor: UserError }));
    });
});

describe('under --base-url', () => {
    const baseUrl = 'http://127.0.0.1:4000/mock';
    it.each<[string, Parameters<typeof url>[0], string]>([
        [
            "it stands for the provider's whole base URL, path included",
            { provider: v1, endpoint: '/users' },
            'http://127.0.0.1:4000/mock/users',
        ],
        [
            'for a whole baseUrlOverride, path included',
            { baseUrlOverride: 'https://o.com/v9', endpoint: '/users' },
            'http://127.0.0.1:4000/mock/users',
        ],
        [
            'for an override within itself too',
            { baseUrlOverride: 'http://127.0.0.1:4000/mock/v2', endpoint: '/users' },
            'http://127.0.0.1:4000/mock/users',
        ],
        [
            'for an override that is a bare origin',
            { baseUrlOverride: 'https://o.com', endpoint: '/users?a=1' },
            'http://127.0.0.1:4000/mock/users?a=1',
        ],
        [
            'a placeholder that does not resolve stays as it is written',
            { provider: sub, endpoint: '/${connectionConfig.a}/${apiKey}' },
            'http://127.0.0.1:4000/mock/$%7BconnectionConfig.a%7D/$%7BapiKey%7D',
        ],
        ['a relative endpoint keeps its own path', { endpoint: 'v2/users/1' }, 'http://127.0.0.1:4000/mock/v2/users/1'],
        [
            'an absolute endpoint that begins with it stays',
            { endpoint: 'http://127.0.0.1:4000/mock/users?p=2' },
            'http://127.0.0.1:4000/mock/users?p=2',
        ],
        [
            'also in another spelling of the host',
            { endpoint: 'HTTP://127.0.0.1:4000/mock/users' },
            'http://127.0.0.1:4000/mock/users',
        ],
        ['one that is exactly it stays', { endpoint: 'http://127.0.0.1:4000/mock' }, 'http://127.0.0.1:4000/mock'],
        [
            'another absolute endpoint keeps path and query',
            { endpoint: 'https://api.p.com/v1/users?p=2' },
            'http://127.0.0.1:4000/mock/v1/users?p=2',
        ],
        [
            'so does one of the same origin outside its path',
            { endpoint: 'http://127.0.0.1:4000/other' },
            'http://127.0.0.1:4000/mock/other',
        ],
        [
            'and one that only looks like its beginning',
            { endpoint: 'http://127.0.0.1:4000/mockery' },
            'http://127.0.0.1:4000/mock/mockery',
        ],
        [
            'and one whose port only begins like its own',
            { endpoint: 'http://127.0.0.1:40001/mock/a' },
            'http://127.0.0.1:4000/mock/mock/a',
        ],
        [
            'an absolute endpoint without a path',
            { endpoint: 'https://api.p.com?x=1' },
            'http://127.0.0.1:4000/mock/?x=1',
        ],
        [
            'a next-page link elsewhere (origin and path) keeps its path',
            { baseUrlOverride: 'https://api.p.com', endpoint: '/v1/users?p=2' },
            'http://127.0.0.1:4000/mock/v1/users?p=2',
        ],
        [
            'a next-page link that begins with it stays',
            { baseUrlOverride: 'http://127.0.0.1:4000', endpoint: '/mock/users?p=2' },
            'http://127.0.0.1:4000/mock/users?p=2',
        ],
        [
            'an absolute endpoint wins over an override',
            { baseUrlOverride: 'https://o.com/v9', endpoint: 'https://x.com/a' },
            'http://127.0.0.1:4000/mock/a',
        ],
        [
            'a trailing slash of it counts once',
            { baseUrl: 'http://127.0.0.1:4000/', endpoint: '/a' },
            'http://127.0.0.1:4000/a',
        ],
        ['an unknown provider works', { provider: null, endpoint: '/a' }, 'http://127.0.0.1:4000/mock/a'],
        [
            'a provider without a base URL works',
            { provider: provider(undefined), endpoint: '/a' },
            'http://127.0.0.1:4000/mock/a',
        ],
        [
            "fields that only the provider's base URL needs are not asked for",
            { provider: sub, endpoint: '/a' },
            'http://127.0.0.1:4000/mock/a',
        ],
        [
            "nor those of an absolute endpoint's host",
            { endpoint: 'https://${connectionConfig.sub}.p.com/a' },
            'http://127.0.0.1:4000/mock/a',
        ],
        [
            'placeholders in the path are filled in',
            { config: { id: '7' }, endpoint: '/a/${connectionConfig.id}' },
            'http://127.0.0.1:4000/mock/a/7',
        ],
        ['an override alone is it', { baseUrlOverride: 'https://o.com', endpoint: '' }, 'http://127.0.0.1:4000/mock'],
    ])('%s', (_rule, parts, expected) => {
        expect(url({ baseUrl, ...parts })).toBe(expected);
    });
});
