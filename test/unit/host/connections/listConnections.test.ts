import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectionIdProblem, createConnectionFile } from '../../../../src/host/connections/createConnectionFile';
import { listConnections } from '../../../../src/host/connections/listConnections';
import { projectWith } from '../../connections/fixture';

const list = async (files: Record<string, unknown>, environment: NodeJS.ProcessEnv = {}) => {
    const root = await projectWith(files);
    const found = await listConnections(root, 'github', environment);
    return found.map(({ file, ...rest }) => ({ ...rest, ...(file && { file: path.relative(root, file) }) }));
};

describe('the connections that a run may be given', () => {
    it('are those that files describe for the integration or for any, a private one in place of a shared one', async () => {
        const found = await list({
            'syncbench/connections/octo.json': { base_url: 'https://shared.test' },
            '.syncbench/connections/octo.json': { credentials: { apiKey: 'x' } },
            'syncbench/connections/any.json': { base_url: 'http://127.0.0.1:4010/mock' },
            'syncbench/connections/other.json': { provider_config_key: 'zendesk' },
        });
        expect(found).toEqual([
            {
                id: 'any',
                file: 'syncbench/connections/any.json',
                isPrivate: false,
                hasCredentials: false,
                baseUrl: 'http://127.0.0.1:4010/mock',
            },
            { id: 'octo', file: '.syncbench/connections/octo.json', isPrivate: true, hasCredentials: true },
        ]);
    });

    it('and those whose credentials the environment has, by an id that leads to the variable', async () => {
        const found = await list(
            { 'syncbench/connections/octo-cat.json': {} },
            {
                SYNCBENCH_CREDENTIALS_GITHUB__OCTO_CAT: '{"apiKey":"x"}',
                SYNCBENCH_CREDENTIALS_GITHUB__CI_BOT: '{"apiKey":"x"}',
                SYNCBENCH_CREDENTIALS_GITHUB__EMPTY: ' ',
                SYNCBENCH_CREDENTIALS_ZENDESK__X: '{"apiKey":"x"}',
            },
        );
        expect(found).toEqual([
            {
                id: 'octo-cat',
                file: 'syncbench/connections/octo-cat.json',
                isPrivate: false,
                hasCredentials: true,
            },
            { id: 'ci_bot', isPrivate: true, hasCredentials: true },
        ]);
    });

    it.each([
        ['{', 'is not valid JSON'],
        [{ base_url: 'ftp://x' }, 'the field `base_url` is wrong: expected an http or https URL'],
        [{ base_url: 'https://x/?a=1' }, 'the field `base_url` is wrong'],
    ])('a file that cannot be used is listed with the reason: %j', async (content, reason) => {
        const found = await list({ 'syncbench/connections/broken.json': content });
        expect(found).toMatchObject([{ id: 'broken', problem: expect.stringContaining(reason) }]);
    });
});

describe('a new connection file', () => {
    const create = async (integration: string, id: string, files = {}) => {
        const root = await projectWith(files);
        const { file, place } = await createConnectionFile(root, integration, id, path.join(root, 'providers.json'));
        return { root, file, place, content: JSON.parse(await readFile(file, 'utf8')) };
    };

    it.each([
        ['zendesk', { type: 'BASIC', username: '', password: '' }],
        ['stripe', { type: 'API_KEY', apiKey: '' }],
        ['github', { type: 'OAUTH2', access_token: '' }],
        ['mine', { type: 'API_KEY', apiKey: '' }],
    ])('has the credentials to fill in that %s takes', async (integration, credentials) => {
        const { content } = await create(integration, ' octo ');
        expect(content).toEqual({ connection_id: 'octo', provider_config_key: integration, credentials });
    });

    it('is for its owner only, and git does not see it', async () => {
        const { root, file } = await create('github', 'octo');
        expect((await stat(file)).mode & 0o777).toBe(0o600);
        expect(await readFile(path.join(root, '.syncbench/.gitignore'), 'utf8')).toBe('*\n');
    });

    it.each([
        ['a/b\\c:d', 'a_b_c_d.json'],
        ['../up', '__up.json'],
        ['con', '_con.json'],
        ['ends.', 'ends_.json'],
    ])('of the id %s is named so that every file system takes it', async (id, name) => {
        const { file, content } = await create('github', id);
        expect(content.connection_id).toBe(id);
        expect(path.basename(file)).toBe(name);
    });

    it.each<[string, string, Record<string, unknown>, string | undefined]>([
        ['the key', 'stripe', {}, '6:20'],
        ['the first of two', 'zendesk', {}, '6:22'],
        ['what is left of one that is there', 'zendesk', { credentials: { username: 'me', password: '' } }, '1:45'],
        ['nothing of one that is filled in', 'zendesk', { credentials: { username: 'me', password: 'x' } }, undefined],
        ['nothing of one without credentials', 'stripe', { metadata: { a: '' } }, undefined],
    ])('has its first gap between the quotes: %s', async (_rule, integration, there, expected) => {
        const files = Object.keys(there).length > 0 ? { '.syncbench/connections/octo.json': there } : {};
        const { place } = await create(integration, 'octo', files);
        expect(place && `${place.line}:${place.column}`).toBe(expected);
    });

    it('leaves one that is there as it is', async () => {
        const { content } = await create('github', 'octo', { '.syncbench/connections/octo.json': { mine: true } });
        expect(content).toEqual({ mine: true });
    });

    it.each([
        ['octo', undefined],
        ['  ', 'empty'],
        ['x'.repeat(201), 'too_long'],
    ])('the id %j is refused: %s', (id, problem) => {
        expect(connectionIdProblem(id)).toBe(problem);
    });
});
