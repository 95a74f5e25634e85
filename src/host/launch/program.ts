import net from 'node:net';
import { Channel } from '../../protocol/Channel';
import { checkCommand, checkLaunch, type LauncherCommand, type LauncherEvent, type LauncherRequests } from './messages';
import { spawnProcess } from './spawnProcess';
import type { LaunchedProcess } from './types';

/** The descriptor on which whoever started this program speaks to it. */
const CHANNEL_DESCRIPTOR = 3;

/** The program that starts processes for an editor's, and ends them all when that is gone. */
const launched = new Map<number, LaunchedProcess>();
const channel = new Channel<LauncherCommand, LauncherEvent, LauncherRequests, Record<string, never>>(
    new net.Socket({ fd: CHANNEL_DESCRIPTOR, readable: true, writable: true }),
    {
        checkEvent: checkCommand,
        onEvent: ({ id }) => launched.get(id)?.kill(),
        checkRequest: { launch: checkLaunch },
        handlers: {
            launch: async ({ id, ...options }) => {
                const process = spawnProcess(options);
                launched.set(id, process);
                void process.exited.then((exit) => {
                    launched.delete(id);
                    channel.sendEvent({ type: 'exited', id, exit });
                });
                return { pid: process.pid };
            },
        },
        onBroken: end,
    },
);
void channel.closed.then(end);

function end(): void {
    for (const each of launched.values()) each.kill();
    process.exit();
}
