// `npm run test:vscode [-- --oldest] [-- <launch>…]`: the suites inside a real VS Code. Ends with `N passed, N failed`.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startStandInApi } from '../../samples/stand-in-api/standInApi.ts';
import { chooseHost } from '../../scripts/editor/chooseHost.mts';
import { buildSuites } from './support/buildSuites.mts';
import { launch } from './support/launch.mts';
import { makeFindingsWorkspace } from './support/makeFindingsWorkspace.mts';
import { makeProject } from './support/makeProject.mts';

const { values, positionals } = parseArgs({
    options: { oldest: { type: 'boolean', default: false } },
    allowPositionals: true,
});
const suites = positionals.length > 0 ? positionals : ['sample', 'multiRoot', 'untrusted', 'elsewhere', 'language'];

const host = await chooseHost(values.oldest ? 'oldest' : 'newest');
console.log(`Host: ${host.description}`);
await buildSuites();
const api = await startStandInApi();
let passed = 0;
let failed = 0;
for (const suite of suites) {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'syncbench-vscode-'));
    try {
        const workspace = await makeWorkspace(suite, folder);
        console.log(`\n${suite}`);
        const report = await launch({ host, suite, workspace, workspaceTrust: suite === 'untrusted' });
        report.print();
        passed += report.passed;
        failed += report.failed;
    } finally {
        await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
}
await api.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

async function makeWorkspace(suite: string, folder: string): Promise<string> {
    if (suite === 'language') return await makeFindingsWorkspace(path.join(folder, 'projects'));
    if (suite === 'elsewhere') return folder;
    if (suite !== 'multiRoot') return await makeProject(path.join(folder, 'project'), api.url);
    const folders = ['one', 'two'].map((name) => ({ path: path.join(folder, name) }));
    for (const { path: project } of folders) await makeProject(project, api.url);
    const file = path.join(folder, 'two.code-workspace');
    await writeFile(file, JSON.stringify({ folders }));
    return file;
}
