import type { HttpAttempt } from './events';

/** Whether `--read-only` refused a call: it is in the list of attempts, and nothing of it went out. */
export function wasNotSent({ error }: Pick<HttpAttempt, 'error'>): boolean {
    return error?.code === 'read_only';
}
