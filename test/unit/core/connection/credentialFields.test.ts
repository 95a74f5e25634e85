import { expect, test } from 'vitest';
import { credentialDoubts } from '../../../../src/core/connection/credentialFields';

test.each<[rule: string, credentials: Record<string, unknown>, doubts: string[]]>([
    ['a misspelt token', { type: 'OAUTH2', acess_token: 'x' }, ['acess_token: Did you mean `access_token`?']],
    ['another case', { type: 'API_KEY', apikey: 'x' }, ['apikey: Did you mean `apiKey`?']],
    ['another spelling', { type: 'API_KEY', api_key: 'x' }, ['api_key: Did you mean `apiKey`?']],
    ['a field beside the right one', { type: 'API_KEY', apiKey: 'x', api_key: 'y' }, []],
    [
        'each misspelt field',
        { type: 'BASIC', usrname: 'x', pasword: 'y' },
        ['usrname: Did you mean `username`?', 'pasword: Did you mean `password`?'],
    ],
    ['a field that is no near miss', { type: 'API_KEY', secret: 'x' }, ['no field: Give it as `apiKey`.']],
    [
        'an empty token',
        { type: 'OAUTH2', access_token: '' },
        ['no field: Its fields are access_token, refresh_token, expires_at, raw, config_override.'],
    ],
    ['a field that only the provider knows', { type: 'TWO_STEP', token: 'x', domainName: 'y' }, []],
    ['whatever a type may lack', { type: 'BASIC', username: 'x' }, []],
    ['a type in small letters', { type: 'oauth2', access_token: 'x' }, ['type: Did you mean OAUTH2?']],
    ['a type of 2024', { type: 'TABLEAU', pat_name: 'x' }, []],
])('%s', (_rule, { type, ...fields }, expected) => {
    const doubts = credentialDoubts({ type, ...fields }, String(type));
    expect(doubts.map(({ field = 'no field', advice }) => `${field}: ${advice}`)).toEqual(expected);
});

test('without a type, the one of the provider counts; without that, nothing does', () => {
    expect(credentialDoubts({ apikey: 'x' }, 'API_KEY')).toHaveLength(1);
    expect(credentialDoubts({ apikey: 'x' }, undefined)).toEqual([]);
});

test('an unknown type without a near one: which there are', () => {
    const [doubt] = credentialDoubts({ type: 'SOMETHING_ELSE' }, 'SOMETHING_ELSE');
    expect(doubt?.advice).toMatch(/^The types are OAUTH2, .*AWS_SIGV4\.$/);
});
