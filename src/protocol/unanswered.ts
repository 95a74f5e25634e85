import type { BegunAttempt, HttpAttempt, RunOutcome } from './events';

/** An attempt that was on its way when its run ended: no answer came, and none is waited for. */
export function unanswered(attempt: BegunAttempt, status: RunOutcome['status']): Omit<HttpAttempt, 'seq'> {
    const { at, method, url, requestHeaders, requestSize, retry } = attempt;
    const ended = status === 'cancelled' ? 'was cancelled' : 'ended';
    return {
        at,
        method,
        url,
        requestHeaders,
        ...(requestSize !== undefined && { requestSize }),
        durationMs: Math.max(0, Date.now() - Date.parse(at)),
        // As axios names a request that is aborted.
        error: { name: 'CanceledError', code: 'ERR_CANCELED', message: `The run ${ended} before an answer came.` },
        ...(retry && { retry }),
    };
}
