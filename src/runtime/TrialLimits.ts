import type { RunRecorder } from './RunRecorder';

/** Thrown into a run that has saved as many records as it may; the run has succeeded. */
export class TrialEnded extends Error {}

/** `--max-pages` and `--max-records`: how much of a run there is when it is only a trial. */
export class TrialLimits {
    /** Rejects with TrialEnded when the run has saved what it may. */
    readonly ended: Promise<never>;
    private end: () => void = () => {};
    private saved = 0;
    private isOver = false;

    constructor(
        private readonly recorder: RunRecorder,
        private readonly limits: { maxPages?: number; maxRecords?: number },
    ) {
        this.ended = new Promise<never>((_, reject) => {
            this.end = () => reject(new TrialEnded());
        });
        this.ended.catch(() => {});
    }

    /** The pages of one `paginate`, as many as there may be. */
    async *pages<T>(pages: AsyncGenerator<T, undefined, void>): AsyncGenerator<T, undefined, void> {
        const { maxPages } = this.limits;
        let taken = 0;
        for await (const page of pages) {
            yield page;
            taken++;
            if (taken !== maxPages) continue;
            const pagesText = maxPages === 1 ? '1 page' : `${maxPages} pages`;
            this.cut('max-pages', `Pagination was cut after ${pagesText} by --max-pages: there may be more.`);
            return undefined;
        }
        return undefined;
    }

    /** As many of the records as may still be saved; the run ends with those that are the last. */
    take(records: Record<string, unknown>[]): Record<string, unknown>[] {
        const { maxRecords } = this.limits;
        if (maxRecords === undefined) return records;
        const kept = records.slice(0, maxRecords - this.saved);
        this.saved += kept.length;
        if (this.saved >= maxRecords) {
            const count = maxRecords === 1 ? '1 record' : `${maxRecords} records`;
            this.cut('max-records', `The run was ended after ${count} by --max-records: there may be more.`);
            this.isOver = true;
            // Once they have been stored.
            queueMicrotask(this.end);
        }
        return kept;
    }

    /** What a call that saves waits for: for ever once the run has ended, so that the script goes no further. */
    goOn(): Promise<void> {
        return this.isOver ? new Promise(() => {}) : Promise.resolve();
    }

    private cut(code: string, message: string): void {
        this.recorder.partial = true;
        this.recorder.warn({ code, message });
    }
}
