import { describe, expect, it } from 'vitest';
import { providerTemplateValues } from '../../../../src/core/provider/templateValues';
import type { Provider } from '../../../../src/core/provider/types';
import { buildHeaders } from '../../../../src/runtime/http/buildHeaders';

interface Row {
    mode?: string;
    headers?: Record<string, string>;
    credentials?: Record<string, unknown>;
    config?: Record<string, unknown>;
    user?: Record<string, unknown>;
}

function build({ mode = 'API_KEY', headers = {}, credentials = {}, config = {}, user }: Row) {
    const provider: Provider = { name: 'p', auth_mode: mode, proxy: { headers } };
    const values = providerTemplateValues(credentials, config, provider);
    return buildHeaders({ provider, credentials, values, userHeaders: user, userAgent: 'agent' });
}

const basic = `Basic ${Buffer.from('u:p').toString('base64')}`;

describe('headers', () => {
    it.each<[string, Row, Record<string, string>]>([
        [
            'API_KEY by the provider',
            { headers: { Authorization: 'Bearer ${apiKey}' }, credentials: { apiKey: 'k' } },
            { authorization: 'Bearer k' },
        ],
        [
            'API_KEY in a header of its own',
            { headers: { 'X-Key': '${apiKey}' }, credentials: { apiKey: 'k' } },
            { 'x-key': 'k' },
        ],
        [
            'API_KEY as basic',
            { headers: { authorization: 'Basic ${base64(${apiKey}:)}' }, credentials: { apiKey: 'k' } },
            { authorization: 'Basic azo=' },
        ],
        [
            'BASIC by default',
            { mode: 'BASIC', credentials: { username: 'u', password: 'p' } },
            { authorization: basic },
        ],
        [
            "BASIC with the provider's form",
            {
                mode: 'BASIC',
                headers: { authorization: 'Basic ${base64(${credentials.username}/token:${credentials.password})}' },
                credentials: { username: 'u', password: 'p' },
            },
            { authorization: `Basic ${Buffer.from('u/token:p').toString('base64')}` },
        ],
        ['OAUTH2', { mode: 'OAUTH2', credentials: { access_token: 't' } }, { authorization: 'Bearer t' }],
        [
            'the provider over the default',
            { mode: 'OAUTH2', headers: { authorization: 'token ${accessToken}' }, credentials: { access_token: 't' } },
            { authorization: 'token t' },
        ],
        [
            'clientId from config_override',
            {
                mode: 'OAUTH2',
                headers: { 'client-id': '${clientId}' },
                credentials: { access_token: 't', config_override: { client_id: 'id' } },
            },
            { authorization: 'Bearer t', 'client-id': 'id' },
        ],
        [
            'TWO_STEP with its own place for the token',
            { mode: 'TWO_STEP', headers: { 'x-session': '${accessToken}' }, credentials: { token: 't' } },
            { 'x-session': 't' },
        ],
        [
            'raw credentials',
            {
                mode: 'OAUTH2',
                headers: { 'x-id': '${credentials.raw.id_token}' },
                credentials: { access_token: 't', raw: { id_token: 'i' } },
            },
            { authorization: 'Bearer t', 'x-id': 'i' },
        ],
        [
            'config fields',
            { headers: { 'x-v': '${connectionConfig.version}' }, config: { version: '2' } },
            { 'x-v': '2' },
        ],
        ['are dropped when config is missing', { headers: { 'x-v': '${connectionConfig.version}' } }, {}],
        [
            'fall back to the alternative',
            { headers: { 'x-v': '${connectionConfig.version} || 2022-11-28' } },
            { 'x-v': '2022-11-28' },
        ],
        ['fixed ones of the provider', { headers: { Accept: 'application/x' } }, { accept: 'application/x' }],
        [
            'of the script win, whatever their case',
            { headers: { 'X-A': 'provider' }, user: { 'x-A': 'script' } },
            { 'x-a': 'script' },
        ],
        [
            'of the script win over authorization',
            { mode: 'OAUTH2', credentials: { access_token: 't' }, user: { Authorization: 'mine' } },
            { authorization: 'mine' },
        ],
        ['that are undefined are not sent', { user: { a: undefined, b: null, c: 3 } }, { c: '3' }],
        [
            'without credentials inject nothing',
            { mode: 'OAUTH2', headers: { 'x-key': '${apiKey}', 'x-fixed': 'f' } },
            { 'x-fixed': 'f' },
        ],
        ['a type alone is no credentials', { mode: 'OAUTH1', credentials: { type: 'OAUTH1' } }, {}],
        ['helpers without credentials are dropped', { headers: { 'x-sig': '${hmacSha1Hex(a, b)}' } }, {}],
    ])('%s', (_rule, row, expected) => {
        const { 'user-agent': _, ...headers } = build(row).headers;
        expect(headers).toEqual(expected);
    });

    it.each<[string, Row, string]>([
        ["is the client's own", {}, 'agent'],
        ['even if the script sets one', { user: { 'User-Agent': 'mine' } }, 'agent'],
        [
            'unless the provider sets one',
            { headers: { 'User-Agent': 'theirs' }, user: { 'user-agent': 'mine' } },
            'theirs',
        ],
        [
            'which may come from the config',
            { headers: { 'user-agent': '${connectionConfig.app} || App' }, config: { app: 'Mine' } },
            'Mine',
        ],
    ])('user-agent %s', (_rule, row, expected) => {
        expect(build(row).headers['user-agent']).toBe(expected);
    });

    it('knows which headers hold credentials', () => {
        const { credentialHeaders } = build({
            mode: 'OAUTH2',
            headers: {
                'x-token': '${accessToken}',
                'x-fixed': 'f',
                'x-config': '${connectionConfig.a}',
                'x-mine': '${accessToken}',
            },
            credentials: { access_token: 't' },
            config: { a: 'b' },
            user: { 'x-mine': 'm' },
        });
        expect([...credentialHeaders]).toEqual(['authorization', 'x-token']);
    });

    it('tells which credential field a header lacks', () => {
        expect(build({ headers: { 'x-key': '${apiKey}' }, credentials: { api_key: 'k' } }).missingFields).toEqual([
            { header: 'x-key', field: 'apiKey' },
        ]);
    });

    it.each<[string, Row, RegExp]>([
        ['unsupported_auth', { mode: 'OAUTH1', credentials: { oauth_token: 't' } }, /OAUTH1/],
        ['unsupported_auth', { mode: 'TBA', credentials: { token_id: 't' } }, /TBA/],
        ['unsupported_auth', { mode: 'AWS_SIGV4', credentials: { access_key_id: 't' } }, /AWS_SIGV4/],
        ['unsupported_auth', { credentials: { type: 'SOMETHING', a: 'b' } }, /SOMETHING/],
        [
            'unsupported_provider_header',
            {
                mode: 'BASIC',
                headers: { 'x-sig': '${awsSigV4(${credentials.username}, b)}' },
                credentials: { username: 'u' },
            },
            /BASIC.*awsSigV4/,
        ],
        [
            'unsupported_provider_header',
            { mode: 'TWO_STEP', headers: { 'x-date': '${now:YYYY}' }, credentials: { token: 't' } },
            /TWO_STEP.*now/,
        ],
    ])('%s instead of a call without it', (code, row, message) => {
        expect(() => build(row)).toThrow(message);
        expect(() => build(row)).toThrow(expect.objectContaining({ code }));
    });

    it('an unsupported mode is no obstacle to a script that signs by itself', () => {
        const row = { mode: 'OAUTH1', credentials: { oauth_token: 't' }, user: { Authorization: 'OAuth …' } };
        expect(build(row).headers.authorization).toBe('OAuth …');
    });
});
