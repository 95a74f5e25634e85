import type { Socket } from 'node:net';
import type { Location } from '../core/findings/types';
import { UserError } from '../core/findings/UserError';
import type { Check } from './Check';

/** Requests by method name: what goes out and what comes back. */
export type RequestMap = Record<string, { params: unknown; result: unknown }>;

type Handlers<M> = { [K in keyof M]: (params: Params<M, K>) => Promise<Result<M, K>> };
type Params<M, K extends keyof M> = M[K] extends { params: infer P } ? P : never;
type Result<M, K extends keyof M> = M[K] extends { result: infer R } ? R : never;

interface WireError {
    name: string;
    message: string;
    code?: string;
    advice?: string;
    location?: Location;
}

/** One line of JSON on the wire. */
type Frame =
    | { event: unknown }
    | { id: number; method: string; params: unknown }
    | { id: number; result: unknown }
    | { id: number; error: WireError };

export interface ChannelOptions<In, Serve> {
    checkEvent: Check<In>;
    onEvent(event: In): void;
    /** Checks the parameters of a request before its handler sees them. */
    checkRequest: { [K in keyof Serve]: Check<Params<Serve, K>> };
    handlers: Handlers<Serve>;
    /** The other side broke the protocol, or the socket broke. The channel is closed afterwards. */
    onBroken(error: Error): void;
}

/**
 * Both ends of the one connection between host and child: events and requests in both directions,
 * as lines of JSON over a local socket or named pipe.
 *
 * `In`/`Out` are the events received and sent; `Serve`/`Ask` the requests answered and made.
 */
export class Channel<In, Out, Serve, Ask> {
    /** Resolves when the connection has ended, for whatever reason. */
    readonly closed: Promise<void>;
    private nextId = 1;
    private readonly waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
    private partial = '';

    constructor(
        private readonly socket: Socket,
        private readonly options: ChannelOptions<In, Serve>,
    ) {
        this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
        socket.setEncoding('utf8');
        socket.on('data', (text: string) => this.receive(text));
        socket.on('error', (error) => options.onBroken(error));
        socket.once('close', () => this.rejectWaiting());
    }

    /** Sends an event; `false` when the other side is slower than we are and `drained()` should be awaited first. */
    sendEvent(event: Out): boolean {
        return this.write({ event });
    }

    /** Whether an event sent now would only be buffered. */
    get flooded(): boolean {
        return this.socket.writableNeedDrain;
    }

    drained(): Promise<void> {
        if (!this.flooded) return Promise.resolve();
        return new Promise((resolve) => {
            this.socket.once('drain', resolve);
            this.socket.once('close', resolve);
        });
    }

    /** Asks the other side. Rejects with its error (a UserError stays one), or when the connection ends. */
    sendRequest<K extends keyof Ask & string>(method: K, params: Params<Ask, K>): Promise<Result<Ask, K>> {
        const id = this.nextId++;
        return new Promise((resolve, reject) => {
            this.waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
            this.write({ id, method, params });
        });
    }

    /** Ends the connection once everything sent has been handed over. */
    close(): void {
        this.socket.end();
    }

    destroy(): void {
        this.socket.destroy();
    }

    private write(frame: Frame): boolean {
        if (this.socket.destroyed || this.socket.writableEnded) return false;
        return this.socket.write(`${JSON.stringify(frame)}\n`);
    }

    private receive(text: string): void {
        this.partial += text;
        if (!text.includes('\n')) return;
        const lines = this.partial.split('\n');
        this.partial = lines.pop() ?? '';
        for (const line of lines) {
            try {
                this.dispatch(JSON.parse(line) as Frame);
            } catch (error) {
                this.socket.destroy();
                this.options.onBroken(error as Error);
                return;
            }
        }
    }

    private dispatch(frame: Frame): void {
        if ('event' in frame) {
            this.options.onEvent(this.options.checkEvent(frame.event));
        } else if ('method' in frame) {
            void this.serve(frame.id, frame.method as keyof Serve & string, frame.params);
        } else {
            const waiting = this.waiting.get(frame.id);
            this.waiting.delete(frame.id);
            if ('error' in frame) waiting?.reject(reviveError(frame.error));
            else waiting?.resolve(frame.result);
        }
    }

    private async serve<K extends keyof Serve & string>(id: number, method: K, params: unknown): Promise<void> {
        try {
            const handler = this.options.handlers[method];
            if (!handler) throw new Error(`Unknown request "${method}".`);
            this.write({ id, result: await handler(this.options.checkRequest[method](params)) });
        } catch (error) {
            this.write({ id, error: wireError(error) });
        }
    }

    private rejectWaiting(): void {
        for (const { reject } of this.waiting.values()) reject(new Error('The connection to the other process ended.'));
        this.waiting.clear();
    }
}

function wireError(error: unknown): WireError {
    if (error instanceof UserError) {
        const { advice, location } = error.details;
        return { name: error.name, message: error.message, code: error.code, advice, location };
    }
    return error instanceof Error
        ? { name: error.name, message: error.message }
        : { name: 'Error', message: String(error) };
}

function reviveError(error: WireError): Error {
    if (error.code === undefined) return Object.assign(new Error(error.message), { name: error.name });
    return new UserError(error.code, error.message, { advice: error.advice, location: error.location });
}
