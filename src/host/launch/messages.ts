import type { Check } from '../../protocol/Check';
import type { LaunchOptions, ProcessExit } from './types';

/** What the launcher's program is asked, and what it tells; `id` is the asker's name for a process. */
export type LauncherRequests = {
    launch: { params: LaunchOptions & { id: number }; result: { pid: number | undefined } };
};
export type LauncherCommand = { type: 'kill'; id: number };
export type LauncherEvent = { type: 'exited'; id: number; exit: ProcessExit };

// By hand: zod is not loaded for three shapes. Both programs are ours, and the pipe between them is nobody else's.

export const checkLaunch: Check<LauncherRequests['launch']['params']> = (value) => {
    const { id, command, args, environment } = value as Partial<LauncherRequests['launch']['params']>;
    if (typeof id === 'number' && typeof command === 'string' && Array.isArray(args) && environment) {
        return { id, command, args, environment };
    }
    throw new Error('The launcher was asked for something unknown.');
};

export const checkCommand: Check<LauncherCommand> = (value) => {
    const { type, id } = value as Partial<LauncherCommand>;
    if (type === 'kill' && typeof id === 'number') return { type, id };
    throw new Error('The launcher was told something unknown.');
};

export const checkEvent: Check<LauncherEvent> = (value) => {
    const { type, id, exit } = value as Partial<LauncherEvent>;
    if (type === 'exited' && typeof id === 'number' && exit) return { type, id, exit };
    throw new Error('The launcher told something unknown.');
};
