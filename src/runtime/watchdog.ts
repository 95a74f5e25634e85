import { workerData } from 'node:worker_threads';

/**
 * A thread beside the script's that ends the process when the host is gone. The child notices a closed channel by
 * itself, but not while a script keeps its thread busy; and a host that is killed can end nobody.
 */
const CHECK_MS = 500;
const { host } = workerData as { host: number };

setInterval(() => {
    if (!isHostAlive()) process.kill(process.pid, 'SIGKILL');
}, CHECK_MS);

/** An orphan gets another parent, except on Windows, where the host's id stays and names nobody. */
function isHostAlive(): boolean {
    if (process.platform !== 'win32') return process.ppid === host;
    try {
        return process.kill(host, 0);
    } catch {
        return false;
    }
}
