import { existsSync, readdirSync, readFileSync } from 'node:fs';

const everyMs = 20;

/**
 * The most resident memory there was, in 10^6 bytes.
 *
 * @typedef {object} Peaks
 * @property {Record<string, number>} byProgram the largest peak per program (`VmHWM`; the kernel keeps the peak, so only what
 *   grows in the last 20 ms of a process can be missed)
 * @property {number | undefined} together of all processes at one moment (the sum of `VmRSS`, looked at every 20 ms; pages
 *   that processes share count for each)
 */

/**
 * Follows a process and all it starts. Linux only; elsewhere nothing is found.
 *
 * @param {number} pid
 * @returns {{ stop(): Peaks }}
 */
export function peakWatcher(pid) {
    /** @type {Peaks} */
    const peaks = { byProgram: {}, together: undefined };
    if (!existsSync(`/proc/${process.pid}/status`)) return { stop: () => peaks };
    const sample = () => {
        let together = 0;
        for (const member of family(pid)) {
            const status = read(`/proc/${member}/status`);
            const name = programOf(member);
            if (name) peaks.byProgram[name] = Math.max(peaks.byProgram[name] ?? 0, megabytes(status, 'VmHWM'));
            together += megabytes(status, 'VmRSS');
        }
        peaks.together = Math.max(peaks.together ?? 0, together);
    };
    const timer = setInterval(sample, everyMs);
    return {
        stop() {
            clearInterval(timer);
            return peaks;
        },
    };
}

/** A line of /proc/<pid>/status in 10^6 bytes; a process that has ended has none. */
function megabytes(status, name) {
    return (Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) * 1_024) / 1e6;
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
