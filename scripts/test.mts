// `npm test`: builds, then lint, type check, the tests in Node, those in a real VS Code (newest and oldest supported), and
// those on the installed package. Every part runs, whatever became of the ones before; only a failed build ends it at once.
// The last line is the sum of all parts: `N passed, N failed`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);

interface Part {
    script: string;
    /** Ends with a line of its own totals; a part without counts as failed once if it fails. */
    isTests: boolean;
}

const check = (script: string): Part => ({ script, isTests: false });
const tests = (script: string): Part => ({ script, isTests: true });
const parts = [
    check('build'),
    check('lint'),
    check('typecheck'),
    check('setup'),
    tests('test:unit'),
    tests('test:vscode'),
    tests('test:vscode:oldest'),
    tests('test:ui'),
];

let passed = 0;
let failed = 0;
const summary: string[] = [];
for (const { script, isTests } of parts) {
    const begun = performance.now();
    const { code, output } = await npmRun(script);
    const totals = isTests ? /^(\d+) passed, (\d+) failed$/gm : undefined;
    const last = totals && [...output.matchAll(totals)].at(-1);
    passed += Number(last?.[1] ?? 0);
    const failedHere = Number(last?.[2] ?? 0);
    // A part that fails without a failed test, or tells no totals, still fails.
    const failures = failedHere === 0 && (code !== 0 || (isTests && !last)) ? 1 : failedHere;
    failed += failures;
    const seconds = Math.round((performance.now() - begun) / 1_000);
    summary.push(`${failures > 0 ? '✗' : '✓'} ${script} (${seconds} s)${last ? `: ${last[0]}` : ''}`);
    if (script === 'build' && failures > 0) break;
}
console.log(`\n${summary.join('\n')}\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

/** Runs a script of package.json with its output shown; resolves with the output and the exit code. */
async function npmRun(script: string): Promise<{ code: number | null; output: string }> {
    console.log(`\n> ${script}`);
    const child = spawn('npm', ['run', '--silent', script], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'inherit'],
        shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
        process.stdout.write(text);
        output += text;
    });
    const [code] = await once(child, 'close');
    return { code, output };
}
