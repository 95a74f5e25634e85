import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';
import Module from 'node:module';
import { ProcessorWaits } from './ProcessorWaits';

/** Between two looks at what the extension host executes; microseconds. */
const INTERVAL_US = 500;

/** From when to when; microseconds on the monotonic clock. */
interface Piece {
    begin: number;
    end: number;
}

type Load = (request: string, ...others: unknown[]) => unknown;
interface Exports {
    activate(...args: unknown[]): unknown;
}

/**
 * How long loading and `activate()` of an extension take, as VS Code's own list of running extensions tells it: not what
 * the host does for it before and after, such as asking the window for its state, nor its waiting for a processor.
 * @returns milliseconds
 */
export async function activationTime(mainFile: string, activate: () => PromiseLike<unknown>): Promise<number> {
    const loader = Module as unknown as { _load: Load };
    const load = loader._load;
    const pieces: Piece[] = [];
    function timed<T>(work: () => T): T {
        const begin = now();
        try {
            return work();
        } finally {
            pieces.push({ begin, end: now() });
        }
    }
    loader._load = function (this: unknown, request, ...others) {
        if (request !== mainFile) return load.call(this, request, ...others);
        const exports = timed(() => load.call(this, request, ...others)) as Exports;
        return { ...exports, activate: (...args: unknown[]) => timed(() => exports.activate(...args)) };
    };
    const waits = await ProcessorWaits.start();
    try {
        await activate();
    } finally {
        loader._load = load;
        await waits.stop();
    }
    return timeOf(pieces, waits) / 1_000;
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
        const waits = await ProcessorWaits.start();
        await session.post('Profiler.start');
        await work();
        const { profile } = await session.post('Profiler.stop');
        await waits.stop();
        return Math.max(0, ...ownStretches(profile, folder).map((pieces) => timeOf(pieces, waits))) / 1_000;
    } finally {
        session.disconnect();
    }
}

/** Each is in pieces where the host's collector came in between: how long that takes depends on the memory of all extensions. */
function ownStretches(
    { nodes, samples = [], timeDeltas = [], startTime }: Profiler.Profile,
    folder: string,
): Piece[][] {
    const own = new Set<number>();
    const collections = new Set<number>();
    // A node comes before those that it called.
    for (const { id, callFrame, children = [] } of nodes) {
        if (callFrame.functionName === '(garbage collector)') collections.add(id);
        if (callFrame.url.includes(folder)) own.add(id);
        if (own.has(id)) for (const child of children) own.add(child);
    }
    const stretches: Piece[][] = [];
    let pieces: Piece[] | undefined;
    let piece: Piece | undefined;
    let time = startTime;
    for (const [index, id] of samples.entries()) {
        time += timeDeltas[index] ?? 0;
        const end = time + (timeDeltas[index + 1] ?? 0);
        if (collections.has(id)) {
            piece = undefined;
        } else if (!own.has(id)) {
            pieces = undefined;
            piece = undefined;
        } else if (piece) {
            piece.end = end;
        } else {
            piece = { begin: time, end };
            if (!pieces) {
                pieces = [];
                stretches.push(pieces);
            }
            pieces.push(piece);
        }
    }
    return stretches;
}

/** Without the waits for a processor that other processes had: they are no work of this one. */
function timeOf(pieces: Piece[], waits: ProcessorWaits): number {
    return pieces.reduce((total, { begin, end }) => total + end - begin - waits.within(begin, end), 0);
}

const now = () => Number(process.hrtime.bigint() / 1_000n);
