import type { Output } from './Output';

/** Clears the line the cursor is in. */
export const ERASE_LINE = '\r\x1b[2K';
const REDRAW_MS = 100;

/**
 * A line at the bottom of a terminal that is redrawn in place while lines are printed above it.
 * `describe` is asked for its text with the number of the redraw. Without a terminal there is no such line.
 */
export class LiveLine {
    private readonly timer: NodeJS.Timeout | undefined;
    private frame = 0;
    private shown = false;

    constructor(
        private readonly output: Output,
        isTerminal: boolean,
        private readonly describe: (frame: number) => string,
    ) {
        if (isTerminal) {
            this.timer = setInterval(() => this.redraw(), REDRAW_MS);
            this.timer.unref();
        }
    }

    /** Prints lines where the live line was; it comes back below them with its next redraw. */
    print(lines: string[]): Promise<void> | undefined {
        if (!lines.length) return undefined;
        const erase = this.shown ? ERASE_LINE : '';
        this.shown = false;
        return this.output.write(`${erase}${lines.join('\n')}\n`);
    }

    /** Removes the line for good. */
    end(): void {
        clearInterval(this.timer);
        if (this.shown) void this.output.write(ERASE_LINE);
        this.shown = false;
    }

    private redraw(): void {
        void this.output.write(ERASE_LINE + this.describe(this.frame++));
        this.shown = true;
    }
}
