import { UserError } from '../../core/findings/UserError';

/** Records between two pauses, in which other requests are answered. */
const TURN = 500;
/** Between two words about how far it is; milliseconds. */
const TELL_MS = 200;

/** How an export takes turns with everything else that its process does, tells how far it is, and is cancelled. */
export class ExportTurns {
    private steps = 0;
    private written = 0;
    private toldAt = performance.now();

    constructor(
        private readonly signal: AbortSignal,
        private readonly tell: (written: number) => void,
    ) {}

    /** A record was read, and not written. @throws UserError `export_cancelled` */
    read(): Promise<void> | undefined {
        return ++this.steps % TURN === 0 ? this.turn() : undefined;
    }

    /** A record was written. @throws UserError `export_cancelled` */
    wrote(): Promise<void> | undefined {
        this.written++;
        return this.read();
    }

    /** What was written is written once more. */
    again(): void {
        this.written = 0;
    }

    private async turn(): Promise<void> {
        await new Promise((resolve) => setImmediate(resolve));
        if (this.signal.aborted) throw new UserError('export_cancelled', 'The export was cancelled.');
        const now = performance.now();
        if (now - this.toldAt < TELL_MS) return;
        this.toldAt = now;
        this.tell(this.written);
    }
}
