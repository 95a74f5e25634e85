import { safeText } from '../sandbox/safeRead';

const ADVICE = Symbol('advice');

/** Says on the error of a call what to do about it, out of the way of a script that lists the error's fields. */
export function advise(error: Error, advice: string): void {
    Object.defineProperty(error, ADVICE, { value: advice, configurable: true });
}

/** What `advise` said, of anything that a script threw. */
export function adviceOf(error: unknown): string | undefined {
    return safeText(error, ADVICE);
}
