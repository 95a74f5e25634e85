import net from 'node:net';
import { Channel } from '../../protocol/Channel';
import { answerRequests } from './answerRequests';
import { checkStoreRequest } from './requestChecks';
import type { StoreRequests } from './requests';

/** The descriptor on which whoever started this program speaks to it. */
const CHANNEL_DESCRIPTOR = 3;

/**
 * The program that reads stores for an editor, whose own process must neither wait for them nor needs to have SQLite.
 * It ends when the connection does.
 */
const channel = new Channel<never, never, StoreRequests, Record<string, never>>(
    new net.Socket({ fd: CHANNEL_DESCRIPTOR, readable: true, writable: true }),
    {
        checkEvent: () => {
            throw new Error('There are no events.');
        },
        onEvent: () => {},
        checkRequest: checkStoreRequest,
        handlers: answerRequests(),
        onBroken: () => process.exit(1),
    },
);
void channel.closed.then(() => process.exit(0));
