import type { Finding } from '../core/findings/types';
import type { RunError } from '../protocol/events';

/** A script that does not compile: the outcome of its run, not a mistake of whoever asked for it. */
export class CompileFailure extends Error {
    constructor(readonly errors: Finding[]) {
        super(errors[0]?.message ?? 'The script does not compile.');
    }

    /** The first error with its place, and everything else that was found. */
    toRunError(): RunError {
        const [first, ...others] = this.errors;
        const related = [
            ...(first?.related ?? []).map(({ message, location }) => ({ message, ...place(location) })),
            ...others.map(({ message, location }) => ({ message, ...place(location) })),
        ];
        return {
            type: 'compile_error',
            message: this.message,
            advice: first?.advice,
            ...place(first?.location),
            frames: [],
            ...(related.length > 0 ? { related } : {}),
        };
    }
}

function place(location: Finding['location']) {
    if (!location) return {};
    const { file, line, column } = location;
    return { file, line, column };
}
