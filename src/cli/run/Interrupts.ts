import type { EventEmitter } from 'node:events';
import { EXIT } from '../Context';

const SIGNALS = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated, SIGHUP: EXIT.terminated } as const;

/**
 * Ctrl+C and its relatives while a run goes on: the first asks, the second forces.
 * `source` is the process. `exitCode` is what to exit with once the run has ended.
 */
export class Interrupts {
    private firstCode: number | undefined;
    private readonly listeners: [string, () => void][] = [];

    constructor(
        private readonly source: EventEmitter,
        private readonly reactions: { ask(): void; force(exitCode: number): void },
    ) {
        for (const [signal, code] of Object.entries(SIGNALS)) {
            const listener = () => this.receive(code);
            this.listeners.push([signal, listener]);
            source.on(signal, listener);
        }
    }

    /** The exit code that the first signal asks for; undefined while there was none. */
    get exitCode(): number | undefined {
        return this.firstCode;
    }

    dispose(): void {
        for (const [signal, listener] of this.listeners) this.source.off(signal, listener);
    }

    private receive(code: number): void {
        if (this.firstCode !== undefined) {
            this.reactions.force(code);
            return;
        }
        this.firstCode = code;
        this.reactions.ask();
    }
}
