/**
 * What the cloud puts into a script's context besides the ECMAScript built-ins (nango-semantics §9). `console` is a
 * no-op there. `module` and `exports` are parameters of the function that wraps the bundle.
 */
export const CLOUD_GLOBALS = [
    'Buffer',
    'setTimeout',
    'Error',
    'URL',
    'URLSearchParams',
    'console',
    'require',
    'module',
    'exports',
] as const;

export type CloudGlobal = (typeof CLOUD_GLOBALS)[number];

/**
 * Names that Node or browsers have and a script in the cloud has not (nango-semantics §9), each with one sentence of
 * advice. A Map, so that a script's `constructor` or `toString` is not found in it.
 */
export const MISSING_GLOBALS: ReadonlyMap<string, string> = new Map([
    ['process', 'Read settings with nango.getEnvironmentVariables().'],
    ['fetch', 'Call the provider with nango.get() or its siblings, and any other host with nango.uncontrolledFetch().'],
    ['clearTimeout', 'Let the timer fire and check in its callback whether it still matters.'],
    ['setInterval', 'Repeat with a loop that awaits a promise resolved by setTimeout().'],
    ['setImmediate', 'Use setTimeout() with a delay of 0.'],
    ['queueMicrotask', 'Use Promise.resolve().then().'],
    ['TextEncoder', "Use Buffer.from(text, 'utf8')."],
    ['TextDecoder', "Use Buffer.from(bytes).toString('utf8')."],
    ['AbortController', 'Leave it out: a run that is cancelled stops at its next call on nango.'],
    ['structuredClone', 'Use JSON.parse(JSON.stringify(value)) for plain data.'],
    ['atob', "Use Buffer.from(text, 'base64').toString('binary')."],
    ['btoa', "Use Buffer.from(text, 'binary').toString('base64')."],
    ['Headers', 'Use a plain object of header names and values.'],
    ['FormData', 'Pass a plain object as data and set the header content-type to multipart/form-data.'],
    ['performance', 'Use Date.now().'],
    ['crypto', "Import it: import crypto from 'crypto'."],
    ['__dirname', 'Put the data into a file that the script imports: a script runs as one bundle without files.'],
    ['global', 'Use globalThis.'],
]);

/** Ways to run text as code, which the cloud's context refuses with an EvalError (nango-semantics §9). */
export const CODE_FROM_TEXT: readonly string[] = ['eval', 'Function'];
