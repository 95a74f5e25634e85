import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/findings/UserError';
import { Channel, type ChannelOptions } from '../../../src/protocol/Channel';

interface Requests {
    double: { params: { value: number }; result: number };
}
type None = Record<string, never>;

const cleanups: (() => void)[] = [];
afterEach(() => {
    for (const cleanup of cleanups.splice(0)) cleanup();
});

function number(value: unknown): number {
    if (typeof value !== 'number') throw new Error('not a number');
    return value;
}

/** A server end that answers `double`, and a client end, over a real local socket. */
async function connect(server: Partial<ChannelOptions<number, Requests>> = {}) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'channel-'));
    const listener = net.createServer();
    const accepted = new Promise<net.Socket>((resolve) => listener.once('connection', resolve));
    await new Promise<void>((resolve) => listener.listen(path.join(folder, 's'), resolve));
    const client = net.connect(path.join(folder, 's'));
    const serverSocket = await accepted;
    cleanups.push(() => {
        client.destroy();
        serverSocket.destroy();
        listener.close();
        rmSync(folder, { recursive: true });
    });
    const events: number[] = [];
    const broken: Error[] = [];
    const far = new Channel<number, number, Requests, None>(serverSocket, {
        checkEvent: number,
        onEvent: (event) => events.push(event),
        checkRequest: { double: (value) => ({ value: number((value as { value: unknown }).value) }) },
        handlers: { double: async ({ value }) => value * 2 },
        onBroken: (error) => broken.push(error),
        ...server,
    });
    const near = new Channel<number, number, None, Requests>(client, {
        checkEvent: number,
        onEvent: () => {},
        checkRequest: {},
        handlers: {},
        onBroken: () => {},
    });
    return { near, far, client, serverSocket, events, broken };
}

describe('Channel', () => {
    it('delivers events in order and answers requests', async () => {
        const { near, events } = await connect();
        for (let i = 0; i < 1_000; i++) near.sendEvent(i);
        expect(await near.sendRequest('double', { value: 21 })).toBe(42);
        expect(events).toEqual(Array.from({ length: 1_000 }, (_, i) => i));
    });

    it('carries text beyond ASCII and messages of megabytes whole', async () => {
        const long = 'äöü€😀\n'.repeat(300_000);
        const received: string[] = [];
        const { near } = await connect({
            checkEvent: (value) => value as number,
            onEvent: (event) => received.push(String(event)),
        });
        near.sendEvent(long as unknown as number);
        await near.sendRequest('double', { value: 1 });
        expect(received[0] === long).toBe(true);
    });

    it('rejects a request with the handler’s error, and a UserError stays one', async () => {
        const location = { file: '/a.ts', line: 1, column: 2 };
        const { near } = await connect({
            handlers: {
                double: async () => {
                    throw new UserError('no_such_thing', 'There is none.', { advice: 'Make one.', location });
                },
            },
        });
        const error = await near.sendRequest('double', { value: 1 }).catch((e: unknown) => e);
        expect(error).toBeInstanceOf(UserError);
        expect(error).toMatchObject({ code: 'no_such_thing', details: { advice: 'Make one.', location } });
    });

    it('refuses parameters of the wrong shape before the handler sees them', async () => {
        const { near } = await connect();
        await expect(near.sendRequest('double', { value: 'x' as unknown as number })).rejects.toThrow('not a number');
    });

    it('closes on an event of the wrong shape', async () => {
        const { near, far, broken } = await connect();
        near.sendEvent('x' as unknown as number);
        await far.closed;
        expect(broken.map(({ message }) => message)).toEqual(['not a number']);
    });

    it('closes on text that is not JSON', async () => {
        const { client, far, broken } = await connect();
        client.write('GET / HTTP/1.1\n');
        await far.closed;
        expect(broken).toHaveLength(1);
    });

    it('rejects what is waiting when the connection ends', async () => {
        const { near, far } = await connect({ handlers: { double: () => new Promise(() => {}) } });
        const answer = near.sendRequest('double', { value: 1 });
        far.destroy();
        await expect(answer).rejects.toThrow('connection to the other process ended');
    });

    it('says when the reader is slower, and when it has caught up', async () => {
        const { near, serverSocket } = await connect({ checkEvent: (value) => value as number });
        serverSocket.pause();
        const text = 'x'.repeat(100_000) as unknown as number;
        for (let i = 0; i < 1_000 && !near.flooded; i++) near.sendEvent(text);
        expect(near.flooded).toBe(true);
        serverSocket.resume();
        await near.drained();
        expect(near.flooded).toBe(false);
    });
});
