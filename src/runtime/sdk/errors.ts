/** An error with one of the cloud's codes (nango-semantics §3.8); `code` becomes the failed run's type (§9.1). */
export class SdkError extends Error {
    constructor(
        readonly code: string,
        message: string,
        readonly payload: Record<string, unknown> = {},
    ) {
        super(message);
        this.name = 'SdkError';
    }
}

/** Thrown by every SDK call of a run that has been cancelled. */
export class ExecutionAbortedError extends SdkError {
    constructor() {
        super('script_aborted', 'The run was cancelled.');
    }
}
