import type { Location } from './types';

/**
 * An error that a person reads: what happened, where, and what to do about it.
 * Everything the product refuses to do is thrown as one of these; anything else that is thrown is a defect.
 */
export class UserError extends Error {
    override readonly name: string = 'UserError';

    constructor(
        /** Stable and greppable, e.g. `script_not_found`. */
        readonly code: string,
        message: string,
        readonly details: { advice?: string; location?: Location; candidates?: string[] } = {},
    ) {
        super(message);
    }
}
