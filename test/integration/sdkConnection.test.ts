import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, answersOf, probeAction } from '../support/probes';
import { runJson } from '../support/syncbench';
import { action, sync, type TestProject, testProject } from '../support/testProject';

const OAUTH = {
    type: 'OAUTH2',
    access_token: 'the-access-token',
    refresh_token: 'the-refresh-token',
    expires_at: '2030-01-01T00:00:00.000Z',
    raw: { refresh_token: 'the-refresh-token', scope: 'all' },
};

const CONNECTION = {
    provider: 'github',
    connection_config: { subdomain: 'acme' },
    metadata: { own: 1, list: ['a'] },
    tags: { team: 'x' },
    end_user: { id: 'u' },
    credentials: OAUTH,
};

const PROBES = {
    connection: `return nango.getConnection();`,
    'with refreshToken': `return (await nango.getConnection(undefined, undefined, { refreshToken: true })).credentials;`,
    'afterwards without': `return (await nango.getConnection()).credentials;`,
    'another connection': `return nango.getConnection('demo', 'bare');`,
    'what a script changes stays with it': `
        const connection = await nango.getConnection(); connection.metadata.own = 'changed'; connection.credentials.access_token = 'x';
        const again = await nango.getConnection(); return [again.metadata.own, again.credentials.access_token];`,
    fields: `return [nango.connectionId, nango.providerConfigKey, nango.provider];`,
    metadata: `return nango.getMetadata();`,
};

let project: TestProject;
let answers: Record<string, Answer>;

beforeAll(async () => {
    project = testProject({
        'demo/actions/probes.ts': probeAction(PROBES),
        'demo/actions/metadata.ts': action(`
            if (input?.set) await nango.setMetadata(input.set);
            if (input?.update) await nango.updateMetadata(input.update);
            return [await nango.getMetadata(), (await nango.getConnection()).metadata];`),
        'demo/actions/metadata-answers.ts': probeAction({
            set: `const r = await nango.setMetadata({ a: 1 }); return [r.status, r.data];`,
            'set nothing': `await nango.setMetadata(undefined);`,
            'update nothing': `await nango.updateMetadata(null);`,
        }),
        'demo/actions/connection.ts': action('return nango.getConnection();'),
        'demo/actions/variables.ts': action('return nango.getEnvironmentVariables();'),
        'demo/syncs/dates.ts': sync(`
            const date = nango.lastSyncDate;
            await nango.log(JSON.stringify([String(date?.toISOString()), date instanceof Date, typeof date?.getTime]));
            const { fail } = (await nango.getMetadata()) ?? {};
            if (fail) throw new Error('as asked');`),
        'demo/syncs/metadata-sync.ts': sync(`
            await nango.log(JSON.stringify([await nango.getMetadata(), (await nango.getConnection()).metadata]));`),
        'syncbench/connections/full.json': JSON.stringify(CONNECTION),
        'syncbench/connections/bare.json': '{}',
        'elsewhere/whole.json': JSON.stringify({
            ...CONNECTION,
            id: 42,
            connection_id: 'whole-one',
            provider_config_key: 'demo',
            errors: [],
            webhook_url_override: null,
            created_at: '2024-01-01T00:00:00.000Z',
            updated_at: '2024-01-02T00:00:00.000Z',
            last_fetched_at: '2024-01-03T00:00:00.000Z',
        }),
    });
    answers = answersOf(await run('probes', ['--connection', 'full']));
});

afterAll(() => project.remove());

const run = (script: string, args: string[], env: NodeJS.ProcessEnv = {}) =>
    runJson(project.root, `demo/${script}`, ['--store', path.join(project.root, '.store'), ...args], env);

const date = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const { refresh_token: _, raw: __, ...WITHOUT_REFRESH } = OAUTH;

