// `npm run demo`: the main job on the sample project, without an account and without a network.
// Starts the stand-in API, runs a sync of samples/github-issues against it, shows records it saved.
import './requireNode24.mjs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startStandInApi } from '../samples/stand-in-api/standInApi.ts';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const project = path.join('samples', 'github-issues');
const api = await startStandInApi();

try {
    const run = ['run', 'github/issues', '--project', project, '--connection', 'demo', '--base-url', api.url];
    process.exitCode = await syncbench(run);
    if (process.exitCode === 0)
        process.exitCode = await syncbench(['records', 'Issue', '--project', project, '--limit', '5']);
    if (process.exitCode === 0) console.log(whatNext());
} finally {
    await api.close();
}

/** Runs the built program with its output on this terminal; resolves with its exit code. */
async function syncbench(args) {
    console.log(`\n$ syncbench ${args.join(' ')}\n`);
    const child = spawn(process.execPath, [path.join(root, 'dist', 'cli.js'), ...args], {
        cwd: root,
        stdio: 'inherit',
    });
    // A terminal sends Ctrl+C to the program too; it cancels its run and ends, and the demo after it.
    const stop = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
    try {
        const [code] = await once(child, 'exit');
        return code ?? 1;
    } finally {
        for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stop);
    }
}

function whatNext() {
    return `
The API has stopped; what it gave is kept in ${path.join(project, '.syncbench')}. Try next:

  npx syncbench runs --project ${project}                 what ran, and what became of it
  npx syncbench records --project ${project}              what is kept
  npx node samples/stand-in-api/main.mjs --port 4010      the API again, in a second terminal; then
  npx syncbench run github/labels --project ${project} --base-url http://127.0.0.1:4010
`;
}
