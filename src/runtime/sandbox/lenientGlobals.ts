import { scriptSetTimeout } from './scriptTimer';
import { removedFormData } from './withoutWebGlobals';

/** `fetch` as a lenient script gets it. */
export type LenientFetch = (...args: unknown[]) => Promise<unknown>;

/**
 * What `--lenient` adds to the cloud's globals: the other timers, encoders, and what goes with `fetch`. Never `process`,
 * and nothing that reaches files or other programs.
 */
export async function lenientGlobals(fetch: LenientFetch): Promise<Record<string, unknown>> {
    const timers = new Timers();
    return {
        fetch,
        Headers,
        Request,
        Response,
        FormData: await removedFormData(),
        setTimeout: timers.set,
        clearTimeout: timers.clear,
        setInterval: timers.setRepeated,
        clearInterval: timers.clear,
        setImmediate: (callback: Callback, ...args: unknown[]) => timers.set(callback, 0, ...args),
        clearImmediate: timers.clear,
        queueMicrotask: (callback: Callback) => queueMicrotask(callback),
        TextEncoder,
        TextDecoder,
        AbortController,
        AbortSignal,
        structuredClone: (value: unknown) => structuredClone(value),
        atob: (text: string) => atob(text),
        btoa: (text: string) => btoa(text),
    };
}

type Callback = (...args: unknown[]) => void;

/** Timers whose handles give nothing away and can be cleared, each by what setting it returned. */
class Timers {
    private readonly cancels = new WeakMap<object, () => void>();

    readonly set = (callback: Callback, delay?: number, ...args: unknown[]): object => {
        const handle = scriptSetTimeout(callback, delay, ...args) as { close(): unknown };
        this.cancels.set(handle, () => handle.close());
        return handle;
    };

    readonly setRepeated = (callback: Callback, delay?: number, ...args: unknown[]): object => {
        const timer = setInterval(callback, delay, ...args);
        const handle: object = Object.freeze(Object.create(null));
        this.cancels.set(handle, () => clearInterval(timer));
        return handle;
    };

    readonly clear = (handle: unknown): void => {
        if (typeof handle === 'object' && handle !== null) this.cancels.get(handle)?.();
    };
}
