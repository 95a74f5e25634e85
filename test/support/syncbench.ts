import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { type ProgramResult, runProgram } from './runProgram';

/** The built terminal program. */
export const CLI = path.resolve(import.meta.dirname, '../../dist/cli.js');

/** The document that `syncbench run --json` prints. */
export interface RunDocument {
    ok: boolean;
    kind: string | null;
    output: unknown;
    records: Record<string, Record<string, unknown>[]>;
    deleted: Record<string, Record<string, unknown>[]>;
    updated: Record<string, Record<string, unknown>[]>;
    counts: Record<string, { added: number; updated: number; unchanged: number; deleted: number }>;
    logs: { level: string; message: string; meta?: unknown; source: string }[];
    http: { method: string; url: string; status?: number; error?: { code?: string }; retry?: { attempt: number } }[];
    warnings: { code: string; message: string; mismatches?: unknown[] }[];
    error: {
        type: string;
        message: string;
        advice?: string;
        file?: string;
        line?: number;
        column?: number;
        payload?: unknown;
        candidates?: string[];
        status?: number;
        additional_properties?: unknown;
        related?: { message: string; file?: string; line?: number }[];
    } | null;
    response: { status: number; body?: unknown; body2024?: unknown } | null;
    durationMs: number;
}

/** Runs the built program to its end. */
export function syncbench(args: string[], env: NodeJS.ProcessEnv = {}, cli = CLI): Promise<ProgramResult> {
    return runProgram(process.execPath, [cli, ...args], { env: { ...process.env, ...env } });
}

/** Runs a script of a project with `--json`; the document and the exit code. */
export async function runJson(
    root: string,
    script: string,
    args: string[] = [],
    env: NodeJS.ProcessEnv = {},
): Promise<RunDocument & { code: number | null; stderr: string }> {
    const { code, stdout, stderr } = await syncbench(['run', script, '--project', root, '--json', ...args], env);
    return { ...(JSON.parse(stdout) as RunDocument), code, stderr };
}

/** Starts the program without waiting for its end. */
export function startSyncbench(args: string[]): ChildProcess {
    return spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}
