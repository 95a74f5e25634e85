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
 * The name that was probably meant, for "Did you mean …?": at most two of five letters may differ, two neighbours that
 * changed places counting as one. Undefined when none is near enough.
 *
 * @param share of the letters that may differ; one always may
 */
export function didYouMean(written: string, names: readonly string[], share = 0.4): string | undefined {
    const lower = written.toLowerCase();
    const allowed = Math.max(1, Math.floor(written.length * share));
    let nearest: string | undefined;
    let least = allowed + 1;
    for (const name of names) {
        // The distance is at least the difference in length, and takes far longer to find out.
        if (Math.abs(name.length - written.length) >= least) continue;
        const letters = isSwapped(lower, name.toLowerCase()) ? 1 : distance(lower, name.toLowerCase());
        if (letters < least) [nearest, least] = [name, letters];
    }
    return nearest;
}

function isSwapped(written: string, name: string): boolean {
    if (written.length !== name.length) return false;
    const at = [...written].findIndex((letter, index) => letter !== name[index]);
    return at !== -1 && written.slice(0, at) + written[at + 1] + written[at] + written.slice(at + 2) === name;
}
