import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/**
 * Ends the output with one line, `N passed, N failed`, that a script can read.
 * Files that do not load and errors outside tests count as failures, and so does a run in which nothing ran:
 * the line never says `0 failed` of a run that did not pass.
 */
export default class TotalsReporter implements Reporter {
    onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
        let passed = 0;
        let failed = errors.length;
        for (const module of modules) {
            let failedHere = 0;
            for (const test of module.children.allTests()) {
                const { state } = test.result();
                if (state === 'passed') passed++;
                if (state === 'failed') failedHere++;
            }
            failed += failedHere;
            // A failing hook or import fails the file without failing a test of it.
            if (failedHere === 0 && module.state() === 'failed') failed++;
        }
        if (passed + failed === 0) failed = 1;
        // The default reporter writes its summary synchronously in its own handler, which runs before this one.
        process.stdout.write(`${passed} passed, ${failed} failed\n`);
    }
}
