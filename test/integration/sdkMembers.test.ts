import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BLOCKED_MEMBERS, membersOf } from '../../src/core/policy/members';
import { type Answer, answersOf, probeAction, probeSync } from '../support/probes';
import { type RunDocument, runJson } from '../support/syncbench';
import { type TestProject, testProject } from '../support/testProject';
import { json, type TestServer, testServer } from '../support/testServer';

const WITH_CONNECTION = {
    token: `return nango.getToken();`,
    integration: `return nango.getIntegration();`,
    'integration with webhook and credentials': `
        const { webhook_url, credentials } = await nango.getIntegration({ include: ['webhook', 'credentials'] });
        return { webhook_url, credentials };`,
    'webhook URL': `return nango.getWebhookURL();`,
    'field mapping': `
        const before = await nango.getFieldMapping();
        const { status } = await nango.setFieldMapping({ a: 'b' });
        await nango.updateMetadata({ fieldMapping: { c: 'd' } });
        return [before, status, await nango.getFieldMapping(), await nango.getMetadata()];`,
};

const BARE = {
    token: `return nango.getToken();`,
    'webhook URL': `return nango.getWebhookURL();`,
    connection: `
        const { connection_id, connection_config, credentials, metadata, provider } = await nango.getConnection();
        return { connection_id, connection_config, credentials, metadata, provider };`,
    'integration client': `return (await nango.getIntegration({ include: ['credentials'] })).credentials;`,
    'members that are there': `return Object.keys(nango);`,
    fields: `
        const { environmentId, environmentName, accountId, syncId, syncJobId, activityLogId, nangoConnectionId } = nango;
        const { isCLI, scriptType, dryRun, runnerFlags, syncConfig } = nango;
        return { environmentId, environmentName, accountId, syncId, syncJobId, activityLogId: typeof activityLogId,
            nangoConnectionId, isCLI, scriptType, dryRun, runnerFlags: Object.values(runnerFlags), syncConfig };`,
    'blocked names': `
        const names = ${JSON.stringify(BLOCKED_MEMBERS)};
        return names.map((name) => { try { return [name, typeof nango[name]]; } catch (e: any) { return [name, e.message, name in nango]; } });`,
    'members of syncs': `return ['batchSave', 'listRecords', 'trackDeletesStart'].map((name) => typeof nango[name]);`,
    'flow attributes': `return nango.getFlowAttributes();`,
    'start a sync': `return [await nango.startSync('demo', ['a', { name: 'b', variant: 'x' }])];`,
    'log level': `
        nango.setLogger({ level: 'warn' });
        await nango.log('hidden');
        await nango.log('shown', { level: 'error' });
        nango.setLogger({ level: 'debug' });`,
    'valid input': `
        const { success, data } = await nango.zodValidateInput({ zodSchema: z.object({ n: z.coerce.number() }), input: { n: '5' } });
        return { success, data };`,
    'invalid input': `
        try { await nango.zodValidateInput({ zodSchema: z.object({ n: z.number() }), input: {} }); }
        catch (e: any) { return [e instanceof nango.ActionError, e.type, e.payload]; }`,
    fetch: `
        const response = await nango.uncontrolledFetch({ url: new URL('https://api.example.com/plain?x=1'), method: 'POST', headers: { 'X-A': '1' }, body: 'text' });
        return [response.status, response.headers.get('x-reply'), await response.json()];`,
    'fetch of a refused host': `
        try { await nango.uncontrolledFetch({ url: new URL('http://169.254.169.254/') }); }
        catch (e: any) { return [e instanceof nango.ActionError, e.payload.code]; }`,
};

const SYNC = {
    'members that are there': `return Object.keys(nango);`,
    fields: `
        const { syncId, syncJobId, scriptType, variant, track_deletes, syncConfig } = nango;
        return { syncId, syncJobId: typeof syncJobId, scriptType, variant, track_deletes, syncConfig };`,
    'flow attributes': `return nango.getFlowAttributes();`,
};

