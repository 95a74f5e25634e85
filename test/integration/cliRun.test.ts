import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../support/runProgram';
import { CLI, type RunDocument, syncbench } from '../support/syncbench';
import { action, sync, type TestProject, testProject } from '../support/testProject';
import { json, type TestServer, testServer } from '../support/testServer';

const LISTS = ['records', 'deleted', 'updated', 'counts', 'logs', 'http', 'warnings'];
const KEYS = ['ok', 'kind', 'output', ...LISTS, 'error', 'response', 'durationMs'];

let project: TestProject;
let api: TestServer;

beforeAll(async () => {
    api = await testServer((request, response) =>
        json(response, { path: request.url }, request.url?.includes('missing') ? 404 : 200),
    );
    project = testProject({
        'demo/syncs/items.ts': sync(`
            await nango.get({ endpoint: '/items?page=1' });
            await nango.log('two\\nlines', { page: 1 });
            await nango.log('careful \\u001b[2J', { level: 'warn' });
            await nango.batchSave([{ id: '1', name: 'a' }, { id: '2', name: 'b' }], 'Item');
            await nango.batchSave([{ id: 'x' }], 'Other');
            await nango.batchSave([{ id: '3', name: 'c' }], 'Item');
            await nango.batchDelete([{ id: '1' }], 'Item');`),
        'demo/syncs/fails.ts': sync(`
            await nango.batchSave([{ id: '1', name: 'a' }], 'Item');
            await nango.get({ endpoint: '/missing' });`),
        'demo/syncs/broken.ts': 'export default async function fetchData(nango: any) {\n    const = 1;\n}\n',
        'demo/actions/echo.ts': action(
            'await nango.log("echoing"); return { got: input, metadata: await nango.getMetadata() };',
        ),
        'demo/actions/outer.ts': action('return nango.triggerAction("echo", { from: "outer" });'),
        'demo/syncs/twice.ts': sync('await nango.log("sync");'),
        'demo/actions/twice.ts': action('return "action";'),
        'input.json': '{"from":"a file"}',
    });
});

afterAll(async () => {
    project.remove();
    await api.close();
});

const run = (script: string, ...args: string[]) =>
    syncbench(['run', script, '--project', project.root, '--base-url', api.url, ...args]);

const document = ({ stdout }: { stdout: string }) => JSON.parse(stdout) as RunDocument;

/** Times, ports and ids made the same everywhere. */
function stable(text: string): string {
    return text
        .replaceAll(/\d\d:\d\d:\d\d\.\d{3}/g, '00:00:00.000')
        .replaceAll(api.url, 'http://api')
        .replaceAll(project.root, '<project>')
        .replaceAll(/(?:\d+ ms|\d+\.\d s)/g, '# ms')
        .replaceAll(/\b[0-9a-f]{8}\b/g, '<id>')
        .replaceAll(/v\d+\.\d+\.\d+.*/g, '<node>');
}

