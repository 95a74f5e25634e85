import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

const graceMs = 3_000;

/** Ends a child that was started `detached`, with all it started: asks first, and then no longer. */
export async function stopGroup(child: ChildProcess): Promise<void> {
    if (child.pid === undefined) return;
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    const gone = hasEnded ? Promise.resolve() : once(child, 'exit');
    signalGroup(child.pid, 'SIGTERM');
    await Promise.race([gone, pause(graceMs, undefined, { ref: false })]);
    // Also where the leader has gone: what it started may have stayed.
    signalGroup(child.pid, 'SIGKILL');
    await gone;
}

function signalGroup(leader: number, signal: NodeJS.Signals): void {
    try {
        process.kill(-leader, signal);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
}
