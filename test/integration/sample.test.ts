import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type StandInApi, startStandInApi } from '../../samples/stand-in-api/standInApi.ts';
import { runProgram } from '../support/runProgram';

let store: string;
let api: StandInApi;

beforeEach(async () => {
    store = await mkdtemp(path.join(os.tmpdir(), 'syncbench-sample-'));
    api = await startStandInApi();
});

afterEach(async () => {
    await api.close();
    await rm(store, { recursive: true, force: true });
});

async function run(script: string, ...more: string[]) {
    const target = ['--project', path.resolve('samples/github-issues'), '--store', store, '--base-url', api.url];
    const args = [path.resolve('dist/cli.js'), 'run', script, ...target, '--json', ...more];
    const { code, stdout } = await runProgram(process.execPath, args, { cwd: os.tmpdir() });
    return { code, document: JSON.parse(stdout) };
}

describe('samples/github-issues', () => {
    test('issues: all 1,000 are added, and unchanged the next time', async () => {
        expect((await run('github/issues')).document.counts).toEqual({
            Issue: { added: 1_000, updated: 0, unchanged: 0, deleted: 0 },
        });
        await fetch(`${api.url}/repos/harbor-labs/tide/issues/7`, { method: 'PATCH', body: '{"state":"closed"}' });
        expect((await run('github/issues')).document.counts).toEqual({
            Issue: { added: 0, updated: 1, unchanged: 999, deleted: 0 },
        });
    });

    test('labels: one that is gone at the API is deleted', async () => {
        expect((await run('github/labels')).document.counts).toEqual({
            Label: { added: 36, updated: 0, unchanged: 0, deleted: 0 },
        });
        await fetch(`${api.url}/repos/harbor-labs/tide/labels/blocked`, { method: 'DELETE' });
        const { document } = await run('github/labels');
        expect(document.deleted).toEqual({ Label: [{ id: '4008' }] });
        expect(document.counts).toEqual({ Label: { added: 0, updated: 0, unchanged: 35, deleted: 1 } });
    });

    test('create-issue: answers with the issue it opened', async () => {
        const input = { owner: 'harbor-labs', repo: 'tide', title: 'The tide is late', labels: ['bug'] };
        const { code, document } = await run('github/create-issue', '--input', JSON.stringify(input));
        expect([code, document.kind]).toEqual([0, 'action']);
        expect(document.output).toMatchObject({ repository: 'harbor-labs/tide', number: 141, labels: ['bug'] });
    });

    test('create-issue: input without a title is an ActionError at its line', async () => {
        const { code, document } = await run('github/create-issue', '--input', '{"owner":"harbor-labs","repo":"tide"}');
        expect(code).toBe(1);
        expect(document.error).toMatchObject({
            type: 'action_script_runtime_error',
            payload: { message: 'title is required', field: 'title' },
            file: path.resolve('samples/github-issues/github/actions/create-issue.ts'),
            line: 8,
        });
        expect(api.requestCount).toBe(0);
    });
});

test('`npm run demo`: runs the sample against the stand-in and shows five records', async () => {
    const { code, stdout, stderr } = await runProgram(process.execPath, [path.resolve('scripts/demo.mjs')]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Issue +[\d,]+ +0 +[\d,]+ +0$/m);
    expect(stdout).toContain('Succeeded after');
    expect(stdout.match(/^\d{9} +(ADDED|UPDATED) /gm)).toHaveLength(5);
});
