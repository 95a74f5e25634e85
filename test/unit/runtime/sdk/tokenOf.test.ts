import { describe, expect, it } from 'vitest';
import type { Credentials } from '../../../../src/core/connection/types';
import { tokenOf } from '../../../../src/runtime/sdk/tokenOf';

const provider = (auth_mode: string) => ({ name: 'p', auth_mode });

describe('getToken (nango-semantics §3.4)', () => {
    const basic = { type: 'BASIC', username: 'u', password: 'p' };
    const bill = { type: 'BILL', session_id: 's' };
    it.each<[string, Credentials, unknown]>([
        ['OAUTH2: the access token', { type: 'OAUTH2', access_token: 'a', raw: {} }, 'a'],
        [
            'OAUTH1: token and secret',
            { type: 'OAUTH1', oauth_token: 't', oauth_token_secret: 's' },
            { oAuthToken: 't', oAuthTokenSecret: 's' },
        ],
        ['everything else: the credentials', basic, basic],
        ['also where they hold a token', bill, bill],
        ['credentials without a type: as the provider says', { access_token: 'a' }, 'a'],
    ])('%s', (_rule, credentials, value) => {
        expect(tokenOf(credentials, provider('OAUTH2'))).toEqual({ value, isPlaceholder: false });
    });

    it.each([
        ['OAUTH2', 'syncbench-no-token', true],
        ['MCP_OAUTH2', 'syncbench-no-token', true],
        ['OAUTH1', {}, false],
        ['API_KEY', {}, false],
    ])('without credentials, for %s: %j', (mode, value, isPlaceholder) => {
        expect(tokenOf({}, provider(mode))).toEqual({ value, isPlaceholder });
    });

    it('without credentials and provider it is empty', () => {
        expect(tokenOf({}, null)).toEqual({ value: {}, isPlaceholder: false });
    });
});
