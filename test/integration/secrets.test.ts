import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLI, runJson, syncbench } from '../support/syncbench';
import { action, sync, type TestProject, testProject } from '../support/testProject';
import { json, type TestServer, testServer } from '../support/testServer';

/** One value for each place that a credential can come from. */
const CANARIES = {
    fileApiKey: 'canary-file-apikey-8f2k',
    fileRefresh: 'canary-file-refresh-1x9d',
    wholeConnection: 'canary-whole-token-77ab',
    clientSecret: 'canary-client-secret-zz31',
    basicPassword: 'canary-basic-pa$$ "word" é-55',
    environment: 'canary-environment-q0q1',
    privateVariable: 'canary-private-variable-4k',
    ambient: 'canary-ambient-shell-8812',
};
const EVERYTHING = Object.values(CANARIES);

/** Every form in which a value may show: as it is, in JSON, in a URL, in base64. */
function forms(value: string): string[] {
    return [
        value,
        JSON.stringify(value).slice(1, -1),
        encodeURIComponent(value),
        Buffer.from(value).toString('base64'),
    ];
}

function found(text: string): string[] {
    return EVERYTHING.filter((value) => forms(value).some((form) => text.includes(form)));
}

let project: TestProject;
let api: TestServer;

beforeAll(async () => {
    api = await testServer((request, response) => {
        const url = new URL(request.url!, 'http://localhost');
        const echoed = { authorization: request.headers.authorization, url: request.url };
        if (url.pathname === '/fails') return json(response, echoed, 400, { 'x-echo': String(echoed.authorization) });
        return json(response, echoed, 200, { 'x-echo': String(request.headers.authorization) });
    });
    project = testProject({
        'demo/syncs/shows-everything.ts': sync(`
            const connection = await nango.getConnection(undefined, undefined, { refreshToken: true });
            const variables = await nango.getEnvironmentVariables();
            const token = JSON.stringify(connection.credentials);
            await nango.log('the credentials are ' + token);
            await nango.log('as data', { connection, variables });
            await nango.log(variables.map((v: any) => v.value).join());
            console.log(token, connection.credentials);
            const response = await nango.get({ endpoint: '/echo', params: { token: connection.credentials.apiKey ?? 'x' } });
            await nango.log('echo', response.data);
            await nango.log('config', response.config.headers);
            await nango.batchSave([{ id: '1', name: 'harmless' }], 'Item');
            try { await nango.get({ endpoint: '/fails?' + encodeURIComponent(token) }); } catch (e: any) { await nango.log(e.message, e); }
            await nango.get({ endpoint: '/fails', headers: { 'x-custom': token } });`),
        'demo/syncs/throws-token.ts': sync(`
            const connection = await nango.getConnection(undefined, undefined, { refreshToken: true });
            throw new Error('failed with ' + JSON.stringify(connection.credentials));`),
        'demo/actions/action-error.ts': action(`
            const connection = await nango.getConnection(undefined, undefined, { refreshToken: true });
            throw new nango.ActionError({ message: 'token', connection });`),
        'demo/syncs/dies.ts': sync(`
            const { credentials } = await nango.getConnection();
            const all: any[] = [];
            for (;;) all.push(new Array(100_000).fill({ credentials }), credentials.apiKey + all.length);`),
        'demo/syncs/keeps-token.ts': sync(`
            const { credentials } = await nango.getConnection();
            await nango.batchSave([{ id: '1', name: credentials.apiKey }], 'Item');`),
        'demo/actions/returns-token.ts': action('return (await nango.getConnection()).credentials;'),
        'demo/syncs/metadata-token.ts': sync(`
            const { credentials } = await nango.getConnection();
            await nango.setMetadata({ token: credentials.apiKey });`),
        'syncbench/connections/in-file.json': JSON.stringify({
            provider: 'github-pat',
            credentials: {
                type: 'API_KEY',
                apiKey: CANARIES.fileApiKey,
                refresh_token: CANARIES.fileRefresh,
                config_override: { client_id: 'public-client', client_secret: CANARIES.clientSecret },
            },
        }),
        '.syncbench/connections/basic.json': JSON.stringify({
            provider: 'freshdesk',
            connection_config: { subdomain: 'acme' },
            credentials: { type: 'BASIC', username: 'someone', password: CANARIES.basicPassword },
        }),
        '.syncbench/environment.json': JSON.stringify({ PRIVATE: CANARIES.privateVariable }),
        'syncbench/environment.json': JSON.stringify({ PUBLIC: 'not-a-secret' }),
        'whole.json': JSON.stringify({
            connection_id: 'whole',
            provider_config_key: 'demo',
            provider: 'github',
            connection_config: {},
            metadata: null,
            credentials: {
                type: 'OAUTH2',
                access_token: CANARIES.wholeConnection,
                raw: { access_token: CANARIES.wholeConnection },
            },
        }),
        'syncbench/connections/in-environment.json': JSON.stringify({ provider: 'github-pat' }),
    });
});

