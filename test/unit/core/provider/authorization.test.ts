import { expect, it } from 'vitest';
import { accessTokenOf, defaultAuthorization } from '../../../../src/core/provider/authorization';
import type { Provider } from '../../../../src/core/provider/types';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const provider = (auth_mode: string, headers?: Record<string, string>): Provider => ({
    name: 'p',
    auth_mode,
    proxy: { headers },
});

it.each([
    ['BASIC', { type: 'BASIC', username: 'u', password: 'p' }, `Basic ${base64('u:p')}`],
    ['BASIC without a password', { type: 'BASIC', username: 'u' }, `Basic ${base64('u:')}`],
    ['INSTALL_PLUGIN as BASIC', { type: 'INSTALL_PLUGIN', username: 'u', password: 'p' }, `Basic ${base64('u:p')}`],
    ['OAUTH2', { type: 'OAUTH2', access_token: 't' }, 'Bearer t'],
    ['APP', { type: 'APP', access_token: 't' }, 'Bearer t'],
    ['MCP_OAUTH2', { type: 'MCP_OAUTH2', access_token: 't' }, 'Bearer t'],
    ['OAUTH2_CC', { type: 'OAUTH2_CC', token: 't' }, 'Bearer t'],
    ['JWT', { type: 'JWT', token: 't' }, 'Bearer t'],
    ['SIGNATURE', { type: 'SIGNATURE', token: 't' }, 'Bearer t'],
    ['TWO_STEP', { type: 'TWO_STEP', token: 't' }, 'Bearer t'],
    ['OAUTH2 without a token', { type: 'OAUTH2' }, undefined],
    ['API_KEY', { type: 'API_KEY', apiKey: 'k' }, undefined],
    ['CUSTOM', { type: 'CUSTOM', app: { access_token: 't' } }, undefined],
    ['OAUTH1, which is signed', { type: 'OAUTH1', oauth_token: 't' }, undefined],
    ['no credentials', {}, undefined],
])('the default authorization of %s', (_mode, credentials, expected) => {
    expect(defaultAuthorization(credentials, null)).toBe(expected);
});

it('takes the mode from the provider where the credentials name none', () => {
    expect(defaultAuthorization({ access_token: 't' }, provider('OAUTH2'))).toBe('Bearer t');
});

it.each(['${accessToken}', 'session=${credentials._cookies}'])(
    'a TWO_STEP provider that places %s itself gets no bearer',
    (template) => {
        const headers = { 'x-auth': template };
        expect(defaultAuthorization({ type: 'TWO_STEP', token: 't' }, provider('TWO_STEP', headers))).toBeUndefined();
    },
);

it('reads the token from the field of the mode', () => {
    expect(accessTokenOf({ access_token: 'a', token: 'b' }, 'OAUTH2')).toBe('a');
    expect(accessTokenOf({ access_token: 'a', token: 'b' }, 'JWT')).toBe('b');
});
