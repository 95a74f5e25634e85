import { describe, expect, it } from 'vitest';
import { NOW, projectWith, query, resolverFor, userErrorOf } from './fixture';

const OAUTH2 = {
    type: 'OAUTH2',
    access_token: 'access-value',
    refresh_token: 'refresh-value',
    raw: { refresh_token: 'refresh-value' },
};

describe('the connection', () => {
    it('of an id without a file is legal and has no credentials', async () => {
        const root = await projectWith();
        expect(await resolverFor(root).get(query('github', 'c1'))).toEqual({
            connection: {
                id: 1,
                connection_id: 'c1',
                provider_config_key: 'github',
                provider: 'github',
                errors: [],
                end_user: null,
                tags: {},
                metadata: null,
                connection_config: {},
                webhook_url_override: null,
                created_at: NOW,
                updated_at: NOW,
                last_fetched_at: NOW,
                credentials: {},
            },
            provider: { name: 'github', auth_mode: 'OAUTH2', proxy: { base_url: 'https://api.github.com' } },
            scope: [],
            secrets: [],
        });
    });

    it.each([
        ['the integration id names the provider', 'github', {}, 'github', 'github'],
        ['the file names it before that', 'github', { provider: 'stripe' }, 'stripe', 'stripe'],
        ['an unknown one is null', 'mine', {}, 'mine', undefined],
        ['names of Object are unknown', 'constructor', {}, 'constructor', undefined],
    ])('%s', async (_rule, integration, file, name, found) => {
        const root = await projectWith({ 'syncbench/connections/c1.json': file });
        const { connection, provider } = await resolverFor(root).get(query(integration, 'c1'));
        expect(connection.provider).toBe(name);
        expect(provider?.name).toBe(found);
    });

    it('has config and metadata of its file', async () => {
        const file = { connection_config: { subdomain: 'acme' }, metadata: { a: [1] }, tags: { t: 'x' } };
        const root = await projectWith({ 'syncbench/connections/c1.json': file });
        const { connection } = await resolverFor(root).get(query('zendesk', 'c1'));
        expect(connection).toMatchObject(file);
    });
});

describe('credentials', () => {
    it('of a connection file may go anywhere', async () => {
        const root = await projectWith({ 'syncbench/connections/c1.json': { credentials: OAUTH2 } });
        const { connection, scope, withheld } = await resolverFor(root, { baseUrl: 'http://127.0.0.1:1' }).get(
            query('github', 'c1'),
        );
        expect(connection.credentials.access_token).toBe('access-value');
        expect([scope, withheld]).toEqual(['any', undefined]);
    });

    it('of the environment win over those of a file', async () => {
        const root = await projectWith({ 'syncbench/connections/c1.json': { credentials: OAUTH2 } });
        const environment = { SYNCBENCH_CREDENTIALS_GITHUB__C1: '{"type":"OAUTH2","access_token":"from-environment"}' };
        const { connection } = await resolverFor(root, { environment }).get(query('github', 'c1'));
        expect(connection.credentials).toEqual({ type: 'OAUTH2', access_token: 'from-environment' });
    });

    it.each([
        ['github', 'c1', 'SYNCBENCH_CREDENTIALS_GITHUB__C1'],
        ['my-int.v2', 'user@x.com', 'SYNCBENCH_CREDENTIALS_MY_INT_V2__USER_X_COM'],
        ['é', 'a b', 'SYNCBENCH_CREDENTIALS____A_B'],
    ])('of %s and %s are in %s', async (integration, connectionId, variable) => {
        const environment = { [variable]: '{"apiKey":"k"}' };
        const { connection } = await resolverFor(await projectWith(), { environment }).get(
            query(integration, connectionId),
        );
        expect(connection.credentials).toEqual({ apiKey: 'k' });
    });

    it.each(['not json canary', '["canary"]', '"canary"', '{"type": 3, "apiKey": "canary"}'])(
        'in a malformed variable are refused without being shown: %s',
        async (value) => {
            const environment = { SYNCBENCH_CREDENTIALS_GITHUB__C1: value };
            const resolver = resolverFor(await projectWith(), { environment });
            const error = await userErrorOf(resolver.get(query('github', 'c1')));
            expect(error.code).toBe('invalid_credentials_variable');
            expect(error.message).toContain('SYNCBENCH_CREDENTIALS_GITHUB__C1');
            expect(JSON.stringify([error.message, error.details, error.stack])).not.toContain('canary');
        },
    );

    it.each([
        ['without', false, undefined],
        ['with', true, 'refresh-value'],
    ])('come %s the refresh token when refreshToken is %s', async (_rule, refreshToken, expected) => {
        const root = await projectWith({ 'syncbench/connections/c1.json': { credentials: OAUTH2 } });
        const answer = await resolverFor(root).get(query('github', 'c1', { refreshToken }));
        expect(answer.connection.credentials.refresh_token).toBe(expected);
        expect((answer.connection.credentials.raw as Record<string, unknown>).refresh_token).toBe(expected);
        expect(answer.secrets.includes('refresh-value')).toBe(refreshToken);
    });
});