describe('as text', () => {
    it('shows the run line by line, and at the end what became of its records', async () => {
        const { code, stdout, stderr } = await run('demo/items', '--ephemeral');
        expect(stable(stdout)).toBe(
            [
                'demo/items sync',
                'connection  default',
                'records     not kept (--ephemeral)',
                'node        <node>',
                '',
                '00:00:00.000  GET http://api/items?page=1  200  # ms  24 B',
                '00:00:00.000  info   two',
                '                     lines {"page":1}',
                '00:00:00.000  warn   careful \\x1b[2J',
                '00:00:00.000  batchSave Item 2: +2',
                '00:00:00.000  batchSave Other 1: +1',
                '00:00:00.000  batchSave Item 1: +1',
                '00:00:00.000  batchDelete Item 1: -1',
                '',
                'model  added  updated  unchanged  deleted',
                'Item       3        0          0        1',
                'Other      1        0          0        0',
                '',
                'Succeeded after # ms: 1 HTTP call, 2 log lines, 4 batches of records.',
                '',
            ].join('\n'),
        );
        expect([code, stderr]).toEqual([0, '']);
    });

    it('shows what an action returned, and nested runs under their name', async () => {
        const { code, stdout } = await run('demo/outer', '--ephemeral');
        const lines = stable(stdout)
            .split('\n')
            .filter((line) => !/^ +(warn|-) /.test(line));
        expect(lines.join('\n')).toContain(
            [
                '                → action demo/echo',
                '  00:00:00.000  info   echoing',
                '                ← action demo/echo succeeded in # ms',
                '',
                'output',
                '{',
                '  "got": {',
                '    "from": "outer"',
            ].join('\n'),
        );
        expect(code).toBe(0);
    });

    it('points at the line of the script that failed', async () => {
        const { code, stdout } = await run('demo/fails', '--ephemeral');
        const file = path.relative(process.cwd(), path.join(project.root, 'demo/syncs/fails.ts'));
        const name = file.length < project.root.length + 20 ? file : path.join(project.root, 'demo/syncs/fails.ts');
        expect(stdout).toContain('error  script_http_error\n');
        expect(stdout).toContain(`  at ${name}:5:`);
        expect(stdout).toMatch(/\n {4}5 \| {13}await nango.get\(\{ endpoint: '\/missing' \}\);\n +\^\n/);
        expect(stdout).toMatch(/\n {2}status {3}404\n/);
        expect(code).toBe(1);
    });

    it('shows where a script does not compile, and no run to see again', async () => {
        const { code, stdout } = await run('demo/broken', '--ephemeral');
        expect(stdout).toContain('error  compile_error\n');
        expect(stdout).toMatch(/broken\.ts:2:\d+\n {4}2 \| {5}const = 1;\n/);
        expect(stdout).not.toContain('See it again');
        expect(code).toBe(1);
    });

    it('has no colours where nobody sees them', async () => {
        const { stdout, stderr } = await run('demo/items', '--ephemeral');
        expect(`${stdout}${stderr}`).not.toContain('\x1b');
    });
});

describe('as JSON', () => {
    it('is one document with everything, its keys in order', async () => {
        const result = await run('demo/items', '--ephemeral', '--json');
        const parsed = document(result);
        expect(Object.keys(parsed)).toEqual(KEYS);
        expect(parsed).toEqual({
            ok: true,
            kind: 'sync',
            output: null,
            records: {
                Item: [
                    { id: '1', name: 'a' },
                    { id: '2', name: 'b' },
                    { id: '3', name: 'c' },
                ],
                Other: [{ id: 'x' }],
            },
            deleted: { Item: [{ id: '1' }] },
            updated: {},
            counts: {
                Item: { added: 3, updated: 0, unchanged: 0, deleted: 1 },
                Other: { added: 1, updated: 0, unchanged: 0, deleted: 0 },
            },
            logs: [
                { level: 'info', message: 'two\nlines', meta: { page: 1 }, at: expect.any(String), source: 'script' },
                { level: 'warn', message: 'careful \x1b[2J', at: expect.any(String), source: 'script' },
            ],
            http: [expect.objectContaining({ method: 'GET', url: `${api.url}/items?page=1`, status: 200 })],
            warnings: [],
            error: null,
            response: null,
            durationMs: expect.any(Number),
        });
        expect([result.code, result.stderr]).toEqual([0, '']);
    });

    it('of a failing script holds what was saved and where it failed', async () => {
        const result = await run('demo/fails', '--ephemeral', '--json');
        expect(document(result)).toMatchObject({
            ok: false,
            kind: 'sync',
            records: { Item: [{ id: '1', name: 'a' }] },
            http: [{ status: 404 }],
            error: { type: 'script_http_error', file: path.join(project.root, 'demo/syncs/fails.ts'), line: 5 },
        });
        expect(result.code).toBe(1);
    });

    it('of a script that does not compile is whole', async () => {
        const result = await run('demo/broken', '--ephemeral', '--json');
        const parsed = document(result);
        expect(Object.keys(parsed)).toEqual(KEYS);
        expect(parsed).toMatchObject({
            ok: false,
            kind: 'sync',
            records: {},
            error: { type: 'compile_error', line: 2 },
        });
        expect(result.code).toBe(1);
    });

    it.each([
        ['an unknown script', ['demo/itmes'], 'script_not_found'],
        ['an unknown flag', ['demo/items', '--jsn'], 'usage'],
        ['a malformed date', ['demo/items', '--last-sync-date', '2024-02-30'], 'invalid_flag'],
        ['a malformed base URL', ['demo/items', '--base-url', 'localhost'], 'invalid_flag'],
        ['broken metadata', ['demo/items', '--metadata', '{a'], 'invalid_json'],
        ['a missing input file', ['demo/echo', '--input', '@nowhere.json'], 'file_not_readable'],
        ['two stores', ['demo/items', '--store', 'x', '--ephemeral'], 'usage'],
        ['a name that is more than one script', ['demo/twice'], 'script_ambiguous'],
    ])('of wrong usage says so: %s', async (_what, args, type) => {
        const result = await syncbench(['run', ...args, '--project', project.root, '--json']);
        const parsed = document(result);
        expect(Object.keys(parsed)).toEqual(KEYS);
        expect(parsed).toMatchObject({ ok: false, kind: null, output: null, records: {}, error: { type } });
        expect([result.code, result.stderr]).toEqual([2, '']);
    });
});

