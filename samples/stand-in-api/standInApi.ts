import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { bulkReply, hugeReply } from './bulk.ts';
import { type ApiRequest, GitHubLike } from './github.ts';
import { notFound, type Reply } from './reply.ts';
import { type Fault, faultOf, noSwitches, requestSwitches, type Switches } from './switches.ts';

export interface StandInOptions {
    /** 0, the default, takes a free one. */
    port?: number;
    switches?: Partial<Switches>;
    /** Requests without `authorization: Bearer <token>` are answered 401. Unset: everyone is let in. */
    token?: string;
    /** How many of the newest requests are kept; 10,000 unless told otherwise. */
    keepRequests?: number;
}

/** A request as it arrived. */
export interface ReceivedRequest {
    method: string;
    /** Path and query. */
    url: string;
    headers: Record<string, string | string[] | undefined>;
    /** ISO 8601. */
    at: string;
}

export interface StandInApi {
    /** `http://127.0.0.1:<port>` */
    readonly url: string;
    /** The newest requests, oldest first. */
    readonly requests: readonly ReceivedRequest[];
    /** How many requests came in all. */
    readonly requestCount: number;
    close(): Promise<void>;
}

/** Starts the stand-in on the loopback interface. Every start has the same data; nothing is kept after `close`. */
export async function startStandInApi(options: StandInOptions = {}): Promise<StandInApi> {
    const api = new StandIn(options);
    const server = createServer((request, response) => {
        api.handle(request, response).catch((error: unknown) => response.destroy(error as Error));
    });
    server.listen(options.port ?? 0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return {
        url: `http://127.0.0.1:${port}`,
        requests: api.requests,
        get requestCount() {
            return api.requestCount;
        },
        async close() {
            const closed = once(server, 'close');
            server.close();
            server.closeAllConnections();
            await closed;
        },
    };
}

class StandIn {
    readonly requests: ReceivedRequest[] = [];
    requestCount = 0;
    readonly #github = new GitHubLike();
    readonly #attempts = new Map<string, number>();
    readonly #switches: Switches;
    readonly #token: string | undefined;
    readonly #keep: number;

    constructor(options: StandInOptions) {
        this.#switches = { ...noSwitches, ...options.switches };
        this.#token = options.token;
        this.#keep = options.keepRequests ?? 10_000;
    }

    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
        this.#remember(request);
        const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
        let fault: { fault: Fault; switches: Switches };
        try {
            fault = this.#faultFor(request, url);
        } catch (error) {
            return send(response, { status: 400, body: { message: (error as Error).message } });
        }
        const body = await readJson(request);
        if (fault.switches.slowMs > 0) await pause(fault.switches.slowMs);
        if (response.destroyed) return;
        response.setHeader('x-ratelimit-limit', '5000');
        response.setHeader('x-ratelimit-remaining', fault.fault === 'rate-limit' ? '0' : '4999');
        switch (fault.fault) {
            case 'drop':
                request.socket.destroy();
                return;
            case 'rate-limit':
                return send(response, rateLimited(fault.switches.resetSeconds));
            case 'fail':
                return send(response, { status: 500, body: { message: 'Server Error' } });
            case 'malformed':
                return send(response, { status: 200, bytes: half(this.#answer(request, url, body)) });
            case 'none':
                return send(response, this.#answer(request, url, body));
        }
    }

    #remember(request: IncomingMessage): void {
        this.requestCount++;
        this.requests.push({
            method: request.method ?? '',
            url: request.url ?? '',
            headers: { ...request.headers },
            at: new Date().toISOString(),
        });
        if (this.requests.length > this.#keep) this.requests.shift();
    }

    #faultFor(request: IncomingMessage, url: URL): { fault: Fault; switches: Switches } {
        const own = requestSwitches(request, url);
        const switches = own ? { ...noSwitches, ...own } : this.#switches;
        const key = `${request.method} ${request.url}`;
        // Only failFirst and a request's own switches count per URL; a long run need not remember every URL.
        const counted = own !== undefined || switches.failFirst > 0;
        const attempt = counted ? (this.#attempts.get(key) ?? 0) + 1 : 1;
        if (counted) this.#attempts.set(key, attempt);
        return { fault: faultOf(switches, own ? attempt : this.requestCount, attempt), switches };
    }

    #answer(request: IncomingMessage, url: URL, body: unknown): Reply {
        if (this.#token !== undefined && request.headers.authorization !== `Bearer ${this.#token}`) {
            return { status: 401, body: { message: 'Bad credentials', status: '401' } };
        }
        if (body === malformedBody) return { status: 400, body: { message: 'Problems parsing JSON', status: '400' } };
        if (url.pathname === '/bulk') return bulkReply(url);
        if (url.pathname === '/huge') return hugeReply(url);
        // The switches' own parameter stays in next-page links, so that a whole paged run meets them.
        const apiRequest: ApiRequest = { method: request.method ?? 'GET', url, body };
        return this.#github.answer(apiRequest) ?? notFound;
    }
}

const malformedBody = Symbol('malformed body');

async function readJson(request: IncomingMessage): Promise<unknown> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (chunks.length === 0) return undefined;
    try {
        return JSON.parse(Buffer.concat(chunks).toString('utf8'));
    } catch {
        return malformedBody;
    }
}

function rateLimited(resetSeconds: number): Reply {
    const reset = Math.ceil(Date.now() / 1_000) + resetSeconds;
    return {
        status: 429,
        headers: { 'x-ratelimit-reset': String(reset), 'retry-after': String(resetSeconds) },
        body: { message: 'API rate limit exceeded', status: '429' },
    };
}

function half(reply: Reply): Buffer {
    const whole = reply.bytes ?? Buffer.from(JSON.stringify(reply.body ?? { message: 'cut off' }));
    return whole.subarray(0, Math.ceil(whole.length / 2));
}

async function send(response: ServerResponse, reply: Reply): Promise<void> {
    for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
    if (reply.status === 204) {
        response.writeHead(204).end();
        return;
    }
    response.setHeader('content-type', 'application/json; charset=utf-8');
    if (reply.stream) {
        response.writeHead(reply.status);
        for (const piece of reply.stream) {
            if (response.destroyed) return;
            if (!response.write(piece)) await drained(response);
        }
        response.end();
        return;
    }
    const bytes = reply.bytes ?? Buffer.from(JSON.stringify(reply.body));
    response.writeHead(reply.status, { 'content-length': bytes.length }).end(bytes);
}

/** Waits until more can be written, or the reader has gone. */
function drained(response: ServerResponse): Promise<void> {
    return new Promise((resolve) => {
        const done = () => {
            response.off('drain', done).off('close', done);
            resolve();
        };
        response.on('drain', done).on('close', done);
    });
}
