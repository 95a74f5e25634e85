import { spawn } from 'node:child_process';
import type { LaunchedProcess, LaunchOptions, ProcessExit } from './types';

const STDERR_KEPT = 16_384;

/** Starts a process of which only the end of its standard error is kept. */
export function spawnProcess({ command, args, environment }: LaunchOptions): LaunchedProcess {
    const started = spawn(command, args, {
        env: environment,
        stdio: ['ignore', 'ignore', 'pipe'],
        windowsHide: true,
    });
    let stderr = '';
    started.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr = (stderr + text).slice(-STDERR_KEPT);
    });
    const exited = new Promise<ProcessExit>((resolve) => {
        started.once('error', (error) => resolve({ code: null, signal: null, stderr: error.message }));
        started.once('close', (code, signal) => resolve({ code, signal, stderr }));
    });
    return { pid: started.pid, exited, kill: () => void started.kill('SIGKILL') };
}
