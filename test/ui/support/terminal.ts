import path from 'node:path';
import { runProgram } from '../../support/runProgram';

/** How the newest runs of a project stand, newest first: `<script> <status>`, as the terminal program reads its store. */
export async function runStates(project: string): Promise<string[]> {
    const cli = path.resolve('dist/cli.js');
    const { stdout } = await runProgram(process.execPath, [cli, 'runs', '--project', project, '--json']);
    const { runs = [] }: { runs?: { script: string; status: string }[] } = JSON.parse(stdout);
    return runs.map(({ script, status }) => `${script} ${status}`);
}
