import net from 'node:net';
import { Channel } from '../../protocol/Channel';
import { answerRequests } from './answerRequests';
import { Exports } from './Exports';
import { checkStoreCommand, checkStoreRequest } from './requestChecks';
import type { StoreCommand, StoreEvent, StoreRequests } from './requests';

/** The descriptor on which whoever started this program speaks to it. */
const CHANNEL_DESCRIPTOR = 3;

/**
 * The program that reads stores for an editor, whose own process must neither wait for them nor needs to have SQLite.
 * It ends when the connection does.
 */
const exports = new Exports((event) => channel.sendEvent(event));
const channel = new Channel<StoreCommand, StoreEvent, StoreRequests, Record<string, never>>(
    new net.Socket({ fd: CHANNEL_DESCRIPTOR, readable: true, writable: true }),
    {
        checkEvent: checkStoreCommand,
        onEvent: ({ id }) => exports.cancel(id),
        checkRequest: checkStoreRequest,
        handlers: answerRequests(exports),
        onBroken: () => process.exit(1),
    },
);
void channel.closed.then(() => process.exit(0));
