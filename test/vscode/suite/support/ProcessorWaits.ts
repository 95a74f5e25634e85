import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

/** Between two looks; milliseconds. */
const INTERVAL_MS = 0.5;

/** A time in which the thread was ready to run and none of the processors was free, on the monotonic clock, microseconds. */
interface Wait {
    /** Somewhere between `from` and `to` it waited for `duration`. */
    from: number;
    to: number;
    duration: number;
}

/**
 * When the main thread of this process waited for a processor that other processes had: as the kernel counts it on Linux
 * (`run_delay` of Documentation/scheduler/sched-stats.rst), looked at by another thread. Elsewhere nothing is known.
 */
export class ProcessorWaits {
    private readonly waits: Wait[] = [];
    private readonly worker: Worker | undefined;

    private constructor() {
        const file = `/proc/self/task/${process.pid}/schedstat`;
        if (!existsSync(file)) return;
        this.worker = new Worker(`(${watch})()`, { eval: true, workerData: { file, interval: INTERVAL_MS } });
        this.worker.on('message', (waits: Wait[]) => this.waits.push(...waits));
    }

    static async start(): Promise<ProcessorWaits> {
        const waits = new ProcessorWaits();
        if (waits.worker) await once(waits.worker, 'online');
        return waits;
    }

    async stop(): Promise<void> {
        if (!this.worker) return;
        this.worker.postMessage('stop');
        await once(this.worker, 'exit');
    }

    /** For how long it waited between two times, at least; all in microseconds. */
    within(begin: number, end: number): number {
        return this.waits.reduce((total, { from, to, duration }) => {
            const shared = Math.min(end, to) - Math.max(begin, from);
            const elsewhere = to - from - duration;
            return total + Math.max(0, shared - elsewhere);
        }, 0);
    }
}

/** In the other thread, which knows nothing of this file. */
function watch(): void {
    const { readFileSync: read } = process.getBuiltinModule('node:fs');
    const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
    const { file, interval } = workerData;
    const pause = new Int32Array(new SharedArrayBuffer(4));
    const waits: Wait[] = [];
    const now = () => Number(process.hrtime.bigint() / 1000n);
    const waited = () => Number(read(file, 'latin1').split(' ')[1]) / 1_000;
    let lookedAt = now();
    let before = waited();
    let isOver = false;
    parentPort?.once('message', () => {
        isOver = true;
    });
    function look(): void {
        const begun = now();
        // Messages are seen between the turns.
        while (now() - begun < 20_000) {
            const total = waited();
            const at = now();
            // It is counted when it is over, and may have begun before the last look.
            if (total > before) waits.push({ from: lookedAt - (total - before), to: at, duration: total - before });
            before = total;
            lookedAt = at;
            Atomics.wait(pause, 0, 0, interval);
        }
        if (!isOver) setImmediate(look);
        else parentPort?.postMessage(waits);
    }
    look();
}
