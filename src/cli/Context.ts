import type { Engine } from '../host/Engine';
import type { Output } from './output/Output';
import type { SourceLine } from './render/error';
import type { Style } from './render/style';

/** What every command is given by the program: where it writes, where it stands, and the engine. */
export interface Context {
    out: Output;
    /** For what is said about the program's own doing; results go to `out`. */
    err: Output;
    /** How `out` and `err` look. */
    style: Style;
    errorStyle: Style;
    /** Whether `out` is a terminal whose last line may be redrawn. */
    isTerminal: boolean;
    /** Absolute; where relative paths start. */
    cwd: string;
    sourceLine: SourceLine;
    /** Asks yes or no; the answer is undefined when the person breaks off. Absent where there is nobody to ask. */
    ask?: (question: string) => Promise<boolean | undefined>;
    /** The engine, made at the first call. */
    engine(): Promise<Engine>;
    /** Ends all that runs, hands over what was written, and leaves the process. */
    exit(code: number): Promise<never>;
}

/** How the program ends; listed in `--help`. */
export const EXIT = { ok: 0, failed: 1, usage: 2, interrupted: 130, terminated: 143 } as const;
