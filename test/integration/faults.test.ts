import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runJson, startSyncbench, syncbench } from '../support/syncbench';
import { action, sync, type TestProject, testProject } from '../support/testProject';
import { json, type TestServer, testServer } from '../support/testServer';

const SAVE = `await nango.batchSave([{ id: '1', name: 'a' }], 'Item');`;

let project: TestProject;
let api: TestServer;
let failures = 0;

beforeAll(async () => {
    api = await testServer((request, response) => {
        const url = new URL(request.url!, 'http://localhost');
        if (url.pathname === '/fails-twice') return json(response, { n: failures }, failures++ < 2 ? 500 : 200);
        if (url.pathname === '/limited') {
            const reset = String(Math.ceil(Date.now() / 1_000) + 3_600);
            const first = api.requests.filter((each) => each.includes('/limited')).length === 1;
            return first ? json(response, {}, 429, { 'x-ratelimit-reset': reset }) : json(response, { ok: true });
        }
        if (url.pathname === '/malformed') {
            response.writeHead(200, { 'content-type': 'application/json' });
            return response.end('{"items": [');
        }
        if (url.pathname === '/huge') return sendHuge(response, 200 * 1024 * 1024);
        if (url.pathname === '/never') return undefined;
        return json(response, { items: [] });
    });
    project = testProject({
        'demo/syncs/throws-text.ts': sync(`${SAVE}\nthrow 'just text';`),
        'demo/syncs/throws-null.ts': sync('throw null;'),
        'demo/syncs/throws.ts': sync(`${SAVE}\nconst x: any = undefined;\nx.y;`),
        'demo/syncs/rejects-late.ts': sync(
            `Promise.reject(new Error('too late'));\nawait new Promise((r) => setTimeout(r, 50));\n${SAVE}`,
        ),
        'demo/syncs/timer-throws.ts': sync(
            `${SAVE}\nsetTimeout(() => { throw new Error('in a timer'); }, 1);\nawait new Promise(() => {});`,
        ),
        'demo/syncs/spins.ts': sync(`${SAVE}\nawait nango.log('before the loop');\nfor (;;) {}`),
        'demo/syncs/hangs.ts': sync(`${SAVE}\nawait nango.log('waiting');\nawait new Promise(() => {});`),
        'demo/syncs/eats-memory.ts': sync(
            `${SAVE}\nconst all: any[] = [];\nfor (;;) all.push(new Array(10_000).fill({ text: 'x' }));`,
        ),
        'demo/syncs/reaches-for-process.ts': sync('await nango.log(process.env.HOME);'),
        'demo/syncs/floods.ts': sync(
            `const line = 'x'.repeat(10_000);\nfor (let i = 0; i < 10_000; i++) void nango.log(i + line);\n${SAVE}`,
        ),
        'demo/syncs/fails-twice.ts': sync(`await nango.get({ endpoint: '/fails-twice', retries: 3 });\n${SAVE}`),
        'demo/syncs/limited.ts': sync(`await nango.get({ endpoint: '/limited', retries: 2 });\n${SAVE}`),
        'demo/syncs/malformed.ts': sync(
            `const { data } = await nango.get({ endpoint: '/malformed' });\nawait nango.log(typeof data);\ndata.items.map((x: any) => x);`,
        ),
        'demo/syncs/huge.ts': sync(
            `const { data } = await nango.get({ endpoint: '/huge', responseType: 'arraybuffer' });\nawait nango.log('bytes ' + data.length);`,
        ),
        'demo/syncs/never-answered.ts': sync(`await nango.log('asking');\nawait nango.get({ endpoint: '/never' });`),
        'demo/syncs/get.ts': sync(`await nango.get({ endpoint: '/x' });`),
        'demo/syncs/no-id.ts': sync(`${SAVE}\nawait nango.batchSave([{ id: '2' }, { name: 'none' }], 'Item');`),
        'demo/syncs/long-id.ts': sync(`${SAVE}\nawait nango.batchSave([{ id: 'x'.repeat(300) }], 'Item');`),
        'demo/syncs/circular.ts': sync(
            `${SAVE}\nconst a: any = { id: '2' };\na.self = a;\nawait nango.batchSave([a], 'Item');`,
        ),
        'demo/syncs/undeclared.ts': sync(`await nango.batchSave([{ id: '2' }], 'Nothing');`),
        'demo/syncs/fine.ts': sync(SAVE),
        'demo/actions/circular-output.ts': action('const a: any = {};\na.self = a;\nreturn a;'),
        'demo/actions/fails.ts': action(`throw new nango.ActionError({ message: 'no such thing', code: 7 });`),
        'demo/actions/bare.ts': action('throw new ActionError({ message: "bare" });'),
        'demo/actions/imported.ts': action(
            'throw new ActionError({ message: "imported" });',
            'import { ActionError } from "../../models";',
        ),
        'demo/actions/loops.ts': action('return nango.triggerAction("loops", {});'),
    });
});

