import { distance } from 'fastest-levenshtein';

/** Items sorted by how little their names differ from what was written, the nearest first; letter case does not count. */
export function byCloseness<T>(written: string, items: readonly T[], nameOf: (item: T) => string): T[] {
    const lower = written.toLowerCase();
    return items
        .map((item) => ({ item, distance: distance(lower, nameOf(item).toLowerCase()) }))
        .sort((a, b) => a.distance - b.distance)
        .map(({ item }) => item);
}

/**
 * The name that was probably meant, for "Did you mean …?": at most two of five letters may differ. Undefined when none
 * is near enough.
 */
export function didYouMean(written: string, names: readonly string[]): string | undefined {
    const [nearest] = byCloseness(written, names, (name) => name);
    const allowed = Math.max(1, Math.floor(written.length * 0.4));
    const isNear = nearest !== undefined && distance(written.toLowerCase(), nearest.toLowerCase()) <= allowed;
    return isNear ? nearest : undefined;
}
