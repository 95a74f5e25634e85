import path from 'node:path';
import { expect, it } from 'vitest';
import { projectWith, query, resolverFor } from './fixture';

const FILE = 'syncbench/connections/c1.json';

async function doubtsOf(text: string, environment = {}, integration = 'stripe') {
    const root = await projectWith({ [FILE]: text });
    const { doubts } = await resolverFor(root, { environment }).lookUp(query(integration, 'c1'));
    return doubts.map(({ code, message }) => `${code}: ${message.replace(path.normalize(FILE), 'c1.json')}`);
}

it.each([
    ['in the project', '.', FILE],
    ['below it', 'syncbench', 'connections/c1.json'],
    ['above it', '..', `{project}/${FILE}`],
])('a file is named from where the person stands: %s', async (_where, folder, shown) => {
    const root = await projectWith({ [FILE]: '{ "provider": "stripe", "metdata": {} }' });
    const resolver = resolverFor(root, { workingFolder: path.join(root, folder) });
    const { doubts } = await resolver.lookUp(query('stripe', 'c1'));
    const file = path.normalize(shown.replace('{project}', path.basename(root)));
    expect(doubts[0]?.message.split(' has ')[0]).toBe(`${file}:1`);
});

it.each([
    [
        'a misspelt field of the credentials: its line',
        '{\n "provider": "stripe",\n "credentials": {\n  "type": "OAUTH2",\n  "acess_token": "secret" } }',
        [
            'The credentials in c1.json:5 have the field `acess_token`, which the type OAUTH2 does not have. Did you mean `access_token`?',
        ],
    ],
    [
        'credentials that lack what they need: their own line',
        '{\n "credentials": { "type": "API_KEY" } }',
        ['The credentials in c1.json:2 have no `apiKey`, which the type API_KEY needs. Give it as `apiKey`.'],
    ],
    [
        'credentials without a type have that of the provider',
        '{ "credentials": { "apikey": "secret" } }',
        [
            'The credentials in c1.json:1 have the field `apikey`, which the type API_KEY does not have. Did you mean `apiKey`?',
        ],
    ],
    [
        'a misspelt field of the file',
        '{ "provider": "stripe",\n "metdata": {} }',
        ['c1.json:2 has the unknown field `metdata`. Did you mean `metadata`?'],
    ],
    [
        'a misspelt provider: its line, and the one that was meant',
        '{\n "provider": "stripee" }',
        ['c1.json:2 names the provider `stripee`, which is not known. Did you mean `stripe`?'],
    ],
    [
        'a provider that nobody knows',
        '{ "provider": "somebody-s-own" }',
        [
            'c1.json:1 names the provider `somebody-s-own`, which is not known. Name one of the catalogue as `provider` in the connection file, or add it to syncbench/providers.yaml.',
        ],
    ],
    [
        'credentials of a type that the provider has no place for',
        '{\n "provider": "github",\n "credentials": { "type": "API_KEY", "apiKey": "k" } }',
        [
            'The credentials in c1.json:3 are of the type API_KEY, of which nothing gets into the requests of github. It authenticates by OAUTH2: give {"type":"OAUTH2","access_token":"…"}.',
        ],
    ],
    ['what is right', '{ "metadata": {}, "credentials": { "type": "API_KEY", "apiKey": "k" } }', []],
    ['fields of a whole connection', '{ "id": 3, "environment_id": 1, "tags": {}, "errors": [] }', []],
])('%s', async (_rule, text, expected) => {
    expect(await doubtsOf(text)).toEqual(expected.map((message) => `connection-doubtful: ${message}`));
});

it('credentials of the environment: the variable', async () => {
    const environment = { SYNCBENCH_CREDENTIALS_STRIPE__C1: '{"type":"API_KEY","apikey":"secret"}' };
    const [doubt] = await doubtsOf('{}', environment);
    expect(doubt).toContain('The credentials in SYNCBENCH_CREDENTIALS_STRIPE__C1 have the field `apikey`');
    expect(doubt).not.toContain('secret');
});

it('credentials of the environment, of a type that the provider has no place for', async () => {
    const environment = { SYNCBENCH_CREDENTIALS_GITHUB__C1: '{"type":"API_KEY","apiKey":"secret"}' };
    const [doubt] = await doubtsOf('{}', environment, 'github');
    expect(doubt).toContain('The credentials in SYNCBENCH_CREDENTIALS_GITHUB__C1 are of the type API_KEY');
    expect(doubt).not.toContain('secret');
});

it('credentials without a provider are right under a base URL where their type says how they are sent', async () => {
    const root = await projectWith({ [FILE]: { credentials: { type: 'OAUTH2', access_token: 't' } } });
    const doubts = async (baseUrl?: string) =>
        (await resolverFor(root, { ...(baseUrl && { baseUrl }) }).lookUp(query('my-own', 'c1'))).doubts;
    expect(await doubts('http://127.0.0.1:1')).toEqual([]);
    expect(await doubts()).toHaveLength(1);
});

it('credentials of an integration without a provider: they reach no call', async () => {
    const text = '{ "credentials": { "type": "API_KEY", "apiKey": "k" } }';
    const [doubt, ...others] = await doubtsOf(text, {}, 'my-own');
    expect(doubt).toContain(
        'No provider is known for the integration my-own, so its calls go out without credentials.',
    );
    expect(others).toEqual([]);
    expect(await doubtsOf('{}', {}, 'my-own')).toEqual([]);
});
