import { existsSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedRepositories } from '../../samples/stand-in-api/seed.ts';
import { type StandInApi, startStandInApi } from '../../samples/stand-in-api/standInApi.ts';
import { initProject, installedProject } from '../support/officialTool';
import { runJson } from '../support/syncbench';
import { json, testServer } from '../support/testServer';

const VERSION = '0.71.10';

/** The project as `init` writes it, in a new folder. */
async function bare(): Promise<string> {
    const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'syncbench-zero-')));
    await initProject(VERSION, folder, ['.', '--copy']);
    return folder;
}

/** The same after its `npm install`. */
const installed = () => installedProject(VERSION, ['.', '--copy']);

describe.each([
    ['before its npm install', bare],
    ['after its npm install', installed],
])(`the project that \`nango init\` of ${VERSION} creates, %s`, (when, create) => {
    let folder: string;
    let api: StandInApi;
    beforeAll(async () => {
        folder = await create();
        api = await startStandInApi();
    }, 800_000);
    afterAll(async () => {
        await api?.close();
        if (folder && create === bare) await rm(folder, { recursive: true, force: true });
    });

    const run = (script: string, ...args: string[]) => runJson(folder, script, ['--ephemeral', ...args]);

    it('is what it is said to be', () => {
        expect(existsSync(path.join(folder, 'node_modules/zod'))).toBe(when.startsWith('after'));
        expect(existsSync(path.join(folder, 'nango.yaml'))).toBe(false);
    });

    it('its sync saves every issue of every repository, pull requests left out', async () => {
        const document = await run('github/fetchIssues', '--base-url', api.url);
        expect(document.error).toBeNull();
        expect([document.kind, Object.keys(document.records)]).toEqual(['sync', ['GithubIssue']]);
        const expected = seedRepositories().flatMap(({ issues }) =>
            issues.filter((issue) => !issue.pull_request).map(({ id }) => id),
        );
        expect(document.records.GithubIssue?.map(({ id }) => Number(id)).sort((a, b) => a - b)).toEqual(
            expected.sort((a, b) => a - b),
        );
        expect(document.logs.filter(({ source }) => source === 'script').length).toBeGreaterThan(4);
    });

    it('its webhook handler runs', async () => {
        const document = await run('github/fetchIssues', '--payload', '{"action":"opened"}');
        expect(document.error).toBeNull();
        expect(document.logs).toMatchObject([{ message: 'This is a webhook script', meta: { action: 'opened' } }]);
    });

    it('its action calls the provider, and what is missing in its input is said', async () => {
        const server = await testServer((_, response) => json(response, []));
        const document = await run('github/createIssue', '--base-url', server.url, '--input', '{"title":"x"}');
        await server.close();
        expect([document.ok, document.output, server.requests]).toEqual([
            true,
            null,
            ['GET /repos/NangoHQ/interactive-demo/issues'],
        ]);
        expect(document.warnings).toMatchObject([{ code: 'input-mismatch', mismatches: { length: 10 } }]);
    });

    it('its on-event script runs', async () => {
        const document = await run('github/on-events/pre-connection-deletion', '--event', 'pre-connection-deletion');
        expect([document.ok, document.kind, document.warnings]).toEqual([true, 'on-event', []]);
    });
});
