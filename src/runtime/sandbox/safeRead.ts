/**
 * Reads a property of something a script made: a getter or proxy trap that throws counts as `undefined`.
 */
export function safeRead(value: unknown, key: PropertyKey): unknown {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
    try {
        return Reflect.get(value, key);
    } catch {
        return undefined;
    }
}

/** The same, for a property that only counts as text. */
export function safeText(value: unknown, key: PropertyKey): string | undefined {
    const read = safeRead(value, key);
    return typeof read === 'string' ? read : undefined;
}

/**
 * A copy of a script's value that holds nothing but JSON, made without letting the value's own code stop us:
 * cycles, big integers, functions and throwing getters become short texts.
 */
export function toJson(value: unknown): unknown {
    return copy(value, new Set(), 0);
}

const MAX_DEPTH = 20;
const MAX_ENTRIES = 10_000;

function copy(value: unknown, parents: Set<object>, depth: number): unknown {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number') return Number.isFinite(value) ? value : null;
    if (typeof value === 'bigint') return value.toString();
    if (typeof value === 'undefined') return undefined;
    if (typeof value === 'symbol' || typeof value === 'function') return `[${typeof value}]`;
    if (parents.has(value)) return '[circular]';
    if (depth >= MAX_DEPTH) return '[too deep]';
    const inner = new Set(parents).add(value);
    try {
        const toJSON = Reflect.get(value, 'toJSON');
        if (typeof toJSON === 'function') return copy(Reflect.apply(toJSON, value, []), inner, depth + 1);
        if (Array.isArray(value)) {
            return Array.from(
                { length: Math.min(value.length, MAX_ENTRIES) },
                (_, i) => copy(value[i], inner, depth + 1) ?? null,
            );
        }
        return copyObject(value, inner, depth);
    } catch {
        return '[unreadable]';
    }
}

function copyObject(value: object, parents: Set<object>, depth: number): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (const key of Object.keys(value).slice(0, MAX_ENTRIES)) {
        let read: unknown;
        try {
            read = copy(Reflect.get(value, key), parents, depth + 1);
        } catch {
            read = '[unreadable]';
        }
        if (read === undefined) continue;
        Object.defineProperty(result, key, { value: read, enumerable: true, writable: true, configurable: true });
    }
    return result;
}
