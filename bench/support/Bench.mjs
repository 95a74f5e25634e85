import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { peakWatcher } from './peaks.mjs';

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/**
 * A row of the bench, the default export of a file in bench/rows.
 *
 * @typedef {object} Row
 * @property {string} name
 * @property {boolean} [isFloor] the row that ratios are taken to
 * @property {number} [rounds] at most this many, for rows that take long
 * @property {Record<string, { unit: 's' | 'ms' | 'MB', goal?: number, goalRatio?: number }>} measures what `measure` returns,
 *   by name; a goal is the most it should be, absolute or as a ratio to the floor
 * @property {(bench: Bench) => Promise<() => Promise<Record<string, number | undefined>>>} prepare returns what measures once
 */

/**
 * What rows measure with.
 *
 * @typedef {object} Bench
 * @property {string} root the repository
 * @property {string} node the Node that everything runs under
 * @property {string} apiUrl a stand-in API, in a process of its own
 * @property {string} esbuildVersion
 * @property {(name: string) => string} folder a new folder, removed at the end
 * @property {(args: string[]) => Promise<Timed>} time runs `node <args>` to its end and throws if it fails
 * @property {(end: () => Promise<void>) => void} onClose ends what a row has started
 * @property {() => Promise<void>} close
 */

/**
 * @typedef {object} Timed
 * @property {number} seconds from before the start to after the end
 * @property {Record<string, number>} peakMB peak resident memory by program, in 10^6 bytes; empty where /proc does not tell
 * @property {string} tail the end of what it printed
 */

/** @returns {Promise<Bench>} */
export async function createBench() {
    const scratch = mkdtempSync(path.join(os.tmpdir(), 'syncbench-bench-'));
    const server = spawn(process.execPath, [path.join(root, 'samples', 'stand-in-api', 'main.mjs')], {
        stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [apiUrl] = await once(createInterface(server.stdout), 'line');
    const endings = [];
    const { version } = createRequire(import.meta.url)('esbuild/package.json');
    return {
        root,
        node: process.execPath,
        apiUrl,
        esbuildVersion: version,
        folder: (name) => mkdtempSync(path.join(scratch, `${name}-`)),
        time,
        onClose: (end) => endings.push(end),
        async close() {
            for (const end of endings) await end();
            server.kill();
            if (server.exitCode === null) await once(server, 'exit');
            rmSync(scratch, { recursive: true, force: true });
        },
    };
}

/** @param {string[]} args */
async function time(args) {
    const begun = performance.now();
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const peaks = peakWatcher(child.pid);
    let tail = '';
    for (const stream of [child.stdout, child.stderr]) {
        // Read as a pipe's reader would, and forgotten but for the end.
        stream.on('data', (chunk) => {
            tail = (tail + chunk.subarray(-2_000)).slice(-2_000);
        });
    }
    const [code] = await once(child, 'close');
    const seconds = (performance.now() - begun) / 1_000;
    const peakMB = peaks.stop();
    if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}:\n${tail}`);
    return { seconds, peakMB, tail };
}