describe('credentials of the environment are bound to', () => {
    const environment = {
        SYNCBENCH_CREDENTIALS_GITHUB__C1: '{"access_token":"environment-token"}',
        SYNCBENCH_CREDENTIALS_ZENDESK__C1: '{"username":"u","password":"p"}',
        SYNCBENCH_CREDENTIALS_MINE__C1: '{"apiKey":"k"}',
    };
    const acme = { 'syncbench/connections/c1.json': { connection_config: { subdomain: 'acme' } } };

    it.each<[string, string, Record<string, unknown>, string[], string[]]>([
        ["the provider's origin", 'github', {}, [], ['https://api.github.com']],
        ["the origin made of the connection's config", 'zendesk', acme, [], ['https://acme.zendesk.com']],
        ['nothing when the config lacks the field', 'zendesk', {}, [], []],
        ['nothing when the provider is unknown', 'mine', {}, [], []],
        [
            'what --allow-origin adds',
            'github',
            {},
            ['http://127.0.0.1:99/path'],
            ['https://api.github.com', 'http://127.0.0.1:99'],
        ],
    ])('%s', async (_rule, integration, files, allowOrigins, scope) => {
        const resolver = resolverFor(await projectWith(files), { environment, allowOrigins });
        expect((await resolver.get(query(integration, 'c1'))).scope).toEqual(scope);
    });

    it.each<[string, string, string[], boolean]>([
        ['--base-url elsewhere gets none', 'http://127.0.0.1:99/api', [], false],
        ['--base-url on the own origin gets them', 'https://api.github.com/v9', [], true],
        ['--base-url that is allowed gets them', 'http://127.0.0.1:99/api', ['http://127.0.0.1:99'], true],
        ['another port is another origin', 'http://127.0.0.1:99/api', ['http://127.0.0.1:98'], false],
    ])('%s', async (_rule, baseUrl, allowOrigins, given) => {
        const resolver = resolverFor(await projectWith(), { environment, allowOrigins, baseUrl });
        const { connection, withheld, secrets } = await resolver.get(query('github', 'c1'));
        expect(connection.credentials).toEqual(given ? { access_token: 'environment-token' } : {});
        expect(secrets).toEqual(given ? ['environment-token'] : []);
        if (given) expect(withheld).toBeUndefined();
        else expect(withheld).toContain('--allow-origin http://127.0.0.1:99');
    });
});

describe('secrets', () => {
    it.each<[string, Record<string, unknown>, Record<string, unknown>, string[]]>([
        [
            'every string of 6 characters or more',
            { a: 'long-value', b: 'short', raw: { c: ['inner-value'] } },
            {},
            ['long-value', 'inner-value'],
        ],
        [
            'not what only describes them',
            {
                type: 'API_KEY',
                apiKey: 'key-value',
                expires_at: '2026-01-01T00:00:00Z',
                raw: { token_type: 'bearer', scope: 'repo,user' },
            },
            {},
            ['key-value', Buffer.from('key-value:').toString('base64'), Buffer.from(':key-value').toString('base64')],
        ],
        [
            'base64 of user:password',
            { username: 'user', password: 'pass' },
            {},
            [Buffer.from('user:pass').toString('base64')],
        ],
        [
            'base64 of client id and secret',
            { client_id: 'client', client_secret: 'secret-value' },
            {},
            ['client', 'secret-value', Buffer.from('client:secret-value').toString('base64')],
        ],
        [
            'config fields named for secrets',
            { a: 'long-value' },
            { restApiKey: 'rest-key', tokenDomain: 'x.example.com' },
            ['long-value', 'rest-key'],
        ],
    ])('are %s', async (_rule, credentials, connection_config, expected) => {
        const root = await projectWith({ 'syncbench/connections/c1.json': { credentials, connection_config } });
        const { secrets } = await resolverFor(root).get(query('github', 'c1'));
        expect(secrets.sort()).toEqual([...expected].sort());
    });
});