afterAll(async () => {
    project.remove();
    await api.close();
});

function sendHuge(response: import('node:http').ServerResponse, bytes: number) {
    response.writeHead(200, { 'content-length': String(bytes) });
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    let left = bytes;
    const more = () => {
        while (left > 0) {
            left -= chunk.length;
            if (!response.write(chunk)) return response.once('drain', more);
        }
        return response.end();
    };
    more();
}

const run = (script: string, args: string[] = []) =>
    runJson(project.root, `demo/${script}`, ['--ephemeral', '--base-url', api.url, '--retry-scale', '0.001', ...args]);

describe('a script that fails keeps what it saved', () => {
    it.each([
        ['throws-text', 'script_internal_error', 'just text'],
        ['throws', 'script_internal_error', "reading 'y'"],
        ['timer-throws', 'script_internal_error', 'in a timer'],
        ['no-id', 'missing_id', 'Missing id field'],
        ['long-id', 'invalid_id', '255'],
        ['circular', 'record_not_serializable', 'circular'],
        ['eats-memory', 'function_runtime_out_of_memory', 'memory'],
    ])('%s', async (script, type, text) => {
        const { code, error, records, counts } = await run(script);
        expect([code, error?.type]).toEqual([1, type]);
        expect(error?.message.toLowerCase()).toContain(text.toLowerCase());
        expect(records).toEqual({ Item: [{ id: '1', name: 'a' }] });
        expect(counts.Item).toMatchObject({ added: 1 });
    });

    it('points at the script’s own line', async () => {
        const { error } = await run('throws');
        expect([error?.file, error?.line]).toEqual([path.join(project.root, 'demo/syncs/throws.ts'), 5]);
    });

    it('throw null', async () => {
        const { code, error } = await run('throws-null');
        expect([code, error?.type]).toEqual([1, 'script_internal_error']);
        expect(error?.message).toContain('null');
    });

    it('says which models a sync may save', async () => {
        const { error } = await run('undeclared');
        expect(error?.message).toBe("The model 'Nothing' is not included in the declared sync models: Item, Other");
    });

    it('tells of a promise that nobody awaited, and goes on', async () => {
        const { code, ok, logs, counts, warnings } = await run('rejects-late');
        expect([code, ok, counts.Item?.added]).toEqual([0, true, 1]);
        const place = `${path.join('demo', 'syncs', 'rejects-late.ts')}:3:16`;
        const what = `${place}: A promise was rejected and nobody awaited it`;
        expect(logs.find(({ source }) => source === 'syncbench')?.message).toBe(`${what}: too late`);
        expect(warnings.find((warning) => warning.code === 'unhandled-rejection')?.message).toBe(
            `${what} (\`Promise.reject(new Error('too late'));\`). Await it: else its error fails no run, and the run may end before it is done.`,
        );
    });

    it('tells that process does not exist in the cloud', async () => {
        const { error } = await run('reaches-for-process');
        expect(error?.message).toContain('process is not defined');
        expect(error?.advice).toBeTruthy();
    });

    it.each([
        ['fails', 'no such thing'],
        ['bare', 'bare'],
        ['imported', 'imported'],
    ])('an ActionError, %s', async (script, message) => {
        const { code, error } = await run(script);
        expect([code, error?.type]).toEqual([1, 'action_script_runtime_error']);
        expect(error?.payload).toMatchObject({ message });
    });

    it('an output with a cycle', async () => {
        const { code, error } = await run('circular-output');
        expect([code, error?.type]).toEqual([1, 'output_not_json']);
    });

    it('actions that trigger each other without end', async () => {
        const { code, error } = await run('loops');
        expect(code).toBe(1);
        expect(JSON.stringify(error)).toContain('10 levels');
    });
});

