import type { Check } from './Channel';

type Requests = Record<string, { params: unknown; result: unknown }>;
type Params<M, K extends keyof M> = M[K] extends { params: infer P } ? P : never;
type Result<M, K extends keyof M> = M[K] extends { result: infer R } ? R : never;

/** One message, as `postMessage` carries it. */
type Frame =
    | { event: unknown }
    | { id: number; method: string; params: unknown }
    | { id: number; result: unknown }
    | { id: number; error: string };

export interface PostChannelOptions<In, Serve extends Requests> {
    post(message: unknown): void;
    /** Throws unless the value is an event of the other side. */
    checkEvent: Check<In>;
    onEvent(event: In): void;
    /** Throws unless the value is what the request takes. */
    checkRequest: { [K in keyof Serve]: Check<Params<Serve, K>> };
    handlers: { [K in keyof Serve]: (params: Params<Serve, K>) => Promise<Result<Serve, K>> };
    /** The other side said something that it should not. */
    onBroken(error: unknown): void;
}

/** As `Channel`, over `postMessage` between an extension and its page: events both ways, requests with answers. */
export class PostChannel<In, Out, Serve extends Requests, Ask extends Requests> {
    private nextId = 1;
    private readonly waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();

    constructor(private readonly options: PostChannelOptions<In, Serve>) {}

    sendEvent(event: Out): void {
        this.options.post({ event });
    }

    /** Rejects with an error that has the other side's message. */
    sendRequest<K extends keyof Ask & string>(method: K, params: Params<Ask, K>): Promise<Result<Ask, K>> {
        const id = this.nextId++;
        return new Promise((resolve, reject) => {
            this.waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
            this.options.post({ id, method, params });
        });
    }

    /** To be called with every message that comes. */
    receive(message: unknown): void {
        try {
            this.dispatch(message as Frame);
        } catch (error) {
            this.options.onBroken(error);
        }
    }

    private dispatch(frame: Frame): void {
        if ('event' in frame) {
            this.options.onEvent(this.options.checkEvent(frame.event));
        } else if ('method' in frame) {
            void this.serve(frame.id, frame.method, frame.params);
        } else {
            const waiting = this.waiting.get(frame.id);
            this.waiting.delete(frame.id);
            if ('error' in frame) waiting?.reject(new Error(frame.error));
            else waiting?.resolve(frame.result);
        }
    }

    private async serve<K extends keyof Serve & string>(id: number, method: string, params: unknown): Promise<void> {
        const { handlers, checkRequest, post } = this.options;
        try {
            const known = Object.hasOwn(handlers, method) ? (method as K) : undefined;
            if (known === undefined) throw new Error(`Unknown request "${method}".`);
            post({ id, result: await handlers[known](checkRequest[known](params)) });
        } catch (error) {
            post({ id, error: error instanceof Error ? error.message : String(error) });
        }
    }
}
