import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedRepositories } from '../../samples/stand-in-api/seed.ts';
import { type StandInApi, startStandInApi } from '../../samples/stand-in-api/standInApi.ts';
import { initProject } from '../support/officialTool';
import { runProgram } from '../support/runProgram';

/** The official tool's versions that create classic projects, and where each puts the project. */
const versions = [
    ['0.42.22', 'nango-integrations'],
    ['0.59.0', '.'],
] as const;

/** What `init` creates names an integration that no provider is called after. */
const integration = 'demo-github-integration';

describe.each(versions)('the project that `nango init` of %s creates', (version, projectFolder) => {
    let scratch: string;
    let api: StandInApi;

    beforeAll(async () => {
        scratch = await mkdtemp(path.join(os.tmpdir(), 'syncbench-init-'));
        api = await startStandInApi();
        await initProject(version, scratch);
    }, 400_000);

    afterAll(async () => {
        await api?.close();
        if (scratch) await rm(scratch, { recursive: true, force: true });
    });

    test('runs unmodified: every issue of every repository is saved, pull requests are not', async () => {
        const root = path.join(scratch, projectFolder);
        expect(existsSync(path.join(root, 'nango.yaml'))).toBe(true);
        const connection = path.join(scratch, 'connection.json');
        await writeFile(
            connection,
            JSON.stringify({ connection_id: 'demo', provider_config_key: integration, provider: 'github' }),
        );

        const args = ['run', `${integration}/github-issue-example`, '--project', scratch, '--connection', connection];
        const { code, stdout, stderr } = await runProgram(
            process.execPath,
            [path.resolve('dist/cli.js'), ...args, '--base-url', api.url, '--ephemeral', '--json'],
            { cwd: os.tmpdir() },
        );

        // The example saves numbers where it declares texts.
        expect(stderr).toMatch(/^ +warn +1000 records do not match the model GithubIssue: author_id .*\n( +- .*\n)*$/);
        const document = JSON.parse(stdout);
        expect(document.error).toBeNull();
        expect([code, document.ok, document.kind]).toEqual([0, true, 'sync']);
        expect(Object.keys(document.records)).toEqual(['GithubIssue']);
        expect(byId(document.records.GithubIssue)).toEqual(byId(expectedIssues()));
        expect(document.counts).toEqual({ GithubIssue: { added: 1_000, updated: 0, unchanged: 0, deleted: 0 } });
        // One page of repositories, then 454, 281, 205 and 140 issues and pull requests in pages of 100.
        expect(document.http).toHaveLength(1 + 5 + 3 + 3 + 2);
        expect(api.requests.map((request) => request.url).filter((url) => !url.includes('per_page=100'))).toEqual([]);
        expect(existsSync(path.join(root, '.syncbench'))).toBe(false);
    });
});

/** What the created script makes of the stand-in's data, written down from its source. */
function expectedIssues() {
    return seedRepositories().flatMap(({ repository, issues }) =>
        issues
            .filter((issue) => !issue.pull_request)
            .map((issue) => ({
                id: issue.id,
                owner: repository.owner.login,
                repo: repository.name,
                issue_number: issue.number,
                title: issue.title,
                state: issue.state,
                author: issue.user.login,
                author_id: issue.user.id,
                body: issue.body,
                date_created: issue.created_at,
                date_last_modified: issue.updated_at,
            })),
    );
}

function byId<T extends { id: number }>(records: T[]): T[] {
    return records.toSorted((a, b) => a.id - b.id);
}
