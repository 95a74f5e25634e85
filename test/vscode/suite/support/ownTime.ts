import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';
import Module from 'node:module';

/** Between two looks at what the extension host executes; microseconds. */
const INTERVAL_US = 500;

type Load = (request: string, ...others: unknown[]) => unknown;
interface Exports {
    activate(...args: unknown[]): unknown;
}

/**
 * How long loading and `activate()` of an extension take, as VS Code's own list of running extensions tells it: not what
 * the host does for it before and after, such as asking the window for its state.
 * @returns milliseconds
 */
export async function activationTime(mainFile: string, activate: () => PromiseLike<unknown>): Promise<number> {
    const loader = Module as unknown as { _load: Load };
    const load = loader._load;
    let time = 0;
    function timed<T>(work: () => T): T {
        const begun = performance.now();
        try {
            return work();
        } finally {
            time += performance.now() - begun;
        }
    }
    loader._load = function (this: unknown, request, ...others) {
        if (request !== mainFile) return load.call(this, request, ...others);
        const exports = timed(() => load.call(this, request, ...others)) as Exports;
        return { ...exports, activate: (...args: unknown[]) => timed(() => exports.activate(...args)) };
    };
    try {
        await activate();
    } finally {
        loader._load = load;
    }
    return time;
}

/**
 * The longest time for which the extension host executed code of a folder, or what that called, without doing anything
 * else: what this extension keeps others from. How late timers are (`monitorEventLoopDelay`) would also count VS Code,
 * its other extensions, and the collection of everybody's garbage.
 * @returns milliseconds
 */
export async function longestOwnStretch(folder: string, work: () => Promise<unknown>): Promise<number> {
    const session = new Session();
    session.connect();
    try {
        await session.post('Profiler.enable');
        await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });
        await session.post('Profiler.start');
        await work();
        const { profile } = await session.post('Profiler.stop');
        return longestStretch(profile, folder);
    } finally {
        session.disconnect();
    }
}

function longestStretch({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile, folder: string): number {
    const own = new Set<number>();
    const collections = new Set<number>();
    // A node comes before those that it called.
    for (const { id, callFrame, children = [] } of nodes) {
        if (callFrame.functionName === '(garbage collector)') collections.add(id);
        if (callFrame.url.includes(folder)) own.add(id);
        if (own.has(id)) for (const child of children) own.add(child);
    }
    let longest = 0;
    let current = 0;
    for (const [index, id] of samples.entries()) {
        // The host's collector may come in between. How long it takes depends on the memory of all extensions.
        if (collections.has(id)) continue;
        current = own.has(id) ? current + (timeDeltas[index + 1] ?? 0) : 0;
        longest = Math.max(longest, current);
    }
    return longest / 1_000;
}
