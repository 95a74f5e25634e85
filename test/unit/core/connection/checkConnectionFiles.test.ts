import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkConnectionFiles } from '../../../../src/core/connection/checkConnectionFolder';
import { type ProviderEntries, type ProviderLookup, providerIn } from '../../../../src/core/provider/ProviderLookup';
import { FLAVOURS } from '../../language/project/checkProject';
import { MemoryFiles } from '../project/memoryFiles';

const CATALOGUE: ProviderEntries = {
    github: { auth_mode: 'OAUTH2', proxy: { base_url: 'https://api.github.com' } },
    'github-app': { auth_mode: 'APP', proxy: { base_url: 'https://api.github.com' } },
    stripe: { auth_mode: 'API_KEY', proxy: { base_url: 'https://api.stripe.com' } },
    acme: { auth_mode: 'BASIC', proxy: { headers: { 'x-key': '${apiKey}' } } },
    custom: { auth_mode: 'CUSTOM' },
};
const PROVIDERS: ProviderLookup = {
    get: async (name) => providerIn(CATALOGUE, name),
    names: async () => Object.keys(CATALOGUE),
};
const SHARED = 'syncbench/connections/c1.json';
const PRIVATE = '.syncbench/connections/c1.json';

interface Surroundings {
    providers?: ProviderLookup;
    integrations?: ReadonlySet<string>;
}

/** The findings of connection files, each with its file's name. */
async function found(
    files: Record<string, unknown>,
    surroundings: Surroundings = { providers: PROVIDERS, integrations: new Set(['github', 'zendesk']) },
    flavour = path.posix,
    root = '/project',
) {
    const contents = Object.entries(files).map(([name, content]) => [
        flavour.join(root, ...name.split('/')),
        typeof content === 'string' ? content : JSON.stringify(content),
    ]);
    const memory = new MemoryFiles(flavour, Object.fromEntries(contents));
    const checked = await checkConnectionFiles({ root, form: 'classic' }, memory, flavour, surroundings);
    return [...checked].flatMap(([file, findings]) =>
        findings.map((finding) => ({ ...finding, name: flavour.basename(file) })),
    );
}

/** As `<name> <line>:<column>-<end> <code>: <message> <advice>`. */
async function linesOf(files: Record<string, unknown>, surroundings?: Surroundings): Promise<string[]> {
    return (await found(files, surroundings)).map(({ name, location, code, message, advice }) => {
        const { line = 0, column = 0, endLine, endColumn = 0 } = location ?? {};
        const end = endLine === line ? endColumn : 'end';
        return `${name} ${line}:${column}-${end} ${code}: ${message} ${advice ?? ''}`.trim();
    });
}

