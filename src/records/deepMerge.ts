/**
 * Merges a partial record into a stored one, both as they come out of `JSON.parse` (nango-semantics §6.5): objects
 * field by field at every depth, everything else, arrays included, is replaced. Alters neither.
 */
export function deepMerge(base: unknown, patch: unknown): unknown {
    if (!isObject(base) || !isObject(patch)) return patch;
    // Without a prototype, a field named `__proto__` is a field like any other.
    const merged: Record<string, unknown> = Object.assign(Object.create(null), base);
    for (const key of Object.keys(patch)) {
        merged[key] = Object.hasOwn(base, key) ? deepMerge(base[key], patch[key]) : patch[key];
    }
    return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
