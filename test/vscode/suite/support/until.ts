import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits until `look` answers something; rejects with `what` and the last thing seen when that takes longer than
 * `timeoutMs`. For what VS Code has no event for.
 */
export async function until<T>(
    what: string,
    look: () => T | undefined | false | Promise<T | undefined | false>,
    timeoutMs = 90_000,
    betweenLooksMs = 50,
): Promise<T> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
        const seen = await look();
        if (seen) return seen;
        if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain until ${what}.`);
        await pause(betweenLooksMs);
    }
}
