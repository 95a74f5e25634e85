/** The longest delay a timer can hold. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Resolves after `ms`. An abort ends the wait at once with the signal's reason. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
        if (signal.aborted) {
            reject(signal.reason);
            return;
        }
        const stop = () => {
            clearTimeout(timer);
            reject(signal.reason);
        };
        const timer = setTimeout(
            () => {
                signal.removeEventListener('abort', stop);
                resolve();
            },
            Math.min(ms, LONGEST_TIMER_MS),
        );
        signal.addEventListener('abort', stop, { once: true });
    });
}
