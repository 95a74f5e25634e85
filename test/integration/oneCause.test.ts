import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { runJson, syncbench } from '../support/syncbench';
import { action, sync, type TestProject, testProject } from '../support/testProject';
import { json, type TestServer, testServer } from '../support/testServer';

let api: TestServer;
let project: TestProject;

beforeAll(async () => {
    const asked = new Set<string>();
    api = await testServer((request, response) => {
        const isFirst = !asked.has(request.url!);
        asked.add(request.url!);
        if (request.url === '/limited' && isFirst) json(response, {}, 429, { 'retry-after': '1' });
        else json(response, { id: '1', name: 'a' });
    });
});
afterAll(() => api.close());
afterEach(() => project.remove());

const yaml = (issues: string) => `integrations:
    demo:
        syncs:
            items:
${issues}
        actions: {}
models:
    Item:
        id: string
`;
const ITEMS = ['runs: every hour', 'output: Item', 'endpoint: GET /items'].map((line) => `${' '.repeat(16)}${line}`);
const SAVES = { 'demo/syncs/items.ts': sync("await nango.batchSave([{ id: '1' }], 'Item');") };

const inTerminal = (command: string, ...more: string[]) =>
    syncbench([command, ...more, '--project', project.root, '--no-color']);

it.each([
    [
        'a line',
        yaml([`    ${ITEMS[0]}`, ...ITEMS.slice(1)].join('\n')),
        '"runs" is indented by 20 spaces and not by 16.',
    ],
    [
        'a whole entry',
        yaml(ITEMS.map((line) => line.slice(4)).join('\n')),
        '"runs" and the 2 lines after it are indented',
    ],
])('a wrong indentation of %s is one error of check, run and types', async (_what, text, message) => {
    project = testProject({ ...SAVES, 'nango.yaml': text });
    const [check, run, types] = await Promise.all([
        inTerminal('check'),
        inTerminal('run', 'demo/items'),
        inTerminal('types'),
    ]);
    expect(check.stdout).toContain(message);
    expect(check.stdout).toContain('1 error in ');
    expect(run.stderr).toContain(message);
    expect(run.stderr).toContain('5 | ');
    expect(run.stderr).toMatch(/without a run: syncbench check --project \S/);
    expect(types.stderr).toContain(message);
    expect(types.stderr).toContain('5 | ');
    expect([check.code, run.code]).toEqual([1, 2]);
});

it('types shows what is wrong as check does: with the line and advice', async () => {
    project = testProject({ ...SAVES, 'nango.yaml': yaml(ITEMS.join('\n').replace('Item', 'Itme')) });
    const { stderr, code } = await inTerminal('types');
    expect(stderr).toMatch(/error 6:25 {2}output_not_model\n {4}There is no model "Itme"\./);
    expect(stderr).toContain('Did you mean "Item"?');
    expect([code, stderr.match(/Itme/g)?.length]).toEqual([1, 2]);
});

it.each([
    ['a sync outputs', 'output: Itme', 'nango.yaml:6:25: There is no model "Itme". Did you mean "Item"?'],
    [
        'a sync takes as input',
        'output: Item\n                input: Itme',
        'nango.yaml:7:24: "Itme" is neither a model nor a type, so it stands for the text itself. Did you mean "Item"?',
    ],
])('a misspelt model that %s is a warning of the run, which goes on', async (_what, written, message) => {
    project = testProject({
        'demo/syncs/items.ts': sync("await nango.log('ran');"),
        'demo/syncs/clean.ts': sync("await nango.log('ran');"),
        'nango.yaml': yaml(
            [
                ITEMS.join('\n').replace('output: Item', written),
                '            clean:',
                ITEMS.join('\n').replace('Item', 'Other').replace('/items', '/clean'),
            ].join('\n'),
        ).replace(/$/, '    Other:\n        id: string\n'),
    });
    const [run, clean] = await Promise.all([runJson(project.root, 'items'), runJson(project.root, 'clean')]);
    expect([run.ok, run.logs.map((log) => log.message)]).toEqual([true, ['ran']]);
    expect(run.warnings).toContainEqual({ code: 'config-doubtful', message });
    expect(run.stderr.split(message)).toHaveLength(2);
    expect(clean.warnings.filter(({ code }) => code === 'config-doubtful')).toEqual([]);
    expect((await inTerminal('run', 'items')).stdout).toContain(message);
});

