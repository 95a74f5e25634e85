import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, answersOf, probeAction } from '../support/probes';
import { type RunDocument, runJson, syncbench } from '../support/syncbench';
import { action, sync, type TestProject, testProject } from '../support/testProject';
import { json, type TestServer, testServer } from '../support/testServer';

const NANGO_YAML = `integrations:
    demo:
        syncs:
            triggers: { runs: every hour, output: Item, endpoint: GET /items }
        actions:
            probes: { endpoint: POST /probes }
            echo: { endpoint: POST /echo }
            fails: { endpoint: POST /fails }
            never-returns: { endpoint: POST /never-returns }
            chain: { endpoint: POST /chain }
            throws: { endpoint: POST /throws }
            surface: { endpoint: POST /surface }
            output: { endpoint: POST /output }
        on-events:
            post-connection-creation: [created]
    other:
        actions:
            echo: { endpoint: POST /other-echo }
    legacy:
        actions:
            none: { endpoint: POST /none }
        post-connection-scripts: [connected]
models:
    Item: { id: string }
`;

const PROBES = {
    'four arguments': `return nango.triggerAction('demo', 'mine', 'echo', { a: 1 });`,
    'another integration': `return nango.triggerAction('other', 'theirs', 'echo', { a: 1 });`,
    'two arguments': `return nango.triggerAction('echo', { a: 1 });`,
    'no input': `return nango.triggerAction('echo');`,
    'three arguments': `return nango.triggerAction('demo', 'mine', 'echo');`,
    'an empty object as input': `return nango.triggerAction('echo', {});`,
    'a string as input': `return nango.triggerAction('echo', 'text');`,
    'input through JSON': `return nango.triggerAction('echo', { at: new Date(0), gone: undefined, list: [undefined] });`,
    'input is a copy': `const own = { a: [1] }; const { input: got } = await nango.triggerAction('echo', own); got.a.push(2); return own;`,
    'input with a cycle': `const own: any = {}; own.self = own; await nango.triggerAction('echo', own);`,
    'many at once': `const all = await Promise.all([1, 2, 3, 4, 5].map((n) => nango.triggerAction('echo', n))); return all.map(({ input }) => input);`,
    'output through JSON': `return nango.triggerAction('echo', { output: 'date' });`,
    'no output': `return String(await nango.triggerAction('echo', { output: 'none' }));`,
    ActionError: `await nango.triggerAction('fails', { how: 'ActionError' });`,
    'ActionError with text': `await nango.triggerAction('fails', { how: 'text' });`,
    'HTTP error': `await nango.triggerAction('fails', { how: 'http' });`,
    Error: `await nango.triggerAction('fails', { how: 'Error' });`,
    'network error': `await nango.triggerAction('fails', { how: 'network' });`,
    'unknown action': `await nango.triggerAction('demo', 'mine', 'nowhere', {});`,
    'a sync is no action': `await nango.triggerAction('triggers', {});`,
    'an AxiosError': `try { await nango.triggerAction('fails', { how: 'Error' }); } catch (e: any) { return [e.isAxiosError, e.name, e.message, e.code]; }`,
};

let project: TestProject;
let api: TestServer;
let probed: RunDocument;
let answers: Record<string, Answer>;

