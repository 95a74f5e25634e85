import { readdirSync, readFileSync } from 'node:fs';

/** Ids of the processes whose command line contains all of `texts` (Linux). */
export function processesWith(...texts: string[]): number[] {
    return readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .filter((pid) => {
            const line = commandLine(pid);
            return texts.every((text) => line.includes(text));
        })
        .map(Number);
}

function commandLine(pid: string): string {
    try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
        // It ended meanwhile.
        return '';
    }
}