describe('one file', () => {
    it.each<[rule: string, content: unknown, expected: string[]]>([
        [
            'broken JSON: the place',
            '{\n  "provider": x\n}',
            [
                'c1.json 2:15-16 connection-syntax: This is not valid JSON. Correct it at this place; comments and trailing commas are not allowed in JSON.',
            ],
        ],
        [
            'a trailing comma',
            '{\n  "provider": "github",\n}',
            [
                'c1.json 3:1-2 connection-syntax: This is not valid JSON. Correct it at this place; comments and trailing commas are not allowed in JSON.',
            ],
        ],
        [
            'no object',
            '[]',
            [
                'c1.json 1:1-1 connection-shape: The file is wrong: expected object, received array. A connection file is an object with any of: connection_id, provider_config_key, provider, connection_config, base_url, metadata, credentials, webhook_url.',
            ],
        ],
        [
            'wrong types, each at its value',
            '{ "connection_id": 3,\n "credentials": { "type": 1 } }',
            [
                'c1.json 1:20-21 connection-shape: `connection_id` is wrong: expected string, received number.',
                'c1.json 2:27-28 connection-shape: `credentials.type` is wrong: expected string, received number.',
            ],
        ],
        [
            'integrations that are neither one nor a list',
            { provider_config_key: 3 },
            [
                'c1.json 1:24-25 connection-shape: `provider_config_key` is wrong: expected the id of an integration, or a list of them.',
            ],
        ],
        [
            'a base_url that is none',
            { base_url: 'localhost:4010' },
            ['c1.json 1:13-29 connection-shape: `base_url` is wrong: expected an http or https URL without a query.'],
        ],
        [
            'a misspelt field',
            '{\n  "metdata": {} }',
            ['c1.json 2:3-12 connection-field: The file has the unknown field `metdata`. Did you mean `metadata`?'],
        ],
        [
            'a misspelt provider',
            '{\n  "provider": "githbu" }',
            [
                'c1.json 2:15-23 connection-provider: The file names the provider `githbu`, which is not known. Did you mean `github`?',
            ],
        ],
        [
            'a misspelt integration',
            '{\n  "provider_config_key": "gihtub" }',
            ['c1.json 2:26-34 connection-integration: The project has no integration `gihtub`. Did you mean `github`?'],
        ],
        [
            'a misspelt integration of credentials: that no provider is known follows from it',
            { provider_config_key: 'gihtub', credentials: { type: 'OAUTH2', access_token: 'abc' } },
            ['c1.json 1:24-32 connection-integration: The project has no integration `gihtub`. Did you mean `github`?'],
        ],
        [
            'credentials of an integration without a provider: its id',
            { provider_config_key: ['zendesk'], credentials: { type: 'OAUTH2', access_token: 'abc' } },
            [
                'c1.json 1:25-34 connection-provider: No provider is known for the integration zendesk, so its calls go out without credentials. Name one of the catalogue as `provider` in the connection file, or add it to syncbench/providers.yaml.',
            ],
        ],
        [
            'one of a list',
            { provider_config_key: ['github', 'zendsk'] },
            [
                'c1.json 1:34-42 connection-integration: The project has no integration `zendsk`. Did you mean `zendesk`?',
            ],
        ],
        [
            'a misspelt field of the credentials',
            { provider: 'github', credentials: { access_tokn: '' } },
            [
                'c1.json 1:37-50 connection-credentials: The credentials have the field `access_tokn`, which the type OAUTH2 does not have. Did you mean `access_token`?',
            ],
        ],
        [
            'a misspelt type',
            { provider: 'github', credentials: { type: 'OUATH2', access_token: '' } },
            [
                'c1.json 1:44-52 connection-credentials: The credentials are of the type "OUATH2", which Nango does not have. Did you mean OAUTH2?',
            ],
        ],
        [
            'credentials that lack what they need: their own place',
            { provider_config_key: 'github', credentials: { type: 'OAUTH2', access_token: '' } },
            [
                'c1.json 1:33-46 connection-credentials: The credentials have no `access_token`, which the type OAUTH2 needs. Its fields are access_token, refresh_token, expires_at, raw, config_override.',
            ],
        ],
        [
            'credentials of a type that the provider has no place for',
            { provider: 'github', credentials: { type: 'API_KEY', apiKey: '' } },
            [
                'c1.json 1:44-53 connection-credentials-unused: The credentials are of the type API_KEY, of which nothing gets into the requests of github. It authenticates by OAUTH2: give {"type":"OAUTH2","access_token":"…"}.',
            ],
        ],
    ])('%s', async (_rule, content, expected) => {
        expect(await linesOf({ [PRIVATE]: content })).toEqual(expected);
    });

    it.each<[rule: string, content: unknown]>([
        ['nothing in it', {}],
        ['all of a whole connection', { id: 3, errors: [], tags: {}, environment_id: 1, metadata: null }],
        ['a field that is like no known one', { team: 'a' }],
        [
            'a type that brings its own authorization',
            { provider: 'stripe', credentials: { type: 'OAUTH2', access_token: 'a' } },
        ],
        ['a type whose field a header takes', { provider: 'acme', credentials: { type: 'API_KEY', apiKey: 'a' } }],
        ["the provider's own type, whatever it does with it", { provider: 'stripe', credentials: { apiKey: 'a' } }],
        ['what a script places itself', { provider: 'custom', credentials: { type: 'CUSTOM', raw: {} } }],
        [
            'several integrations, right for one of them',
            { provider_config_key: ['github', 'zendesk'], credentials: { type: 'API_KEY', apiKey: 'a' } },
        ],
        ['a byte order mark', '\uFEFF{ "provider": "github" }'],
    ])('%s is right', async (_rule, content) => {
        expect(await linesOf({ [PRIVATE]: content })).toEqual([]);
    });
});

describe('an integration', () => {
    it.each([
        ['is nothing like those of the project', 'salesforce'],
        ['begins like one', 'zendesk-eu'],
        ['is a provider of its own', 'github-app'],
    ])('that %s is a note: scripts may name it', async (_rule, key) => {
        const [finding] = await found({ [PRIVATE]: { provider_config_key: key } });
        expect(finding).toMatchObject({
            code: 'connection-integration',
            severity: 'information',
            advice: 'Those of the project are github, zendesk.',
        });
    });

    it('of a project whose lists cannot be read may be there', async () => {
        expect(await linesOf({ [PRIVATE]: { provider_config_key: 'gihtub' } }, { providers: PROVIDERS })).toEqual([]);
    });

    it.each<[string, { base_url?: string; type?: string }, string[]]>([
        ['without a base URL', {}, ['connection-provider']],
        [
            'with one, but of a type that needs a header',
            { base_url: 'http://x.test', type: 'API_KEY' },
            ['connection-provider'],
        ],
        ['with one, where the type says how', { base_url: 'http://x.test' }, []],
    ])('that no provider is known for, with credentials: %s', async (_rule, { type = 'OAUTH2', ...rest }, expected) => {
        const credentials = { type, access_token: 'abc', apiKey: 'abc' };
        const content = { provider_config_key: 'zendesk', credentials, ...rest };
        expect((await found({ [PRIVATE]: content })).map(({ code }) => code)).toEqual(expected);
    });

    it('has no doubtful provider where the catalogue cannot be read', async () => {
        expect(await linesOf({ [PRIVATE]: { provider: 'githbu', credentials: { type: 'X' } } }, {})).toEqual([]);
    });
});