beforeAll(async () => {
    api = await testServer((request, response) =>
        request.url === '/cut' ? request.socket.destroy() : json(response, { problem: 'teapot' }, 418),
    );
    const echo = action(`
        if (input?.output === 'none') return undefined;
        if (input?.output === 'date') return { at: new Date(0), gone: undefined };
        return { input, isUndefined: input === undefined, connection: nango.connectionId, integration: nango.providerConfigKey };`);
    project = testProject({
        'nango.yaml': NANGO_YAML,
        'demo/actions/probes.ts': probeAction(PROBES),
        'demo/actions/echo.ts': echo,
        'other/actions/echo.ts': echo,
        'demo/actions/fails.ts': action(`
            await nango.log('failing by ' + input.how);
            if (input.how === 'ActionError') throw new nango.ActionError({ code: 7, why: 'because' });
            if (input.how === 'text') throw new nango.ActionError('just text');
            if (input.how === 'http') await nango.get({ endpoint: '/teapot' });
            if (input.how === 'network') await nango.get({ endpoint: '/cut' });
            throw new Error('plain');`),
        'demo/actions/never-returns.ts': action('return nango.triggerAction("never-returns", input);'),
        'demo/actions/chain.ts': action(
            'return input.left === 0 ? "the end" : nango.triggerAction("chain", { left: input.left - 1 });',
        ),
        'demo/actions/throws.ts': action(
            `if (input === 'instance') throw new nango.ActionError({ by: 'instance' });
            if (input === 'global') throw new ActionError({ by: 'global' });
            if (input === 'import') throw new Imported({ by: 'import' });
            const error = new Imported({ by: 'import' });
            return [nango.ActionError === ActionError, error instanceof nango.ActionError, error instanceof Error, error.type, error.payload, new nango.ActionError().payload];`,
            `import { ActionError as Imported } from '../../models';\ndeclare const ActionError: any;`,
        ),
        'demo/actions/surface.ts': action(
            `return { batchSave: typeof nango.batchSave, lastSyncDate: typeof nango.lastSyncDate, get: typeof nango.get };`,
        ),
        'demo/actions/output.ts': action('return { at: new Date(0), gone: undefined, n: NaN };'),
        'demo/on-events/created.ts': `export default async function onEvent(nango: any, ...rest: any[]) {
            await nango.log(JSON.stringify([typeof nango.batchSave, typeof nango.get, rest.length])); return 'ignored?'; }`,
        'legacy/post-connection-scripts/connected.ts': `export default async (nango: any) => { await nango.log('connected'); };`,
        'legacy/actions/none.ts': action('return 1;'),
        'demo/syncs/triggers.ts': sync(
            `const output = await nango.triggerAction('echo', { from: 'sync' });
            await nango.batchSave([{ id: output.input.from }], 'Item');
            return 'ignored';`,
        ),
    });
    probed = await run('probes', ['--connection', 'mine']);
    answers = answersOf(probed);
});

afterAll(async () => {
    project.remove();
    await api.close();
});

const run = (script: string, args: string[] = []) =>
    runJson(project.root, script.includes('/') ? script : `demo/${script}`, [
        ...['--base-url', api.url, '--store', path.join(project.root, '.store')],
        ...args,
    ]);

const input = (value: unknown) => ['--input', JSON.stringify(value)];

const shown = async (args: string[]) =>
    (await syncbench(['runs', ...args, '--store', path.join(project.root, '.store')])).stdout;

