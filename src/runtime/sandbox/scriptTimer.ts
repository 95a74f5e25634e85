/**
 * The host's `setTimeout` (nango-semantics §9), whose result gives away nothing but its methods: Node's own timer
 * objects are linked with every other timer of the process.
 */
export function scriptSetTimeout(callback: (...args: unknown[]) => void, delay?: number, ...args: unknown[]): object {
    const timer = setTimeout(callback, delay, ...args);
    const handle: Record<string, () => unknown> = Object.create(null);
    handle.ref = () => {
        timer.ref();
        return handle;
    };
    handle.unref = () => {
        timer.unref();
        return handle;
    };
    handle.refresh = () => {
        timer.refresh();
        return handle;
    };
    handle.hasRef = () => timer.hasRef();
    handle.close = () => {
        timer.close();
        return handle;
    };
    return Object.freeze(handle);
}
