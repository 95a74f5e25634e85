import { spawn } from 'node:child_process';

/** What outlives its host ends; without `SHELL` it lasts until its channel breaks and its script gives way. */
const SHELL = '/bin/sh';
/** Waits for a line; a pipe that ends without one has lost its writer. `$0` is the process to end. */
const GUARD = 'read line || kill -9 "$0"';

/**
 * Ends a child when this process is gone, however it went, even if a script keeps the child's thread to itself: a shell
 * reads from a pipe that ends with this process. That takes a hundredth of the time of a thread of its own in the child.
 * On Windows, children end with their parent anyway, by the job object that libuv puts them into.
 *
 * @returns lets the child go, which is to be done when it has ended: its id may be another's by then
 */
export function guardOrphan(pid: number | undefined): () => void {
    if (pid === undefined || process.platform === 'win32') return () => {};
    // In a session of its own, where a Ctrl+C for this process does not reach it.
    const shell = spawn(SHELL, ['-c', GUARD, String(pid)], {
        stdio: ['pipe', 'ignore', 'ignore'],
        detached: true,
        env: {},
    });
    const { stdin } = shell;
    shell.on('error', () => {});
    stdin.on('error', () => {});
    shell.unref();
    (stdin as unknown as { unref(): void }).unref();
    return () => {
        if (!stdin.writableEnded) stdin.end('\n');
    };
}
