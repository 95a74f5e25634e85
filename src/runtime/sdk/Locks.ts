import { UserError } from '../../core/findings/UserError';
import { LIMITS } from '../../core/policy/limits';
import type { RunScope } from '../RunScope';
import { differsFromDryrun } from './differsFromDryrun';

/** Locks that a script takes (nango-semantics §3.4). They are the run's, and released at its end. */
export class Locks {
    constructor(private readonly scope: RunScope) {}

    /** Whether this run holds the lock now, for `ttlMs` milliseconds from now. @throws UserError `invalid_lock` */
    tryAcquire(key: unknown, ttlMs: unknown): boolean {
        const { runtime, recorder } = this.scope;
        if (typeof ttlMs !== 'number' || !(ttlMs > 0)) {
            throw new UserError('invalid_lock', `The ttlMs of a lock is ${String(ttlMs)}.`, {
                advice: 'Give a number of milliseconds above 0.',
            });
        }
        const lock = { runId: recorder.run.id, key: checkKey(key), ttlMs, now: Date.now() };
        const isHeld = runtime.store.tryAcquireLock(lock);
        if (!isHeld) differsFromDryrun(recorder, 'lockRefused');
        return isHeld;
    }

    /** Whether this run held it. @throws UserError `invalid_lock` */
    release(key: unknown): boolean {
        return this.scope.runtime.store.releaseLock(this.scope.recorder.run.id, checkKey(key));
    }

    releaseAll(): true {
        this.scope.runtime.store.releaseAllLocks(this.scope.recorder.run.id);
        return true;
    }
}

function checkKey(key: unknown): string {
    const { minLockKeyCharacters: least, maxLockKeyCharacters: most } = LIMITS;
    if (typeof key === 'string' && key.length >= least && key.length <= most) return key;
    const what = typeof key === 'string' ? `has ${key.length} characters` : 'is no text';
    throw new UserError('invalid_lock', `The key of a lock ${what}.`, {
        advice: `Give a text of ${least} to ${most} characters.`,
    });
}