describe('a secret', () => {
    const secretIn = async (file: string, content: object) =>
        (await found({ [file]: content })).filter(({ code }) => code === 'connection-secret');
    const credentials = { type: 'OAUTH2', access_token: 'gho_16C7e42F292c6912E7' };

    it('in a file that is shared is found, named and never quoted', async () => {
        const content = { provider: 'github', credentials, connection_config: { restApiKey: 'a1b2c3d4' } };
        const [finding] = await secretIn(SHARED, content);
        expect(finding?.message).toBe(
            '`credentials.access_token`, `connection_config.restApiKey` in a file that is shared with the project: whoever gets the project gets the secret.',
        );
        expect(finding?.location).toMatchObject({ line: 1, column: 53 });
        expect(JSON.stringify(finding)).not.toMatch(/gho_|a1b2/);
    });

    it.each<[string, string, object]>([
        ['in a private file', PRIVATE, { credentials }],
        ['that stays on this machine', SHARED, { credentials, base_url: 'http://127.0.0.1:4010/mock' }],
        ['that is still to be filled in', SHARED, { credentials: { access_token: '' } }],
        ['that is a placeholder', SHARED, { credentials: { access_token: '<your token>' } }],
        ['that says that it may be seen', SHARED, { credentials: { access_token: 'throw-away' } }],
        ['that is a name', SHARED, { credentials: { username: 'octocat-of-acme', client_id: 'public-client' } }],
        ['that is an ordinary field of the config', SHARED, { connection_config: { subdomain: 'acme-company' } }],
    ])('%s is none', async (_rule, file, content) => {
        expect(await secretIn(file, content)).toEqual([]);
    });
});

describe('several files', () => {
    it.each<[rule: string, files: Record<string, unknown>, expected: string[]]>([
        [
            'that describe the same connection: the one that no run takes',
            {
                'syncbench/connections/a.json': { connection_id: 'x', provider_config_key: 'github' },
                'syncbench/connections/b.json':
                    '{\n "provider_config_key": ["zendesk", "github"],\n "connection_id": "x" }',
            },
            [
                'b.json 3:19-22 connection-duplicate: a.json describes the connection `x`, too, and a run takes that one. Delete one of them, or give it another `connection_id`.',
            ],
        ],
        [
            'one by its name',
            { 'syncbench/connections/a.json': { connection_id: 'b' }, 'syncbench/connections/b.json': {} },
            [
                'b.json 1:1-1 connection-duplicate: a.json describes the connection `b`, too, and a run takes that one. Delete one of them, or give it another `connection_id`.',
            ],
        ],
        ['a private one wins over a shared one', { [PRIVATE]: {}, [SHARED]: {} }, []],
        [
            'one for an integration wins over one for any',
            {
                'syncbench/connections/a.json': { connection_id: 'x' },
                'syncbench/connections/b.json': { connection_id: 'x', provider_config_key: 'github' },
            },
            [],
        ],
        [
            'the same id for different integrations',
            {
                'syncbench/connections/a.json': { connection_id: 'x', provider_config_key: 'zendesk' },
                'syncbench/connections/b.json': { connection_id: 'x', provider_config_key: 'github' },
            },
            [],
        ],
        [
            'whose names do not end in .json are not read; others are no connection files',
            { 'syncbench/connections/a.jsonc': '{}', 'syncbench/connections/README.md': '#', 'syncbench/a.yaml': '' },
            [
                'a.jsonc 1:1-end connection-file-name: No run reads a.jsonc: connection files are JSON and end in .json. Name it a.json.',
            ],
        ],
    ])('%s', async (_rule, files, expected) => {
        expect(await linesOf(files)).toEqual(expected);
    });

    it.each(FLAVOURS)('are found on %s', async (_system, flavour, root) => {
        const files = { [SHARED]: { metdata: {} }, [PRIVATE]: '{' };
        const codes = (await found(files, {}, flavour as typeof path.posix, root)).map(({ code }) => code);
        expect(codes).toEqual(['connection-syntax', 'connection-field']);
    });
});
