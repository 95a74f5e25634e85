import { UserError } from '../core/findings/UserError';
import type { RunError } from '../protocol/events';
import { CompileFailure } from './CompileFailure';

/** Why a run could not begin, as its error. */
export function toRunError(error: unknown): RunError {
    if (error instanceof CompileFailure) return error.toRunError();
    if (!(error instanceof UserError)) {
        return { type: 'internal_error', message: error instanceof Error ? error.message : String(error), frames: [] };
    }
    const { advice, location } = error.details;
    const { file, line, column } = location ?? {};
    return { type: error.code, message: error.message, advice, file, line, column, frames: [] };
}
