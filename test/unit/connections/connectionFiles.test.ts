import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConnectionFiles, resolveConnectionArgument } from '../../../src/connections/ConnectionFiles';
import { NOW, projectWith, query, resolverFor, userErrorOf } from './fixture';

describe('which file describes a connection', () => {
    it.each<[string, Record<string, unknown>, string | undefined]>([
        ['its name is the id', { 'syncbench/connections/c1.json': { provider: 'A' } }, 'A'],
        [
            'unless it says connection_id',
            { 'syncbench/connections/other.json': { connection_id: 'c1', provider: 'A' } },
            'A',
        ],
        [
            'whose name then is no id',
            { 'syncbench/connections/c1.json': { connection_id: 'c2', provider: 'A' } },
            undefined,
        ],
        ['private ones count', { '.syncbench/connections/c1.json': { provider: 'A' } }, 'A'],
        [
            'private wins',
            {
                'syncbench/connections/c1.json': { provider: 'tracked', provider_config_key: 'int' },
                '.syncbench/connections/c1.json': { provider: 'private' },
            },
            'private',
        ],
        [
            'one for another integration does not count',
            { 'syncbench/connections/c1.json': { provider_config_key: 'x' } },
            undefined,
        ],
        [
            'one for several integrations',
            { 'syncbench/connections/c1.json': { provider_config_key: ['x', 'int'], provider: 'A' } },
            'A',
        ],
        [
            'one that names the integration before one for any',
            {
                'syncbench/connections/c1.json': { provider: 'any' },
                'syncbench/connections/z.json': { connection_id: 'c1', provider_config_key: 'int', provider: 'own' },
            },
            'own',
        ],
        [
            'a broken file beside a good one',
            { 'syncbench/connections/b.json': '{', 'syncbench/connections/c1.json': { provider: 'A' } },
            'A',
        ],
        ['no files at all', {}, undefined],
    ])('%s', async (_rule, files, provider) => {
        const found = await new ConnectionFiles(await projectWith(files)).find('int', 'c1');
        expect(found?.provider).toBe(provider);
    });

    it('lists the ids for an integration', async () => {
        const root = await projectWith({
            'syncbench/connections/b.json': {},
            '.syncbench/connections/a.json': { provider_config_key: 'int' },
            'syncbench/connections/x.json': { provider_config_key: 'other' },
            'syncbench/connections/broken.json': '[',
        });
        expect((await new ConnectionFiles(root).read()).ids('int')).toEqual(['a', 'b']);
    });
});

describe('a file that is wrong', () => {
    it.each<[string, string, string, RegExp]>([
        [
            'broken JSON names line and column',
            '{\n  "provider": x\n}',
            'invalid_json',
            /c1\.json:2:15 is not valid JSON/,
        ],
        ['an unfinished file too', '{"provider": "a"', 'invalid_json', /c1\.json:1:17/],
        ['an empty file too', '', 'invalid_json', /c1\.json:1:1/],
        ['a comment is refused with its place', '{} // x', 'invalid_json', /c1\.json:1:4/],
        ['a wrong field is named', '{"provider": 3}', 'invalid_file', /c1\.json, the field `provider` is wrong/],
        ['a deep field is named', '{"credentials": {"type": 1}}', 'invalid_file', /the field `credentials\.type`/],
        ['a file that is no object', '[]', 'invalid_file', /the file is wrong/],
    ])('%s', async (_rule, text, code, message) => {
        const root = await projectWith({ 'syncbench/connections/c1.json': text });
        const error = await userErrorOf(new ConnectionFiles(root).find('int', 'c1'));
        expect(error.code).toBe(code);
        expect(error.message).toMatch(message);
        expect(error.details.advice).toBeTruthy();
    });

    it('never shows what the file holds', async () => {
        const root = await projectWith({
            'syncbench/connections/c1.json': '{"credentials": {"apiKey": "canary-value" x}}',
        });
        const error = await userErrorOf(new ConnectionFiles(root).find('int', 'c1'));
        expect(JSON.stringify([error.message, error.details])).not.toContain('canary');
    });
});

describe('--connection', () => {
    const refusal = (argument: string, root: string) => userErrorOf(resolveConnectionArgument(argument, root, root));

    it('the name of a file in the project is told to be no id, and which one is meant', async () => {
        const root = await projectWith({ 'syncbench/connections/c1.json': { connection_id: 'octocat' } });
        expect((await refusal('c1.json', root)).details.advice).toBe(
            'Did you mean the connection octocat, which a file of this name in the project describes?',
        );
    });

    it.each<[string, string, { connectionId: string; file?: string }]>([
        ['an id', 'c1', { connectionId: 'c1' }],
        ['an id with a slash that is no file', 'team/c1', { connectionId: 'team/c1' }],
        ['a path of a file', 'dump.json', { connectionId: 'from-file', file: 'dump.json' }],
        ['a path without .json', './folder/plain', { connectionId: 'plain', file: 'folder/plain' }],
    ])('%s', async (_rule, argument, expected) => {
        const root = await projectWith({ 'dump.json': { connection_id: 'from-file' }, 'folder/plain': {} });
        const { file, ...rest } = expected;
        expect(await resolveConnectionArgument(argument, root, root)).toEqual({
            ...rest,
            ...(file !== undefined && { file: path.join(root, file) }),
        });
    });

    it.each(['nope.json', './nope', '../nope', '/nope/nope', '.\\nope', 'C:\\nope'])(
        'a path that leads nowhere is an error: %s',
        async (argument) => {
            const error = await refusal(argument, await projectWith());
            expect(error.code).toBe('connection_file_not_found');
            if (argument === './nope') expect(error.message).toBe('There is no connection file nope.');
        },
    );

    it('a whole connection, as getConnection() returns it, is used as it is, unknown fields included', async () => {
        const whole = {
            id: 7,
            connection_id: 'c9',
            provider_config_key: 'github-prod',
            provider: 'github',
            errors: [{ type: 'auth', log_id: 'l' }],
            end_user: { id: 'u' },
            tags: { a: 'b' },
            metadata: { x: 1 },
            connection_config: { y: 'z' },
            webhook_url_override: 'https://h',
            created_at: '2025-01-01T00:00:00.000Z',
            updated_at: '2025-01-02T00:00:00.000Z',
            last_fetched_at: null,
            environment_id: 3,
            credentials: { type: 'OAUTH2', access_token: 'token-of-c9', raw: {} },
        };
        const root = await projectWith({ 'dump.json': whole });
        const connectionFile = path.join(root, 'dump.json');
        const { connection, provider, scope } = await resolverFor(root, {
            files: new ConnectionFiles(root, connectionFile),
        }).get(query('github', 'c9'));
        expect(connection).toEqual({ ...whole, provider_config_key: 'github', last_fetched_at: NOW });
        expect(provider?.name).toBe('github');
        expect(scope).toBe('any');
    });
});
