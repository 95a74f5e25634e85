/** The kinds of values that JSON has; `nothing` is what it leaves out. */
export type JsonKind = 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object' | 'nothing';

/**
 * A value as it is after its way through JSON, without making that way: a `Date` is its text, `NaN` is null. Lists and
 * objects come back as they are; their members are for the caller to look at in the same manner.
 */
export function asJson(value: unknown): unknown {
    let seen = value;
    if (typeof seen === 'object' && seen !== null) {
        const { toJSON } = seen as { toJSON?: unknown };
        if (typeof toJSON === 'function') seen = (toJSON as () => unknown).call(seen);
    }
    if (typeof seen === 'number' && !Number.isFinite(seen)) return null;
    return seen;
}

export function kindOf(value: unknown): JsonKind {
    switch (typeof value) {
        case 'string':
        case 'number':
        case 'boolean':
            return typeof value as JsonKind;
        case 'object':
            if (value === null) return 'null';
            return Array.isArray(value) ? 'array' : 'object';
        default:
            return 'nothing';
    }
}

/** Whether two values are the same JSON. */
export function isSameJson(a: unknown, b: unknown): boolean {
    const [left, right] = [asJson(a), asJson(b)];
    if (typeof left !== 'object' || left === null || typeof right !== 'object' || right === null) return left === right;
    if (Array.isArray(left) || Array.isArray(right)) {
        return (
            Array.isArray(left) &&
            Array.isArray(right) &&
            left.length === right.length &&
            left.every((item, index) => isSameJson(item, right[index]))
        );
    }
    const [first, second] = [presentKeys(left), presentKeys(right)];
    return (
        first.length === second.length &&
        first.every((key) => Object.hasOwn(right, key) && isSameJson(Reflect.get(left, key), Reflect.get(right, key)))
    );
}

/** The keys of an object that JSON keeps. */
export function presentKeys(value: object): string[] {
    return Object.keys(value).filter((key) => kindOf(asJson(Reflect.get(value, key))) !== 'nothing');
}