describe('a name that is almost right', () => {
    it('lists the scripts that were probably meant', async () => {
        const { code, stderr } = await run('demo/itmes');
        expect(stderr).toContain('Did you mean demo/items?');
        expect(code).toBe(2);
    });
});

describe('flags', () => {
    it('--kind tells scripts of one name apart', async () => {
        expect(document(await run('demo/twice', '--kind', 'action', '--ephemeral', '--json')).output).toBe('action');
        expect(document(await run('demo/twice', '--kind', 'sync', '--ephemeral', '--json')).kind).toBe('sync');
    });

    it('--input and --metadata take JSON or a file; a script can be named by its file', async () => {
        const file = path.join(project.root, 'demo/actions/echo.ts');
        const input = `@${path.join(project.root, 'input.json')}`;
        const result = await run(file, '--input', input, '--metadata', '{"m":1}', '--ephemeral', '--json');
        expect(document(result).output).toEqual({ got: { from: 'a file' }, metadata: { m: 1 } });
    });

    it.each([
        ['items', 0],
        ['fails', 1],
        ['broken', 1],
        ['unknown', 2],
    ])('--ephemeral leaves nothing behind: %s', async (script, code) => {
        const temporary = path.join(project.root, `temporary-${script}`);
        mkdirSync(temporary);
        const args = ['run', `demo/${script}`, '--project', project.root, '--base-url', api.url, '--ephemeral'];
        const result = await syncbench(args, { TMPDIR: temporary, TEMP: temporary, TMP: temporary });
        expect([result.code, readdirSync(temporary)]).toEqual([code, []]);
    });
});

describe('the program itself', () => {
    it('on an old Node says what is needed, before anything else', async () => {
        const preload = path.join(project.root, 'oldNode.cjs');
        writeFileSync(
            preload,
            `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } });`,
        );
        const { code, stdout, stderr } = await runProgram(process.execPath, ['--require', preload, CLI, 'runs']);
        expect(stderr).toMatch(
            /^Syncbench needs Node 22\.13 or newer, and this is Node 20\.19\.0\. Install a newer one \(https:\/\/nodejs\.org\), or run it by the one in this clone: \S+node\n$/,
        );
        expect([code, stdout]).toEqual([2, '']);
    });

    it.each([[[]], [['run']], [['records']], [['runs']]])('--help explains with examples: %j', async (command) => {
        const { code, stdout, stderr } = await syncbench([...command, '--help']);
        expect(stdout).toMatch(/^Usage: syncbench/);
        expect(stdout).toMatch(command.length ? /Examples:\n {2}syncbench/ : /Exit codes:/);
        expect([code, stderr]).toEqual([0, '']);
    });

    it('--version is a version', async () => {
        expect(await syncbench(['--version'])).toEqual({ code: 0, stdout: '0.1.0\n', stderr: '' });
    });
});