describe('triggerAction', () => {
    const echoed = (value: unknown, connection = 'mine', integration = 'demo') => ({
        value: {
            ...(value === undefined ? {} : { input: value }),
            isUndefined: value === undefined,
            connection,
            integration,
        },
    });

    it.each<[keyof typeof PROBES, unknown]>([
        ['four arguments', echoed({ a: 1 })],
        ['another integration', echoed({ a: 1 }, 'theirs', 'other')],
        ['two arguments', echoed({ a: 1 })],
        ['no input', echoed(undefined)],
        ['three arguments', echoed(undefined)],
        ['an empty object as input', echoed(undefined)],
        ['a string as input', echoed('text')],
        ['input through JSON', echoed({ at: '1970-01-01T00:00:00.000Z', list: [null] })],
        ['input is a copy', { value: { a: [1] } }],
        ['many at once', { value: [1, 2, 3, 4, 5] }],
        ['output through JSON', { value: { at: '1970-01-01T00:00:00.000Z' } }],
        ['an AxiosError', { value: [true, 'AxiosError', 'Request failed with status code 500', 'ERR_BAD_RESPONSE'] }],
    ])('%s', (probe, answer) => {
        expect(answers[probe]).toEqual(answer);
    });

    it.each<[keyof typeof PROBES, number, unknown]>([
        [
            'ActionError',
            500,
            {
                message: 'The action script failed with a runtime error',
                code: 'action_script_runtime_error',
                payload: { code: 7, why: 'because' },
            },
        ],
        [
            'ActionError with text',
            500,
            {
                message: 'The action script failed with a runtime error',
                code: 'action_script_runtime_error',
                payload: { message: 'just text' },
            },
        ],
        [
            'HTTP error',
            424,
            {
                code: 'script_http_error',
                payload: { problem: 'teapot' },
                upstream: { status: 418, headers: { 'content-type': 'application/json' }, body: { problem: 'teapot' } },
            },
        ],
        [
            'Error',
            500,
            {
                message: 'plain',
                code: 'script_internal_error',
                payload: expect.objectContaining({ name: 'Error', message: 'plain' }),
            },
        ],
        [
            'network error',
            500,
            {
                message: expect.any(String),
                code: 'script_network_error',
                payload: expect.objectContaining({ code: 'ECONNRESET' }),
            },
        ],
        ['unknown action', 404, expect.objectContaining({ code: 'not_found' })],
        ['a sync is no action', 404, expect.objectContaining({ code: 'not_found' })],
    ])('fails with the cloud’s body: %s', (probe, status, error) => {
        expect(answers[probe]?.thrown).toMatchObject({ isError: true, status, data: { error } });
    });

    it('an input that is no JSON fails before anything is triggered', () => {
        const thrown = answers['input with a cycle']?.thrown;
        expect([thrown?.name, thrown?.status]).toEqual(['TypeError', undefined]);
    });

    it('is a run of its own below the one that triggered it', async () => {
        const { runs } = JSON.parse(await shown(['--json', '--script', 'demo/probes'])) as { runs: { id: string }[] };
        const text = await shown([runs[0]!.id]);
        expect(text).toContain('demo/echo');
        expect(text).toContain('demo/fails');
        const nested = /([0-9a-f]{8}).*demo\/fails|demo\/fails.*([0-9a-f]{8})/.exec(text);
        expect(await shown([(nested?.[1] ?? nested?.[2])!])).toContain('failing by');
    });

    it('from a sync', async () => {
        const { ok, output, records } = await run('triggers');
        expect([ok, output, records]).toEqual([true, null, { Item: [{ id: 'sync' }] }]);
    });

    it('goes ten levels deep and no further', async () => {
        expect((await run('chain', input({ left: 10 }))).output).toBe('the end');
        const { ok, error } = await run('chain', input({ left: 11 }));
        expect(ok).toBe(false);
        expect(JSON.stringify(error)).toContain('10 levels');
    });
});

describe('ActionError', () => {
    it.each(['instance', 'global', 'import'])('by %s', async (by) => {
        const { error } = await run('throws', input(by));
        expect([error?.type, error?.payload]).toEqual(['action_script_runtime_error', { by }]);
    });

    it('is the same class in all three spellings', async () => {
        const { output } = await run('throws', input('none'));
        expect(output).toEqual([true, true, true, 'action_script_runtime_error', { by: 'import' }, {}]);
    });
});

describe('an action', () => {
    it.each<[string, string[], unknown, boolean]>([
        ['no input', [], undefined, true],
        ['{}', input({}), undefined, true],
        ['[]', input([]), [], false],
        ['null', input(null), null, false],
        ['0', input(0), 0, false],
        ['text', input('x'), 'x', false],
        ['an object', input({ a: {} }), { a: {} }, false],
    ])('given %s', async (_name, args, value, isUndefined) => {
        const { output } = await run('echo', args);
        expect(output).toMatchObject({ ...(value === undefined ? {} : { input: value }), isUndefined });
    });

    it('returns through JSON', async () => {
        expect((await run('output')).output).toEqual({ at: '1970-01-01T00:00:00.000Z', n: null });
    });

    it('has no members of a sync', async () => {
        expect((await run('surface')).output).toEqual({
            batchSave: 'undefined',
            lastSyncDate: 'undefined',
            get: 'function',
        });
    });
});

describe('an on-event script', () => {
    it.each([[['created', '--kind', 'on-event']], [['created']]])(
        '%j gets a NangoAction and no payload',
        async (args) => {
            const [script, ...flags] = args;
            const { ok, kind, logs } = await run(script!, flags);
            expect([ok, kind, logs[0]?.message]).toEqual([true, 'on-event', '["undefined","function",0]']);
        },
    );

    it('under its name of 2024', async () => {
        const { ok, kind, logs } = await run('legacy/connected');
        expect([ok, kind, logs[0]?.message]).toEqual([true, 'on-event', 'connected']);
    });
});