let project: TestProject;
let api: TestServer;
let own: Record<string, Answer>;
let bare: Record<string, Answer>;
let ofSync: Record<string, Answer>;
let bareRun: RunDocument & { stderr: string };

beforeAll(async () => {
    api = await testServer((request, response) => {
        response.setHeader('x-reply', 'yes');
        json(response, { path: request.url, own: request.headers['x-a'] });
    });
    project = testProject({
        'demo/actions/own.ts': probeAction(WITH_CONNECTION),
        'demo/actions/bare.ts': probeAction(BARE, `import { z } from 'zod';`),
        'demo/syncs/fields.ts': probeSync(SYNC),
        'syncbench/connections/own.json': JSON.stringify({
            provider: 'github',
            credentials: {
                type: 'OAUTH2',
                access_token: 'the-token',
                config_override: { client_id: 'i', client_secret: 'the-secret' },
            },
            webhook_url: 'https://hooks.example.com/demo',
        }),
        'syncbench/connections/bare.json': '{"provider":"github","connection_config":null,"credentials":null}',
    });
    own = answersOf(await run('own'));
    bareRun = await run('bare', ['--base-url', api.url]);
    bare = answersOf(bareRun);
    ofSync = answersOf(await run('fields', ['--connection', 'bare', '--variant', 'eu']));
});

afterAll(async () => {
    project.remove();
    await api.close();
});

const run = (script: string, args: string[] = []) =>
    runJson(project.root, `demo/${script}`, args.includes('--connection') ? args : ['--connection', script, ...args]);

describe('with a connection', () => {
    it.each<[keyof typeof WITH_CONNECTION, unknown]>([
        ['token', 'the-token'],
        ['webhook URL', 'https://hooks.example.com/demo'],
        [
            'integration with webhook and credentials',
            {
                webhook_url: 'https://hooks.example.com/demo',
                credentials: {
                    type: 'OAUTH2',
                    client_id: 'i',
                    client_secret: 'the-secret',
                    scopes: null,
                    webhook_secret: null,
                },
            },
        ],
        ['field mapping', [{}, 201, { c: 'd' }, { a: 'b', fieldMapping: { c: 'd' } }]],
    ])('%s', (probe, value) => {
        expect(own[probe]).toEqual({ value });
    });

    it('an integration has neither webhook nor credentials unless asked', () => {
        expect(own.integration?.value).toMatchObject({
            unique_key: 'demo',
            provider: 'github',
            display_name: 'GitHub (User OAuth)',
        });
        expect(own.integration?.value).not.toHaveProperty('webhook_url');
        expect(own.integration?.value).not.toHaveProperty('credentials');
    });
});

describe('without credentials', () => {
    const nobody = { type: 'OAUTH2', client_id: null, client_secret: null, scopes: null, webhook_secret: null };
    it.each<[keyof typeof BARE, unknown]>([
        ['token', 'syncbench-no-token'],
        ['webhook URL', 'https://example.com/webhook'],
        [
            'connection',
            { connection_id: 'bare', connection_config: {}, credentials: {}, metadata: null, provider: 'github' },
        ],
        ['integration client', nobody],
        ['members of syncs', ['undefined', 'undefined', 'undefined']],
        ['start a sync', [null]],
        ['valid input', { success: true, data: { n: 5 } }],
        ['invalid input', [true, 'action_script_runtime_error', { message: 'Invalid input provided' }]],
        ['fetch', [200, 'yes', { path: '/plain?x=1', own: '1' }]],
        ['fetch of a refused host', [true, 'url_not_allowed']],
    ])('%s', (probe, value) => {
        expect(bare[probe]).toEqual({ value });
    });

    it('an action has no flow attributes', () => {
        expect(bare['flow attributes']?.thrown).toMatchObject({
            isError: true,
            message: 'There is no current sync to get attributes from',
        });
    });

    it('lines below the level of setLogger are not kept', () => {
        const lines = bareRun.logs.filter(({ source }) => source === 'script').map(({ message }) => message);
        expect(lines.slice(0, 1)).toEqual(['shown']);
        expect(lines[1]).toMatch(/^Invalid input provided: /);
    });

    it('what has no effect here, or is a placeholder, is told of', () => {
        expect(bareRun.stderr).toContain('nango.startSync has no effect');
        expect(bareRun.stderr).toContain('placeholder "syncbench-no-token"');
        expect(bareRun.logs).toContainEqual(
            expect.objectContaining({ message: 'nango.startSync has no effect here: a, b of demo, connection bare.' }),
        );
    });

    it('--read-only refuses the POST of an uncontrolledFetch, which nobody receives', async () => {
        const before = api.requests.length;
        const { fetch } = answersOf(await run('bare', ['--base-url', api.url, '--read-only']));
        expect(fetch?.thrown?.message).toMatch(/^POST http.* was not sent: the run is read-only\.$/);
        expect(api.requests).toHaveLength(before);
    });

    it('uncontrolledFetch is an attempt like any other', () => {
        expect(bareRun.http).toMatchObject([{ method: 'POST', status: 200, url: `${api.url}/plain?x=1` }]);
    });
});