it('a script that is listed by almost its name is told once, however it is run', async () => {
    project = testProject({ ...SAVES, 'nango.yaml': yaml(ITEMS.join('\n')).replace('items:', 'itms:') });
    const file = path.join(project.root, 'demo', 'syncs', 'items.ts');
    const runs = await Promise.all(['itms', 'items', 'demo/items', file].map((name) => runJson(project.root, name)));
    const told = {
        type: 'script_file_missing',
        message: '"demo/itms" has no file.',
        advice: 'Did you mean "items"? demo/syncs/items.ts is there, and not listed.',
        line: 4,
    };
    expect(runs.map(({ error }) => error)).toEqual(Array(4).fill(expect.objectContaining(told)));
    expect((await inTerminal('check')).stdout).toMatch(/\n1 error in /);
});

it('a script that is there and not listed is said to be that', async () => {
    project = testProject({
        ...SAVES,
        'demo/actions/make.ts': action('return 1;'),
        'nango.yaml': yaml(ITEMS.join('\n')),
    });
    for (const name of ['demo/make', 'make']) {
        const { error } = await runJson(project.root, name);
        expect(error).toMatchObject({ type: 'script_not_listed', advice: expect.stringContaining('List it there') });
        expect(error?.message).toContain(path.join('demo', 'actions', 'make.ts'));
    }
});

it('a failure that check finds names it; any other does not', async () => {
    project = testProject({
        'demo/syncs/items.ts': sync("await nango.batchSave([{ id: '1' }], 'Itme');"),
        'demo/actions/broken.ts': 'export default async (',
        'demo/actions/fails.ts': action("throw new Error('no');"),
    });
    const hints = await Promise.all(
        ['items', 'broken', 'fails'].map(async (script) =>
            (await inTerminal('run', script)).stdout.includes('syncbench check'),
        ),
    );
    expect(hints).toEqual([true, true, false]);
});

it('a misspelt member of nango is told by the run that it fails, and by check, at its place', async () => {
    const typed = `import type { NangoSync } from '../../models';\nexport default async function f(nango: NangoSync) {\n    await nango.gte({ endpoint: '/x' });\n}\n`;
    project = testProject({ 'demo/syncs/items.ts': typed });
    const [{ error }, check] = await Promise.all([runJson(project.root, 'items'), inTerminal('check')]);
    expect(error).toMatchObject({
        message: 'nango.gte is not a function',
        advice: 'Did you mean nango.get()?',
        line: 3,
    });
    expect(check.stdout).toMatch(/error 3:17 {2}unknown-member\n {4}NangoSync has no member "gte"\./);
});

it('a call that --read-only refused is one line, and counted apart', async () => {
    project = testProject({ 'demo/actions/a.ts': action("return (await nango.post({ endpoint: '/items' })).data;") });
    const { stdout } = await inTerminal('run', 'a', '--read-only', '--base-url', api.url);
    expect(stdout).toMatch(/POST http:\S+\/items {2}not sent: --read-only\n/);
    expect(stdout).not.toContain('no response');
    expect(stdout).toContain(': 0 HTTP calls, 1 refused, ');
    expect((await inTerminal('runs', 'last')).stdout).toContain('0 HTTP calls, 1 refused');
});

it('what a refused record is, it is everywhere: 400', async () => {
    project = testProject({ 'demo/actions/a.ts': action("return { id: '1' };") });
    const { error, response } = await runJson(project.root, 'a', ['--validate']);
    expect([error?.type, error?.status, response?.status]).toEqual(['invalid_action_output', 400, 400]);
});

it('a wait for a limited API says how long and why; the end says nothing of it', async () => {
    project = testProject({
        'demo/actions/a.ts': action("return (await nango.get({ endpoint: '/limited', retries: 1 })).data;"),
        'syncbench/providers.yaml':
            'demo: { auth_mode: NONE, proxy: { base_url: "http://x", retry: { after: retry-after } } }',
    });
    const { stdout } = await inTerminal('run', 'a', '--base-url', api.url, '--retry-scale', '0.01');
    expect(stdout).toContain(
        'waiting 10 ms (--retry-scale; in the cloud 1.0 s) before retry 1 of 1: the API limits its calls (429), and retry-after says when to go on',
    );
    expect(stdout.split('\noutput\n')[1]).not.toContain('retry');
});
