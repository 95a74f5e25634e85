import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { runProgram } from '../support/runProgram';
import { CLI, runJson, syncbench } from '../support/syncbench';
import { action, type TestProject, testProject } from '../support/testProject';

let project: TestProject;
afterEach(() => project.remove());

const CONNECTION = 'syncbench/connections/octo.json';

it.each<[what: string, files: Record<string, string>, env: Record<string, string>, type: string]>([
    ['a connection file that is no JSON', { [CONNECTION]: '{ "provider": "github", }' }, {}, 'invalid_json'],
    ['a connection file with a wrong field', { [CONNECTION]: '{\n "provider": 3 }' }, {}, 'invalid_file'],
    ['a variable that is no JSON', {}, { SYNCBENCH_CREDENTIALS_DEMO__DEFAULT: '{' }, 'invalid_credentials_variable'],
    ['a broken list of providers', { 'syncbench/providers.yaml': 'a: [' }, {}, 'invalid_yaml'],
    ['a broken environment file', { 'syncbench/environment.json': '{' }, {}, 'invalid_json'],
])('%s is wrong usage: nothing runs, and the exit code is 2', async (_what, files, env, type) => {
    project = testProject({ 'demo/actions/a.ts': action("return { id: '1', name: 'a' };"), ...files });
    const { code, kind, error } = await runJson(project.root, 'a', [], env);
    expect([code, kind, error?.type]).toEqual([2, null, type]);
});

it('a connection file with a wrong field: at its line, with what is expected', async () => {
    project = testProject({
        'demo/actions/a.ts': action("return { id: '1', name: 'a' };"),
        [CONNECTION]: '{\n "provider": 3 }',
    });
    const { stderr } = await syncbench(['run', 'a', '--project', project.root]);
    expect(stderr).toContain('octo.json:2:14');
    expect(stderr).toContain('the field `provider` is wrong: expected string, received number.');
});

it('a misspelt field of the credentials is a warning of the run, in a project that has it right it is none', async () => {
    const write = (field: string) =>
        writeFileSync(
            path.join(project.root, CONNECTION),
            `{ "provider": "github", "credentials": { "type": "OAUTH2", "${field}": "throw-away" } }`,
        );
    project = testProject({ 'demo/actions/a.ts': action("return { id: '1', name: 'a' };"), [CONNECTION]: '{}' });
    write('acess_token');
    const wrong = await runJson(project.root, 'a');
    write('access_token');
    const right = await runJson(project.root, 'a');
    expect(wrong.warnings).toEqual([
        { code: 'connection-doubtful', message: expect.stringContaining('Did you mean `access_token`?') },
    ]);
    expect([wrong.ok, right.warnings]).toEqual([true, []]);
});

/** Runs the program as by Node 12. */
function runByOlderNode(...words: string[]) {
    const older = `
        const Module = require('node:module');
        const load = Module._load;
        Module._load = (name, ...others) => {
            if (name.startsWith('node:')) throw new Error('Node 12 knows no ' + name);
            return load(name, ...others);
        };
        delete Object.hasOwn;
        Object.defineProperty(process.versions, 'node', { value: '12.22.12' });
        require(process.argv[1]);`;
    return runProgram(process.execPath, ['--eval', older, CLI, ...words]);
}

it('a Node that is too old is told so in one line', async () => {
    const { code, stdout, stderr } = await runByOlderNode('run', 'a');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Syncbench needs Node 22\.13 or newer, and this is Node 12\.22\.12\. Install .*\n$/);
});

it.each([
    ['run', { kind: null, records: {}, http: [], warnings: [] }],
    ['check', {}],
])('with --json it is told in the document of the command: %s', async (command, facts) => {
    const { code, stdout, stderr } = await runByOlderNode(command, '--json');
    const message = 'Syncbench needs Node 22.13 or newer, and this is Node 12.22.12.';
    const error = { type: 'node_unsuitable', message, advice: expect.stringContaining('Install') };
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, ...facts, error });
    expect([code, stderr]).toEqual([2, '']);
});

it('the file that a too old Node reads is written as it can be read there', () => {
    expect(readFileSync(CLI, 'utf8')).not.toMatch(/\?\?|\?\.\D|(?:\|\||&&)=|\.hasOwn\b|"node:/);
});
