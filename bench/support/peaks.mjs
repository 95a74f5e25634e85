import { existsSync, readdirSync, readFileSync } from 'node:fs';

const everyMs = 20;

/**
 * Follows a process and all it starts, and remembers the peak resident memory of each (`VmHWM`; the kernel keeps the peak,
 * so only what grows in the last 20 ms of a process can be missed). Linux only; elsewhere nothing is found.
 *
 * @param {number} pid
 * @returns {{ stop(): Record<string, number> }} `stop` returns the largest peak per program, in 10^6 bytes
 */
export function peakWatcher(pid) {
    /** @type {Record<string, number>} */
    const peaks = {};
    if (!existsSync(`/proc/${process.pid}/status`)) return { stop: () => peaks };
    const sample = () => {
        for (const member of family(pid)) {
            const kilobytes = Number(/VmHWM:\s+(\d+) kB/.exec(read(`/proc/${member}/status`))?.[1] ?? 0);
            const name = programOf(member);
            if (name) peaks[name] = Math.max(peaks[name] ?? 0, (kilobytes * 1_024) / 1e6);
        }
    };
    const timer = setInterval(sample, everyMs);
    return {
        stop() {
            clearInterval(timer);
            return peaks;
        },
    };
}

/** The process and its descendants. */
function family(pid) {
    const children = readdirOrNone(`/proc/${pid}/task`)
        .flatMap((thread) => read(`/proc/${pid}/task/${thread}/children`).split(' '))
        .filter((child) => child !== '');
    return [pid, ...children.flatMap((child) => family(Number(child)))];
}

/** `cli`, `child` or `esbuild`; a process that has just been forked still bears its parent's name and counts as that. */
function programOf(pid) {
    const commandLine = read(`/proc/${pid}/cmdline`);
    if (commandLine === '') return undefined;
    if (commandLine.includes('runtime.js')) return 'child';
    return /esbuild[^/]*\0--service|bin\/esbuild/.test(commandLine) ? 'esbuild' : 'cli';
}

function read(file) {
    try {
        return readFileSync(file, 'utf8');
    } catch {
        return ''; // The process has ended meanwhile.
    }
}

function readdirOrNone(folder) {
    try {
        return readdirSync(folder);
    } catch {
        return [];
    }
}
