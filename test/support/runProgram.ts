import { type SpawnOptions, spawn } from 'node:child_process';

export interface ProgramResult {
    code: number | null;
    stdout: string;
    stderr: string;
}

/** Runs a program to its end and gathers what it wrote; a program that outlives `timeoutMs` is killed and rejects. */
export function runProgram(
    file: string,
    args: string[],
    { timeoutMs = 60_000, ...options }: SpawnOptions & { timeoutMs?: number } = {},
): Promise<ProgramResult> {
    return new Promise((resolve, reject) => {
        const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
        const output = { stdout: '', stderr: '' };
        for (const stream of ['stdout', 'stderr'] as const) {
            child[stream]?.setEncoding('utf8').on('data', (text: string) => {
                output[stream] += text;
            });
        }
        const timer = setTimeout(() => {
            child.kill('SIGKILL');
            reject(new Error(`${file} ${args.join(' ')} did not end within ${timeoutMs} ms\n${output.stderr}`));
        }, timeoutMs);
        child.on('error', reject);
        child.on('close', (code) => {
            clearTimeout(timer);
            resolve({ code, ...output });
        });
    });
}

/** Runs npm with the Node that runs this, without a shell where npm says where it is. */
export function runNpm(args: string[], options: SpawnOptions & { timeoutMs?: number }): Promise<ProgramResult> {
    const npm = process.env.npm_execpath;
    if (npm?.endsWith('.js')) return runProgram(process.execPath, [npm, ...args], options);
    return runProgram('npm', args, { ...options, shell: process.platform === 'win32' });
}