afterAll(async () => {
    project.remove();
    await api.close();
});

const ENVIRONMENT = {
    SYNCBENCH_CREDENTIALS_DEMO__IN_ENVIRONMENT: JSON.stringify({ type: 'API_KEY', apiKey: CANARIES.environment }),
    AMBIENT_SECRET: CANARIES.ambient,
};

/** Runs as text and as JSON with a temporary folder of its own, and returns everything that came out, files included. */
async function everythingFrom(script: string, connection: string, cli = CLI): Promise<string> {
    const out = path.join(project.root, 'out', `${script.replace('/', '-')}-${path.basename(connection, '.json')}`);
    const temporary = path.join(out, 'tmp');
    mkdirSync(temporary, { recursive: true });
    const store = path.join(out, 'store');
    const args = ['run', script, '--project', project.root, '--connection', connection, '--base-url', api.url];
    const more = ['--store', store, '--allow-origin', api.url];
    const env = { ...ENVIRONMENT, TMPDIR: temporary, XDG_CACHE_HOME: path.join(out, 'cache') };
    const asText = await syncbench([...args, ...more], env, cli);
    const asJson = await syncbench([...args, ...more, '--json'], env, cli);
    const shown = await syncbench(['runs', 'last', '--store', store], env);
    const shownJson = await syncbench(['runs', 'last', '--json', '--store', store], env);
    const printed = [asText, asJson, shown, shownJson].map(({ stdout, stderr }) => stdout + stderr).join('\n');
    expect(JSON.parse(shownJson.stdout)).toMatchObject({ run: { status: 'failed' } });
    return [printed, ...filesBelow(out).map((file) => readFileSync(file, 'latin1') + readFileSync(file, 'utf8'))].join(
        '\n',
    );
}

function filesBelow(folder: string): string[] {
    return readdirSync(folder).flatMap((name) => {
        const file = path.join(folder, name);
        return statSync(file).isDirectory() ? filesBelow(file) : [file];
    });
}

/** Takes from every bundle below `dist` the line by which a redactor remembers a value; the bundles that had it. */
function withoutRedaction(dist: string): string[] {
    const remember = 'this.known.add(form)';
    return filesBelow(dist).filter((file) => {
        const text = file.endsWith('.js') ? readFileSync(file, 'utf8') : '';
        if (text.includes(remember)) writeFileSync(file, text.replaceAll(remember, 'form'));
        return text.includes(remember);
    });
}

const CONNECTIONS = ['in-file', 'basic', 'whole.json', 'in-environment'];
const SCRIPTS = ['demo/shows-everything', 'demo/throws-token', 'demo/action-error'];

