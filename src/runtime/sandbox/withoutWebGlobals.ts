/**
 * Removes Node's web APIs from this process, before any library looks at them: scripts do not get them
 * (nango-semantics §9), our HTTP client does not need them, and a mere look at `FormData` or `Request` makes Node load
 * its whole fetch implementation, which is a quarter of a child's start-up time.
 *
 * Import this module first.
 */
const REMOVED = [
    'fetch',
    'FormData',
    'Headers',
    'Request',
    'Response',
    'WebSocket',
    'EventSource',
    'MessageEvent',
    'navigator',
];

const removed = new Map<string, PropertyDescriptor>();

for (const name of REMOVED) {
    const descriptor = Object.getOwnPropertyDescriptor(globalThis, name);
    if (descriptor) removed.set(name, descriptor);
    Reflect.deleteProperty(globalThis, name);
}

/** One of the removed, for a run that is to have it; looking at it makes Node load it. Undefined where this Node has none. */
export function removedGlobal(name: string): unknown {
    const descriptor = removed.get(name);
    return descriptor?.get ? (descriptor.get.call(globalThis) as unknown) : (descriptor?.value as unknown);
}
