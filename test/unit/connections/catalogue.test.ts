import { readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BuiltInProviders } from '../../../src/connections/BuiltInProviders';
import { environmentVariables } from '../../../src/connections/environmentVariables';
import { ProviderCatalogue } from '../../../src/connections/ProviderCatalogue';
import { suppliedDoubts } from '../../../src/core/connection/connectionDoubts';
import { emptyCredentials } from '../../../src/core/connection/emptyCredentials';
import type { Provider } from '../../../src/core/provider/types';
import { projectWith, userErrorOf } from './fixture';

async function catalogueOf(files: Record<string, unknown>): Promise<ProviderCatalogue> {
    const root = await projectWith(files);
    return new ProviderCatalogue(new BuiltInProviders(path.join(root, 'providers.json')), root);
}

describe('the provider catalogue', () => {
    it('names its providers', async () => {
        const catalogue = await catalogueOf({});
        expect(await catalogue.names()).toEqual(['github', 'zendesk', 'stripe']);
        expect((await catalogue.get('stripe'))?.name).toBe('stripe');
        expect(await catalogue.get('toString')).toBeUndefined();
    });

    it('says so when it is missing', async () => {
        const error = await userErrorOf(
            new ProviderCatalogue(new BuiltInProviders('/nowhere/providers.json')).get('github'),
        );
        expect(error.code).toBe('catalogue_missing');
    });

    it('is read once, and again only where that failed', async () => {
        const root = await projectWith({});
        const file = path.join(root, 'providers.json');
        const builtIn = new BuiltInProviders(file);
        const away = `${file}.away`;
        await rename(file, away);
        expect((await userErrorOf(builtIn.read())).code).toBe('catalogue_missing');
        await rename(away, file);
        const entries = await builtIn.read();
        await rename(file, away);
        expect(await builtIn.read()).toBe(entries);
    });

    it.each<[string, string, string, unknown]>([
        [
            'adds an entry',
            'mine: { auth_mode: API_KEY, proxy: { base_url: https://m.com } }',
            'mine',
            { name: 'mine', auth_mode: 'API_KEY', proxy: { base_url: 'https://m.com' } },
        ],
        [
            'overrides fields, proxy as a whole',
            'stripe: { proxy: { base_url: https://s.com } }',
            'stripe',
            { name: 'stripe', auth_mode: 'API_KEY', proxy: { base_url: 'https://s.com' } },
        ],
        [
            'aliases another',
            'mine: { alias: github, auth_mode: APP }',
            'mine',
            { name: 'mine', auth_mode: 'APP', proxy: { base_url: 'https://api.github.com' } },
        ],
        [
            'writes retry headers in lower case',
            'mine: { auth_mode: NONE, proxy: { retry: { at: X-Reset } } }',
            'mine',
            { name: 'mine', auth_mode: 'NONE', proxy: { retry: { at: ['x-reset'] } } },
        ],
        ['may be empty', '', 'mine', undefined],
    ])("the project's providers.yaml %s", async (_rule, yaml, name, expected) => {
        const catalogue = await catalogueOf({ 'syncbench/providers.yaml': yaml });
        expect(await catalogue.get(name)).toEqual(expected);
        expect(await catalogue.get('github')).toBeDefined();
    });

    it.each([
        ['bad YAML', 'a: [1\nb: 2', 'invalid_yaml', /providers\.yaml:\d+:\d+/],
        ['a wrong field', 'a: { auth_mode: 3 }', 'invalid_file', /`a\.auth_mode`/],
        ['no auth_mode', 'a: { proxy: {} }', 'invalid_file', /`a\.auth_mode`/],
        ['an unknown alias', 'a: { alias: nope }', 'invalid_file', /no provider `nope`/],
    ])('%s in it is named', async (_rule, yaml, code, message) => {
        const catalogue = await catalogueOf({ 'syncbench/providers.yaml': yaml });
        const error = await userErrorOf(catalogue.get('github'));
        expect(error.code).toBe(code);
        expect(error.message).toMatch(message);
    });
});

describe('writeProviders', () => {
    it('reduces the package to what a proxy call reads, aliases resolved', async () => {
        const root = await projectWith();
        const file = path.join(root, 'out', 'providers.json');
        const script = path.resolve(import.meta.dirname, '../../../scripts/buildProviders.mjs');
        const { writeProviders } = (await import(script)) as { writeProviders(file: string): Promise<void> };
        await writeProviders(file);
        const providers = JSON.parse(await readFile(file, 'utf8'));
        expect(Object.keys(providers).length).toBeGreaterThan(900);
        expect((await stat(file)).size).toBeLessThan(300_000);
        expect(providers['github-app'].proxy.base_url).toBe(providers.github.proxy.base_url);
        expect(providers.github).toMatchObject({
            auth_mode: 'OAUTH2',
            proxy: {
                base_url: 'https://api.github.com',
                paginate: { type: 'link' },
                retry: { at: ['x-ratelimit-reset'] },
            },
        });
        expect(Object.values<Record<string, unknown>>(providers).filter((entry) => !entry.auth_mode)).toEqual([]);
        expect(JSON.stringify(providers)).not.toContain('"verification"');

        // What a new connection of a provider is filled in with gets into its requests, whichever it is.
        const doubts = Object.entries<Omit<Provider, 'name'>>(providers).flatMap(([name, entry]) => {
            const empty = Object.entries(emptyCredentials(entry.auth_mode));
            const credentials = Object.fromEntries(empty.map(([field, value]) => [field, value || 'x']));
            return suppliedDoubts(credentials, { ...entry, name }).map(({ code }) => `${name}: ${code}`);
        });
        expect(doubts).toEqual([]);
    });
});

describe('environmentVariables', () => {
    it('are none without files', async () => {
        expect(await environmentVariables(await projectWith())).toEqual({ variables: [], secrets: [] });
    });

    it('private ones win and are secrets', async () => {
        const root = await projectWith({
            'syncbench/environment.json': { A: 'tracked-a', B: 'tracked-b' },
            '.syncbench/environment.json': { B: 'private-b', C: 'private-c' },
        });
        expect(await environmentVariables(root)).toEqual({
            variables: [
                { name: 'A', value: 'tracked-a' },
                { name: 'B', value: 'private-b' },
                { name: 'C', value: 'private-c' },
            ],
            secrets: ['private-b', 'private-c'],
        });
    });

    it.each([
        ['a value that is no text', { A: 3 }, /environment\.json, the field `A` is wrong/],
        ['broken JSON', '{"A": }', /environment\.json:1:7/],
    ])('%s is named', async (_rule, content, message) => {
        const error = await userErrorOf(
            environmentVariables(await projectWith({ 'syncbench/environment.json': content })),
        );
        expect(error.message).toMatch(message);
    });
});