describe('getConnection', () => {
    it('has the cloud’s shape, with what the file says', () => {
        expect(answers.connection?.value).toEqual({
            id: expect.any(Number),
            connection_id: 'full',
            provider_config_key: 'demo',
            provider: 'github',
            errors: [],
            end_user: { id: 'u' },
            tags: { team: 'x' },
            metadata: { own: 1, list: ['a'] },
            connection_config: { subdomain: 'acme' },
            webhook_url_override: null,
            created_at: date,
            updated_at: date,
            last_fetched_at: date,
            credentials: { ...WITHOUT_REFRESH, raw: { scope: 'all' } },
        });
    });

    it('has empty fields where a file says nothing', () => {
        expect(answers['another connection']?.value).toMatchObject({
            connection_id: 'bare',
            provider_config_key: 'demo',
            provider: 'demo',
            end_user: null,
            tags: {},
            metadata: null,
            connection_config: {},
            credentials: {},
        });
    });

    it('gives a refresh token only where it is asked for', () => {
        expect(answers['with refreshToken']?.value).toEqual(OAUTH);
        expect(answers['afterwards without']?.value).toEqual({ ...WITHOUT_REFRESH, raw: { scope: 'all' } });
    });

    it('gives each caller its own copy', () => {
        expect(answers['what a script changes stays with it']?.value).toEqual([1, 'the-access-token']);
    });

    it('agrees with the fields of nango', () => {
        expect(answers.fields?.value).toEqual(['full', 'demo', 'github']);
    });

    it('of `--connection <file>`: the whole object', async () => {
        const file = path.join(project.root, 'elsewhere/whole.json');
        const { output } = await run('connection', ['--connection', file]);
        expect(output).toMatchObject({
            id: 42,
            connection_id: 'whole-one',
            provider_config_key: 'demo',
            created_at: '2024-01-01T00:00:00.000Z',
            metadata: CONNECTION.metadata,
        });
    });

    it.each([
        ['an id with a file', 'bare', 'SYNCBENCH_CREDENTIALS_DEMO__BARE'],
        ['an id without a file', 'some-one.else', 'SYNCBENCH_CREDENTIALS_DEMO__SOME_ONE_ELSE'],
        ['an id whose file has credentials: the environment wins', 'full', 'SYNCBENCH_CREDENTIALS_DEMO__FULL'],
    ])('takes credentials of the environment for %s', async (_name, connection, variable) => {
        const credentials = { type: 'BASIC', username: 'user-name', password: 'pass-word' };
        const env = { [variable]: JSON.stringify(credentials) };
        const { output } = await run('connection', ['--connection', connection], env);
        expect(output).toMatchObject({ connection_id: connection, credentials });
    });
});

describe('metadata', () => {
    const metadata = async (connection: string, input?: object, args: string[] = []) => {
        const flags = input ? ['--input', JSON.stringify(input)] : [];
        const { output, error } = await run('metadata', ['--connection', connection, ...flags, ...args]);
        expect(error).toBeNull();
        const [own, ofConnection] = output as [unknown, unknown];
        expect(ofConnection, 'getConnection() shows the same').toEqual(own);
        return own;
    };

    it('is the connection’s own, until a run stores some, which later runs see; the file stays as it was', async () => {
        const file = path.join(project.root, 'syncbench/connections/full.json');
        const before = readFileSync(file, 'utf8');
        expect(await metadata('full')).toEqual({ own: 1, list: ['a'] });
        expect(await metadata('full', { update: { more: 2 } })).toEqual({ own: 1, list: ['a'], more: 2 });
        expect(await metadata('full')).toEqual({ own: 1, list: ['a'], more: 2 });
        expect(await metadata('full', { update: { list: { b: 1 } } })).toEqual({ own: 1, list: { b: 1 }, more: 2 });
        expect(await metadata('full', { set: { only: true } })).toEqual({ only: true });
        expect(await metadata('full')).toEqual({ only: true });
        expect(await metadata('bare')).toBeNull();
        expect(readFileSync(file, 'utf8')).toBe(before);
    });

    it('`--metadata` hides what is stored, and what is written then lasts for the run', async () => {
        await metadata('given', { set: { stored: 1 } });
        const flags = ['--metadata', '{"given":1}'];
        expect(await metadata('given', undefined, flags)).toEqual({ given: 1 });
        expect(await metadata('given', { update: { more: 2 } }, flags)).toEqual({ given: 1, more: 2 });
        expect(await metadata('given', { set: { other: 3 } }, flags)).toEqual({ other: 3 });
        expect(await metadata('given')).toEqual({ stored: 1 });
    });

    it('`--metadata` may be empty, or a file', async () => {
        expect(await metadata('full', undefined, ['--metadata', '{}'])).toEqual({});
        const file = path.join(project.root, 'metadata.json');
        writeFileSync(file, '{"from":"file"}');
        expect(await metadata('full', undefined, ['--metadata', `@${file}`])).toEqual({ from: 'file' });
    });

    it('is the same for a sync', async () => {
        await metadata('shared', { set: { by: 'action' } });
        const { logs } = await run('metadata-sync', ['--connection', 'shared']);
        expect(logs[0]?.message).toBe('[{"by":"action"},{"by":"action"}]');
    });

    it('writes answer as the cloud does', async () => {
        const written = answersOf(await run('metadata-answers', ['--connection', 'answers']));
        expect(written.set?.value).toEqual([
            201,
            { connection_id: 'answers', provider_config_key: 'demo', metadata: { a: 1 } },
        ]);
        for (const name of ['set nothing', 'update nothing']) {
            expect(written[name]?.thrown).toMatchObject({ isError: true, message: 'Metadata is required' });
        }
    });
});

