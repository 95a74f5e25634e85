import { UserError } from '../core/findings/UserError';
import type { UsageError } from './output/runDocument';
import type { Mistake } from './render/error';

/** Anything that was thrown, as a mistake that can be shown; a defect of ours keeps its stack. */
export function mistakeOf(error: unknown): Mistake {
    if (error instanceof UserError) return { code: error.code, message: error.message, ...error.details };
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
        code: 'internal_error',
        message: `Syncbench itself failed: ${text}`,
        advice: 'This is a defect in Syncbench, not in your script. Please report it with the text above.',
    };
}

/** The same for `--json`. */
export function usageError({ code, message, advice, candidates, location }: Mistake): UsageError {
    return {
        type: code,
        message,
        ...(advice === undefined ? {} : { advice }),
        ...(candidates === undefined ? {} : { candidates }),
        ...(location === undefined ? {} : { file: location.file, line: location.line, column: location.column }),
    };
}