describe('the object itself', () => {
    it('has every member of the policy, and no others', () => {
        const names = (className: 'NangoAction' | 'NangoSync') =>
            membersOf(className)
                .map(({ name }) => name)
                .sort();
        const found = (answers: Record<string, Answer>) => {
            const value = answers['members that are there']?.value;
            return [...(value as string[])].sort();
        };
        expect(found(bare)).toEqual(names('NangoAction'));
        expect(found(ofSync)).toEqual(names('NangoSync'));
    });

    it('refuses the blocked names', () => {
        expect(bare['blocked names']?.value).toEqual(
            BLOCKED_MEMBERS.map((name) => [name, `Access to "${name}" is not allowed.`, false]),
        );
    });

    it('says where an action runs', () => {
        expect(bare.fields?.value).toMatchObject({
            environmentId: 1,
            environmentName: 'dev',
            accountId: 1,
            activityLogId: 'string',
            nangoConnectionId: 1,
            isCLI: false,
            scriptType: 'action',
            runnerFlags: [false, false, false, false],
        });
        for (const absent of ['syncId', 'syncJobId', 'dryRun']) expect(bare.fields?.value).not.toHaveProperty(absent);
    });

    it('says where a sync runs, and as which variant', () => {
        expect(ofSync.fields?.value).toMatchObject({
            syncId: 'demo:fields:eu',
            syncJobId: 'number',
            scriptType: 'sync',
            variant: 'eu',
            track_deletes: false,
            syncConfig: { sync_name: 'fields', models: ['Item', 'Other'], sync_type: 'full' },
        });
        expect(ofSync['flow attributes']).toEqual({ value: {} });
    });
});

describe('variants', () => {
    it('are for syncs', async () => {
        const { code, error } = await run('bare', ['--variant', 'eu']);
        expect([code, error?.type]).toEqual([2, 'no_variants']);
    });
});

describe('a whole connection in a file', () => {
    it('is what getConnection() returns, unknown fields and nulls included', async () => {
        const file = path.join(project.root, 'whole.json');
        const whole = {
            connection_id: 'w',
            provider: 'github',
            connection_config: null,
            credentials: null,
            custom: { a: 1 },
        };
        writeFileSync(file, JSON.stringify(whole));
        writeFileSync(
            path.join(project.root, 'demo/actions/own.ts'),
            probeAction({ whole: `return nango.getConnection();` }),
        );
        const answers = answersOf(await run('own', ['--connection', file]));
        expect(answers.whole?.value).toMatchObject({
            connection_id: 'w',
            custom: { a: 1 },
            connection_config: {},
            credentials: {},
        });
        expect(answers.whole?.value).not.toHaveProperty('file');
    });
});