describe('no credential comes out of a run: not on the screen, in JSON, in the store, in temporary files', () => {
    it.each(CONNECTIONS.flatMap((connection) => SCRIPTS.map((script) => [script, connection] as const)))(
        '%s with %s',
        async (script, connection) => {
            const argument = connection.endsWith('.json') ? path.join(project.root, connection) : connection;
            expect(found(await everythingFrom(script, argument))).toEqual([]);
        },
    );

    it('with redaction off, this search finds them: it would notice', async () => {
        const dist = path.join(project.root, 'dist-without-redaction');
        cpSync(path.dirname(CLI), dist, { recursive: true });
        const patched = withoutRedaction(dist);
        const isOfChild = (bundle: string) => path.basename(bundle).startsWith('runtime');
        expect([patched.some(isOfChild), patched.some((bundle) => !isOfChild(bundle))]).toEqual([true, true]);
        const cli = path.join(dist, 'cli.js');
        expect(found(await everythingFrom('demo/shows-everything', 'in-file', cli))).toContain(CANARIES.fileApiKey);
        expect(found(await everythingFrom('demo/throws-token', 'in-environment', cli))).toContain(CANARIES.environment);
    });

    it('nor when the child dies of memory', async () => {
        expect(found(await everythingFrom('demo/dies', 'in-file'))).toEqual([]);
    });

    it('the scripts really had the credentials: the API received them', () => {
        const received = api.headers.map(({ authorization }) => authorization);
        expect(received).toContain(`Bearer ${CANARIES.fileApiKey}`);
        expect(received).toContain(`Bearer ${CANARIES.wholeConnection}`);
        expect(received).toContain(`Bearer ${CANARIES.environment}`);
        expect(received).toContain(`Basic ${Buffer.from(`someone:${CANARIES.basicPassword}`).toString('base64')}`);
    });

    it('nor does a broken credential variable show its value', async () => {
        const broken = { SYNCBENCH_CREDENTIALS_DEMO__IN_ENVIRONMENT: `{"apiKey": "${CANARIES.environment}"` };
        const { stdout, stderr } = await syncbench(
            ['run', 'demo/throws-token', '--project', project.root, '--connection', 'in-environment', '--ephemeral'],
            broken,
        );
        expect(stdout + stderr).toContain('SYNCBENCH_CREDENTIALS_DEMO__IN_ENVIRONMENT');
        expect(found(stdout + stderr)).toEqual([]);
    });

    it('nor a broken connection file', async () => {
        const file = path.join(project.root, 'broken.json');
        writeFileSync(file, `{ "credentials": { "apiKey": "${CANARIES.fileApiKey}" `);
        const { stdout, stderr, code } = await syncbench([
            'run',
            'demo/throws-token',
            '--project',
            project.root,
            '--connection',
            file,
            '--ephemeral',
        ]);
        expect([code, (stdout + stderr).includes('broken.json'), found(stdout + stderr)]).toEqual([2, true, []]);
    });
});

describe('credentials bound to an origin stay away from others', () => {
    it('an environment credential is not sent to --base-url without --allow-origin', async () => {
        const before = api.headers.length;
        const args = ['--ephemeral', '--connection', 'in-environment', '--base-url', api.url];
        const { logs, error } = await runJson(project.root, 'demo/shows-everything', args, ENVIRONMENT);
        const sent = JSON.stringify(api.headers.slice(before)) + JSON.stringify(api.requests.slice(-3));
        expect(sent).not.toContain(CANARIES.environment);
        expect(sent.length).toBeGreaterThan(2);
        expect(JSON.stringify({ logs, error })).not.toContain(CANARIES.environment);
    });
});

describe('what the script itself keeps is never altered, and the run says so', () => {
    it.each([
        ['a record', 'demo/keeps-token', CANARIES.fileApiKey],
        ['an output', 'demo/returns-token', CANARIES.fileApiKey],
        ['metadata', 'demo/metadata-token', CANARIES.fileApiKey],
    ])('%s', async (_, script, value) => {
        const store = path.join(project.root, `.kept-${script.split('/')[1]}`);
        const args = ['--connection', 'in-file', '--store', store];
        const { ok, records, output } = await runJson(project.root, script, args);
        expect(ok).toBe(true);
        if (script === 'demo/keeps-token') expect(records.Item?.[0]?.name).toBe(value);
        if (script === 'demo/returns-token') expect(output).toMatchObject({ apiKey: value });
        const { stdout } = await syncbench(['runs', 'last', '--json', '--store', store]);
        expect(stdout).toContain('credential-in-data');
    });

    it('what a run is given', async () => {
        const store = path.join(project.root, '.kept-given');
        const given = ['--metadata', JSON.stringify({ key: CANARIES.fileApiKey })];
        await runJson(project.root, 'demo/throws-token', ['--connection', 'in-file', '--store', store, ...given]);
        const { stdout } = await syncbench(['runs', 'last', '--json', '--store', store]);
        expect(stdout).toContain('What the run was given contains a credential');
    });

    it('without a credential in it, the run carries no such warning', async () => {
        const store = path.join(project.root, '.kept-nothing');
        await runJson(project.root, 'demo/throws-token', ['--connection', 'in-file', '--store', store]);
        const { stdout } = await syncbench(['runs', 'last', '--json', '--store', store]);
        expect(stdout).not.toContain('credential-in-data');
    });
});
