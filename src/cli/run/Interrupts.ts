import type { EventEmitter } from 'node:events';
import { EXIT } from '../Context';

const SIGNALS = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated, SIGHUP: EXIT.terminated } as const;

/** What the first signal does, and what any further one does; both get the exit code that the signal asks for. */
export interface Reactions {
    ask(exitCode: number): void;
    force(exitCode: number): void;
}

/**
 * Ctrl+C and its relatives, from the program's start on: the first asks, the second forces. `source` is the process.
 * `exitCode` is what to exit with once what was asked to stop has ended.
 */
export class Interrupts {
    private firstCode: number | undefined;

    constructor(
        source: EventEmitter,
        private reactions: Reactions,
    ) {
        for (const [signal, code] of Object.entries(SIGNALS)) source.on(signal, () => this.receive(code));
    }

    /** The exit code that the first signal asks for; undefined while there was none. */
    get exitCode(): number | undefined {
        return this.firstCode;
    }

    /** From now on, signals do this instead. */
    react(reactions: Reactions): void {
        this.reactions = reactions;
    }

    private receive(code: number): void {
        if (this.firstCode !== undefined) {
            this.reactions.force(code);
            return;
        }
        this.firstCode = code;
        this.reactions.ask(code);
    }
}
