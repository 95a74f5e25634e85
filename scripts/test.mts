// `npm test`: builds, then lint, type check, the tests in Node, those in a real VS Code (newest and oldest supported), and
// those on the installed package. Every part runs, whatever became of the ones before; only a failed build ends it at once.
// The tests in Node and those in editors run beside each other, as each leave a core idle now and then; every line says
// which part it is of. The last line is the sum of all parts: `N passed, N failed`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.dirname(import.meta.dirname);

interface Outcome {
    passed: number;
    failed: number;
    /** What is said of it at the end. */
    line: string;
}

const outcomes: Outcome[] = [];
await checks('build');
if (outcomes.every(({ failed }) => failed === 0)) {
    await checks('lint', 'typecheck', 'setup');
    await Promise.all([tests('test:unit'), tests('test:vscode', 'test:vscode:oldest', 'test:ui')]);
}
const sum = (key: 'passed' | 'failed') => outcomes.reduce((total, outcome) => total + outcome[key], 0);
const [passed, failed] = [sum('passed'), sum('failed')];
console.log(`\n${outcomes.map(({ line }) => line).join('\n')}\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

/** Parts without totals: each counts as failed once if it fails. */
async function checks(...scripts: string[]): Promise<void> {
    for (const script of scripts) outcomes.push(await part(script, false));
}

/** Parts whose output has a line of their own totals. */
async function tests(...scripts: string[]): Promise<void> {
    for (const script of scripts) outcomes.push(await part(script, true));
}

async function part(script: string, hasTotals: boolean): Promise<Outcome> {
    const begun = performance.now();
    const { code, totals } = await npmRun(script);
    const [passed, failed] = (hasTotals && totals) || [0, 0];
    // A part that fails without a failed test, or tells no totals, still fails.
    const failures = failed === 0 && (code !== 0 || (hasTotals && !totals)) ? 1 : failed;
    const seconds = Math.round((performance.now() - begun) / 1_000);
    const mark = failures > 0 ? '✗' : '✓';
    const said = hasTotals && totals ? `: ${passed} passed, ${failed} failed` : '';
    return { passed, failed: failures, line: `${mark} ${script} (${seconds} s)${said}` };
}

/** Runs a script of package.json, and shows its output with the script's name before each line. */
async function npmRun(script: string): Promise<{ code: number | null; totals?: [passed: number, failed: number] }> {
    const child = spawn('npm', ['run', '--silent', script], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
        shell: process.platform === 'win32',
    });
    let totals: [number, number] | undefined;
    const shown = [child.stdout, child.stderr].map(async (stream) => {
        for await (const line of createInterface({ input: stream })) {
            console.log(`${script}  ${line}`.trimEnd());
            const [, passed, failed] = /^(\d+) passed, (\d+) failed$/.exec(line) ?? [];
            if (stream === child.stdout && passed && failed) totals = [Number(passed), Number(failed)];
        }
    });
    const [[code]] = await Promise.all([once(child, 'close'), ...shown]);
    return { code, totals };
}
