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
    const lower = written.toLowerCase();
    const allowed = Math.max(1, Math.floor(written.length * 0.4));
    let nearest: string | undefined;
    let least = allowed + 1;
    for (const name of names) {
        // The distance is at least the difference in length, and takes far longer to find out.
        if (Math.abs(name.length - written.length) >= least) continue;
        const letters = distance(lower, name.toLowerCase());
        if (letters < least) [nearest, least] = [name, letters];
    }
    return nearest;
}
