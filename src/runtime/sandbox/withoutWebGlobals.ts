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

for (const name of REMOVED) Reflect.deleteProperty(globalThis, name);

export {};