describe('getEnvironmentVariables', () => {
    it('is empty by default, and comes from the tracked file and the private one, which wins', async () => {
        expect((await run('variables', ['--connection', 'bare'])).output).toEqual([]);
        writeFileSync(path.join(project.root, 'syncbench/environment.json'), '{"REGION":"eu","SIZE":"10"}');
        mkdirSync(path.join(project.root, '.syncbench'), { recursive: true });
        writeFileSync(path.join(project.root, '.syncbench/environment.json'), '{"REGION":"us","KEY":"private"}');
        expect((await run('variables', ['--connection', 'bare'])).output).toEqual([
            { name: 'REGION', value: 'us' },
            { name: 'SIZE', value: '10' },
            { name: 'KEY', value: 'private' },
        ]);
    });
});

describe('lastSyncDate', () => {
    const dates = async (connection: string, args: string[] = []) => {
        const startedAfter = Date.now();
        const { logs } = await run('dates', ['--connection', connection, ...args]);
        const [iso, isDate, getTime] = JSON.parse(logs[0]!.message) as [string, boolean, string];
        return { startedAfter, endedBefore: Date.now(), iso, isDate, getTime };
    };

    it('is undefined first, then the start of the last run that succeeded', async () => {
        const first = await dates('a');
        expect(first.iso).toBe('undefined');
        const second = await dates('a', ['--metadata', '{"fail":true}']);
        expect(Date.parse(second.iso)).toBeGreaterThanOrEqual(first.startedAfter);
        expect(Date.parse(second.iso)).toBeLessThanOrEqual(first.endedBefore);
        const third = await dates('a');
        expect(third.iso, 'a failed run does not move it').toBe(second.iso);
        const fourth = await dates('a');
        expect(Date.parse(fourth.iso)).toBeGreaterThanOrEqual(third.startedAfter);
        expect(Date.parse(fourth.iso)).toBeLessThanOrEqual(third.endedBefore);
    });

    it('is a Date of the host’s realm', async () => {
        expect(await dates('b', ['--last-sync-date', '2024-05-06'])).toMatchObject({
            iso: '2024-05-06T00:00:00.000Z',
            isDate: false,
            getTime: 'function',
        });
    });

    it('of `--last-sync-date` is for that run only', async () => {
        const first = await dates('c', ['--last-sync-date', '2024-05-06T07:08:09Z']);
        expect(first.iso).toBe('2024-05-06T07:08:09.000Z');
        expect(Date.parse((await dates('c')).iso)).toBeGreaterThanOrEqual(first.startedAfter);
    });

    it('is each connection’s own', async () => {
        await dates('d');
        expect((await dates('e')).iso).toBe('undefined');
    });
});
