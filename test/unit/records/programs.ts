import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { buildSync } from 'esbuild';

/** Bundles one of the programs beside this file into a folder, to run under the same Node as the tests. */
export function bundle(program: 'ledgerWriter' | 'runHolder', folder: string): string {
    const outfile = path.join(folder, `${program}.cjs`);
    const entry = path.join(import.meta.dirname, 'programs', `${program}.ts`);
    buildSync({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node22' });
    return outfile;
}

/** A program of the tests and the first line that it says. */
export async function start(file: string, ...parameters: string[]): Promise<{ child: ChildProcess; said: string }> {
    const child = spawn(process.execPath, [file, ...parameters], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [said] = (await Promise.race([
        once(createInterface({ input: child.stdout! }), 'line'),
        once(child, 'exit').then(([code]) => {
            throw new Error(`${path.basename(file)} ended with ${code} before it said anything.`);
        }),
    ])) as [string];
    return { child, said };
}

/** Ends a program at once, as `kill -9` does, and waits until the system has taken it down. */
export async function kill(child: ChildProcess): Promise<void> {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
}