describe('a script that does not end by itself', () => {
    it.each([
        ['spins', 'before the loop'],
        ['hangs', 'waiting'],
        ['never-answered', 'asking'],
    ])('%s: is over within a second of Ctrl+C, with what it did before', async (script, line) => {
        const store = path.join(project.root, `.store-${script}`);
        const args = ['run', `demo/${script}`, '--project', project.root, '--store', store, '--base-url', api.url];
        const program = startSyncbench(args);
        let output = '';
        const seen = new Promise<void>((resolve) => {
            program.stdout?.on('data', (data) => {
                output += data;
                if (output.includes(line)) resolve();
            });
        });
        await seen;
        const stoppedAt = performance.now();
        program.kill('SIGINT');
        await once(program, 'close');
        expect(performance.now() - stoppedAt).toBeLessThan(1_500);
        const { stdout } = await syncbench(['runs', 'last', '--json', '--store', store]);
        expect(stdout).toContain('"cancelled"');
        expect(stdout).toContain(line);
    });

    it('logs 100 MB in a synchronous loop: every line is kept', async () => {
        const { code, counts, logs } = await run('floods');
        expect([code, counts.Item?.added, logs.length]).toEqual([0, 1, 10_000]);
        expect(logs.map(({ message }) => Number.parseInt(message, 10))).toEqual(
            Array.from({ length: 10_000 }, (_, i) => i),
        );
    });
});

describe('an API that misbehaves', () => {
    it('down', async () => {
        const { code, error, http } = await run('get', ['--base-url', 'http://127.0.0.1:9']);
        expect([code, error?.type]).toEqual([1, 'script_network_error']);
        expect(http[0]?.error?.code).toBe('ECONNREFUSED');
    });

    it('500, 500, then fine', async () => {
        const { code, http } = await run('fails-twice');
        expect([code, http.map(({ status }) => status)]).toEqual([0, [500, 500, 200]]);
    });

    it('429 with a reset header', async () => {
        const { code, http } = await run('limited');
        expect([code, http.map(({ status }) => status)]).toEqual([0, [429, 200]]);
    });

    it('malformed JSON arrives as text, as with Axios', async () => {
        const { code, logs, error } = await run('malformed');
        expect([code, logs[0]?.message, error?.type]).toEqual([1, 'string', 'script_internal_error']);
    });

    it('200 MB', async () => {
        const { code, logs } = await run('huge');
        expect([code, logs[0]?.message]).toEqual([0, `bytes ${200 * 1024 * 1024}`]);
    });
});

describe('a store that cannot be used', () => {
    it('refuses a second run of the same sync in another process: nothing ran', async () => {
        const store = path.join(project.root, '.store-held');
        const args = ['demo/hangs', '--project', project.root, '--store', store];
        const first = startSyncbench(['run', ...args]);
        await new Promise<void>((resolve) => {
            first.stdout?.on('data', (data) => String(data).includes('waiting') && resolve());
        });
        const [{ code, kind, error }, text] = await Promise.all([
            runJson(project.root, 'demo/hangs', ['--store', store]),
            syncbench(['run', ...args]),
        ]);
        expect([code, kind, error?.type]).toEqual([2, null, 'run_in_progress']);
        expect(error?.advice).toContain('--ephemeral');
        expect([text.code, text.stdout]).toEqual([2, '']);
        expect(text.stderr).toMatch(/^error {2}demo\/hangs is already running .*\n {2}Wait for it to end/);
        const ended = once(first, 'close');
        first.kill('SIGINT');
        await ended;
    });

    it('says that the folder cannot be written, and where', async () => {
        const store = path.join(project.root, 'a-file', 'store');
        mkdirSync(path.dirname(path.dirname(store)), { recursive: true });
        writeFileSync(path.dirname(store), '');
        const { code, error } = await runJson(project.root, 'demo/fine', ['--store', store]);
        expect(code).not.toBe(0);
        expect(error?.type).toBe('store_unwritable');
        expect(JSON.stringify(error)).toContain(store);
    });
});
