import { existsSync, readFileSync } from 'node:fs';

/** One line of the file through which tests in an extension host report; `ended` is the last of a complete run. */
export type TestReportLine =
    | { state: 'passed'; title: string; ms: number }
    | { state: 'failed'; title: string; error: string }
    | { state: 'ended' };

/** What a run reported, and whether it came to its end. */
export class TestReport {
    readonly lines: TestReportLine[];

    constructor(file: string) {
        const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
        this.lines = text
            .split('\n')
            .filter(Boolean)
            .map((line) => JSON.parse(line));
    }

    get passed(): number {
        return this.lines.filter(({ state }) => state === 'passed').length;
    }

    /** A run that did not come to its end is a failure, and so is one in which nothing ran. */
    get failed(): number {
        const failed = this.lines.filter(({ state }) => state === 'failed').length;
        return this.isComplete || failed > 0 ? failed : 1;
    }

    get isComplete(): boolean {
        return this.lines.at(-1)?.state === 'ended' && this.lines.length > 1;
    }

    print(): void {
        for (const line of this.lines) {
            if (line.state === 'passed') console.log(`  ✓ ${line.title} (${line.ms} ms)`);
            if (line.state === 'failed') console.log(`  ✗ ${line.title}\n${line.error.replace(/^/gm, '      ')}`);
        }
        if (!this.isComplete) console.log('  ✗ The tests did not come to their end.');
    }
}
