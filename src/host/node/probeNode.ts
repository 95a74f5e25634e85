import { type ExecFileException, execFile } from 'node:child_process';
import path from 'node:path';
import * as z from 'zod/mini';
import { CHILD_FLAGS } from '../../runtime/sandbox/childFlags';
import { childEnvironment } from '../childEnvironment';

/** What is known of a Node that can run scripts. */
export interface NodeFacts {
    /** Absolute. */
    path: string;
    /** Without a `v`: `24.1.0`. */
    version: string;
    /** Set when it is VS Code's own executable: its version. */
    electron?: string;
    /** Of the flags that protect from scripts, those that it has. */
    flags: string[];
}

/** A Node that does not answer within this is none. */
const PATIENCE_MS = 15_000;
const OLDEST: readonly [major: number, minor: number] = [22, 13];

const PROGRAM = `
const { execPath, versions, allowedNodeEnvironmentFlags } = process;
const flags = ${JSON.stringify(CHILD_FLAGS)}.filter((flag) => allowedNodeEnvironmentFlags.has(flag));
const hasSqlite = require('node:module').isBuiltin('node:sqlite');
process.stdout.write(JSON.stringify({ path: execPath, version: versions.node, electron: versions.electron, flags, hasSqlite }));
`;

const answer = z.object({
    path: z.string(),
    version: z.string(),
    electron: z.optional(z.string()),
    flags: z.array(z.string()),
    hasSqlite: z.boolean(),
});

/** Starts an executable as Node and asks what it has. @returns why it will not do, as a sentence, when it will not */
export async function probeNode(file: string, environment: NodeJS.ProcessEnv): Promise<NodeFacts | string> {
    if (!path.isAbsolute(file)) return `${file} is not a full path.`;
    const started = await start(file, environment);
    if ('problem' in started) return `${file} ${started.problem}.`;
    const found = answer.safeParse(jsonOrUndefined(started.stdout));
    if (!found.success) return `${file} is not Node.`;
    const { hasSqlite, electron, ...facts } = found.data;
    const name =
        electron === undefined ? `${file} is Node ${facts.version}` : `The Node of VS Code is ${facts.version}`;
    if (!isRecent(facts.version)) return `${name}; ${OLDEST.join('.')} or later is needed.`;
    if (!hasSqlite) return `${name} without node:sqlite, which keeps the records.`;
    return { ...facts, ...(electron !== undefined && { electron }), path: file };
}

function start(file: string, environment: NodeJS.ProcessEnv): Promise<{ stdout: string } | { problem: string }> {
    // Node takes no notice of the variable; what VS Code brings needs it to be one.
    const env = childEnvironment(environment, { ELECTRON_RUN_AS_NODE: '1' });
    const options = { env, timeout: PATIENCE_MS, windowsHide: true, encoding: 'utf8' as const };
    return new Promise((resolve) => {
        const child = execFile(file, ['-e', PROGRAM], options, (error, stdout) => {
            if (error === null) resolve({ stdout });
            else resolve({ problem: problemOf(error) });
        });
        child.stdin?.end();
    });
}

function problemOf(error: ExecFileException): string {
    if (error.code === 'ENOENT') return 'is not there';
    if (error.code === 'EACCES') return 'cannot be executed';
    if (error.killed) return 'does not answer';
    if (typeof error.code === 'number') return `ended with code ${error.code}`;
    return `cannot be started (${error.code ?? error.signal ?? error.message})`;
}

function isRecent(version: string): boolean {
    const [major = 0, minor = 0] = version.split('.').map(Number);
    return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

function jsonOrUndefined(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
