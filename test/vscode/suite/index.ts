import { appendFileSync } from 'node:fs';
import Mocha from 'mocha';
import type { TestReportLine } from '../support/TestReport.mts';

/**
 * What VS Code calls in its extension host. Which suite runs is told by the environment, and results go to a file line by
 * line: the console of the extension host is shared with the workbench.
 */
export async function run(): Promise<void> {
    const { SYNCBENCH_TEST_SUITE: suite, SYNCBENCH_TEST_REPORT: reportFile } = process.env;
    if (!suite || !reportFile) throw new Error('These tests are started by test/vscode/run.mts.');
    const report = (line: TestReportLine) => appendFileSync(reportFile, `${JSON.stringify(line)}\n`);
    const mocha = new Mocha({ ui: 'bdd', timeout: 180_000, reporter: class {} as never });
    mocha.addFile(`${__dirname}/${suite}.js`);
    const failures = await new Promise<number>((resolve) => {
        const runner = mocha.run(resolve);
        runner.on('pass', (test) => report({ state: 'passed', title: test.fullTitle(), ms: test.duration ?? 0 }));
        runner.on('fail', (test, error) =>
            report({ state: 'failed', title: test.fullTitle(), error: withoutWorkbench(error.stack ?? String(error)) }),
        );
    });
    report({ state: 'ended' });
    if (failures > 0) throw new Error(`${failures} tests failed.`);
}

/** A stack ends in the workbench's minified code, which says nothing. */
function withoutWorkbench(stack: string): string {
    const isOwn = (line: string) => !line.includes('/static/out/vs/');
    return stack.split('\n').filter(isOwn).join('\n');
}
