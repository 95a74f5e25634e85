import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const pollMs = 250;

/**
 * Does `work` while no other process does work under the same lock file; waits for its turn.
 * The lock of a process that is gone counts as free.
 */
export async function withLock<T>(lockFile: string, work: () => Promise<T>): Promise<T> {
    while (!(await take(lockFile))) {
        if (await isAbandoned(lockFile)) await rm(lockFile, { force: true });
        else await pause(pollMs);
    }
    try {
        return await work();
    } finally {
        await rm(lockFile, { force: true });
    }
}

async function take(lockFile: string): Promise<boolean> {
    try {
        await writeFile(lockFile, String(process.pid), { flag: 'wx' });
        return true;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
        throw error;
    }
}

async function isAbandoned(lockFile: string): Promise<boolean> {
    const owner = Number(await readFile(lockFile, 'utf8').catch(() => ''));
    // Just created and not yet written, or just released.
    if (!owner) return false;
    try {
        process.kill(owner, 0);
        return false;
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'ESRCH';
    }
}
