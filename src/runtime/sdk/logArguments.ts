import { configure } from 'safe-stable-stringify';
import { LIMITS } from '../../core/policy/limits';
import type { LogLevel } from '../../protocol/events';

/** What `nango.log(...)` means (nango-semantics §3.6). */
export interface LogCall {
    level: LogLevel;
    message: string;
    meta?: unknown;
    /** How many arguments the cloud would drop. */
    dropped: number;
}

const LEVELS: Record<string, LogLevel> = {
    debug: 'debug',
    info: 'info',
    warn: 'warn',
    error: 'error',
    verbose: 'debug',
    silly: 'debug',
    http: 'info',
};

const DROPPED_KEYS = new Set(['stack', 'httpAgent', 'httpsAgent', 'trace', '_sessionCache']);

const stringify = configure({
    maximumDepth: LIMITS.logDepth,
    maximumBreadth: LIMITS.logEdges,
    deterministic: false,
    circularValue: '[Circular]',
});

/**
 * Reads the arguments of `nango.log`: a last argument with a key `level` is options, the first is the message, the
 * second its data; more are dropped (§3.6). Returns undefined for a call without arguments.
 */
export function readLogArguments(args: unknown[]): LogCall | undefined {
    const rest = [...args];
    const last = rest.at(-1);
    let level: LogLevel = 'info';
    if (typeof last === 'object' && last !== null && 'level' in last) {
        level = LEVELS[String(last.level)] ?? 'info';
        rest.pop();
    }
    if (rest.length === 0) return undefined;
    const [message, data] = rest;
    const call: LogCall = { level, message: cut(toText(message)), dropped: Math.max(0, rest.length - 2) };
    if (data !== undefined) call.meta = toJsonSafe(Array.isArray(data) ? { ...data } : data);
    return call;
}

/** Any value as text: strings as they are, everything else as JSON that survives cycles, depth and getters that throw. */
export function toText(value: unknown): string {
    if (typeof value === 'string') return value;
    try {
        return stringify(value, replacer) ?? String(value);
    } catch {
        return '[a value that cannot be shown]';
    }
}

function toJsonSafe(value: unknown): unknown {
    try {
        const text = stringify(value, replacer);
        if (text === undefined) return String(value);
        return text.length > LIMITS.logBytes ? cut(text) : JSON.parse(text);
    } catch {
        return '[a value that cannot be shown]';
    }
}

function replacer(key: string, value: unknown): unknown {
    if (DROPPED_KEYS.has(key)) return undefined;
    if (key.toLowerCase() === 'authorization') return 'REDACTED';
    if (Buffer.isBuffer(value) || isSerialisedBuffer(value)) return '[Buffer]';
    if (isErrorLike(value)) return { ...value, name: value.name, message: value.message };
    return value;
}

/** `JSON.stringify` calls `Buffer.prototype.toJSON` before the replacer. */
function isSerialisedBuffer(value: unknown): boolean {
    return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value;
}

/** Errors of the script's own realm are not `instanceof` ours. */
function isErrorLike(value: unknown): value is Error {
    return (
        typeof value === 'object' &&
        value !== null &&
        Object.prototype.toString.call(value) === '[object Error]' &&
        'message' in value
    );
}

function cut(text: string): string {
    if (text.length * 3 <= LIMITS.logBytes) return text;
    const bytes = Buffer.from(text);
    if (bytes.length <= LIMITS.logBytes) return text;
    return `${bytes.subarray(0, LIMITS.logBytes).toString()}... (truncated)`;
}
