import type { IncomingMessage } from 'node:http';

/**
 * What the stand-in does wrong on purpose. 0 turns a switch off.
 * Set them for the whole server (options, program flags) or for one request: header `x-stand-in: slow-ms=200, fail-first=1`
 * or query `stand-in=fail-first=1`. Counts of a request's own switches are per method and URL.
 */
export interface Switches {
    /** Every n-th request is answered 429 with `x-ratelimit-remaining: 0` and the time of the reset. */
    rateLimitEvery: number;
    /** Seconds from a 429 to its reset; GitHub sends whole epoch seconds, so the real wait is up to one second longer. */
    resetSeconds: number;
    /** The first n attempts of each method and URL are answered 500, later ones are fine. */
    failFirst: number;
    /** Milliseconds every answer waits. */
    slowMs: number;
    /** Every n-th answer is JSON cut off in the middle, with status 200. */
    malformedEvery: number;
    /** Every n-th connection is closed without an answer. */
    dropEvery: number;
}

export const noSwitches: Switches = {
    rateLimitEvery: 0,
    resetSeconds: 1,
    failFirst: 0,
    slowMs: 0,
    malformedEvery: 0,
    dropEvery: 0,
};

const names = new Map(Object.keys(noSwitches).map((key) => [kebab(key), key as keyof Switches]));

/** The switches' names as flags, header and query spell them: `rate-limit-every`, … */
export const switchNames: readonly string[] = [...names.keys()];

/** Reads `name=value, name=value`; throws a RangeError that names what it does not know. */
export function parseSwitches(text: string): Partial<Switches> {
    const found: Partial<Switches> = {};
    for (const part of text.split(',').filter((piece) => piece.trim() !== '')) {
        const [name = '', value = ''] = part.trim().split('=');
        const key = names.get(name);
        const number = Number(value);
        if (!key) throw new RangeError(`Unknown switch "${name}"; there are ${switchNames.join(', ')}.`);
        if (value === '' || !Number.isInteger(number) || number < 0) {
            throw new RangeError(`${name} takes a whole number, and got "${value}".`);
        }
        found[key] = number;
    }
    return found;
}

/** The switches one request carries, or undefined. */
export function requestSwitches(request: IncomingMessage, url: URL): Partial<Switches> | undefined {
    const header = request.headers['x-stand-in'];
    const text = url.searchParams.get('stand-in') ?? (typeof header === 'string' ? header : undefined);
    return text === undefined ? undefined : parseSwitches(text);
}

/** What goes wrong with this request. `malformed` still needs the answer; the other three replace it. */
export type Fault = 'none' | 'drop' | 'rate-limit' | 'fail' | 'malformed';

/**
 * @param nth 1-based count of this request: among all requests for the server's switches, among those of the same method
 * and URL for its own.
 * @param attempt 1-based count among the requests of the same method and URL.
 */
export function faultOf(switches: Switches, nth: number, attempt: number): Fault {
    const every = (n: number) => n > 0 && nth % n === 0;
    if (every(switches.dropEvery)) return 'drop';
    if (every(switches.rateLimitEvery)) return 'rate-limit';
    if (attempt <= switches.failFirst) return 'fail';
    return every(switches.malformedEvery) ? 'malformed' : 'none';
}

function kebab(name: string): string {
    return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
