import type { RunScope } from '../RunScope';
import { ExecutionAbortedError } from './errors';

/** Every SDK call starts here: a cancelled run goes no further. */
export async function enter(scope: RunScope): Promise<void> {
    refuseWhenCancelled(scope);
    await scope.runtime.breathe();
}

/** The same for calls that do their work before they return. */
export function refuseWhenCancelled({ runtime }: RunScope): void {
    if (runtime.signal.aborted) throw new ExecutionAbortedError();
}
