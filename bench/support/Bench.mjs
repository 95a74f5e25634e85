import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { once as calledOnce } from 'es-toolkit';
import { peakWatcher } from './peaks.mjs';

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/**
 * A row of the bench: the default export of a file in bench/rows, or one of several (`Rows`).
 *
 * @typedef {object} Row
 * @property {string} name
 * @property {boolean} [isFloor] the row that ratios are taken to
 * @property {number} [rounds] at most this many, for rows that take long
 * @property {Record<string, Measure>} measures what `measure` returns, by name
 * @property {(bench: Bench) => Promise<() => Promise<Record<string, number | undefined>>>} prepare returns what measures once
 */

/** @typedef {(bench: Bench) => Promise<Row[]>} Rows */

/**
 * @typedef {object} Measure
 * @property {'s' | 'ms' | 'MB'} unit
 * @property {number} [goal] the most it should be
 * @property {number} [goalRatio] the most it should be, as a ratio to the floor
 * @property {string} [against] the name of another measure of the row: what the official tool needs for the same
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
 * @property {(args: string[], how?: How) => Promise<Timed>} time runs `node <args>` to its end and throws if it fails
 * @property {(program: string, ...args: string[]) => Promise<string>} serve starts a server in a process of its own, which
 *   is ended with the bench, and returns the first line that it prints: its address
 * @property {() => Promise<import('./officialTools.mjs').OfficialTools | undefined>} official nango's own command-line tool;
 *   undefined where it is not to be measured, or cannot be had, which one line then says
 * @property {(end: () => Promise<void>) => void} onClose ends what a row has started
 * @property {() => Promise<void>} close
 */

/**
 * @typedef {object} How
 * @property {string} [node] another Node than the bench's
 * @property {string} [cwd] the repository unless told otherwise
 * @property {NodeJS.ProcessEnv} [env] the bench's unless told otherwise
 * @property {string} [input] what it reads on its standard input; nothing unless told otherwise
 */

/**
 * @typedef {object} Timed
 * @property {number} seconds from before the start to after the end
 * @property {Record<string, number>} peakMB peak resident memory by program, in 10^6 bytes; empty where /proc does not tell
 * @property {number | undefined} peakTogetherMB the most that all its processes held at one moment, in 10^6 bytes
 * @property {string} tail the end of what it printed
 */

/**
 * @param {{ official?: boolean }} [options] whether the official tool is measured, too
 * @returns {Promise<Bench>}
 */
export async function createBench({ official = true } = {}) {
    const scratch = mkdtempSync(path.join(os.tmpdir(), 'syncbench-bench-'));
    const endings = [];
    const serve = async (program, ...args) => {
        const server = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
        endings.push(async () => {
            server.kill();
            if (server.exitCode === null) await once(server, 'exit');
        });
        const [address] = await Promise.race([once(createInterface(server.stdout), 'line'), failure(server, program)]);
        return address;
    };
    const apiUrl = await serve(path.join(root, 'samples', 'stand-in-api', 'main.mjs'));
    const { version } = createRequire(import.meta.url)('esbuild/package.json');
    const bench = {
        root,
        node: process.execPath,
        apiUrl,
        esbuildVersion: version,
        folder: (name) => mkdtempSync(path.join(scratch, `${name}-`)),
        time,
        serve,
        official: calledOnce(async () => {
            if (!official) return undefined;
            const { officialTools } = await import('./officialTools.mjs');
            return officialTools(bench);
        }),
        onClose: (end) => endings.push(end),
        async close() {
            for (const end of endings.reverse()) await end();
            rmSync(scratch, { recursive: true, force: true });
        },
    };
    return bench;
}

/** Rejects when the server ends, which matters as long as its address is awaited. */
async function failure(server, program) {
    const [code] = await once(server, 'exit');
    throw new Error(`${program} ended with ${code} before it said its address.`);
}

/**
 * @param {string[]} args
 * @param {How} [how]
 * @returns {Promise<Timed>}
 */
async function time(args, { node = process.execPath, cwd = root, env = process.env, input } = {}) {
    const begun = performance.now();
    const child = spawn(node, args, { cwd, env, stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
    const peaks = peakWatcher(child.pid);
    // A program that has ended without reading it has failed, or needed none.
    child.stdin?.on('error', () => {}).end(input);
    let tail = '';
    for (const stream of [child.stdout, child.stderr]) {
        // Read as a pipe's reader would, and forgotten but for the end.
        stream.on('data', (chunk) => {
            tail = (tail + chunk.subarray(-2_000)).slice(-2_000);
        });
    }
    const [code] = await once(child, 'close');
    const seconds = (performance.now() - begun) / 1_000;
    const { byProgram, together } = peaks.stop();
    if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}:\n${tail}`);
    return { seconds, peakMB: byProgram, peakTogetherMB: together, tail };
}
