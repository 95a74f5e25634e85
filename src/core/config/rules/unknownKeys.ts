import { didYouMean } from '../../findings/didYouMean';
import type { Report, SourceEntry } from '../../models/source';

/** Reports keys that do not exist. Returns the keys that were probably meant by them. */
export function reportUnknownKeys(
    entries: readonly SourceEntry[],
    known: readonly string[],
    what: string,
    report: Report,
): Set<string> {
    const meant = new Set<string>();
    for (const { key, keyRange } of entries) {
        if (known.includes(key)) continue;
        const suggestion = didYouMean(key, known);
        if (suggestion !== undefined) meant.add(suggestion);
        report(keyRange, {
            code: 'additionalProperties',
            severity: 'error',
            message: `"${key}" is no key of ${what.replace(/^An? /, (article) => article.toLowerCase())}.`,
            advice: suggestion === undefined ? `Its keys are ${known.join(', ')}.` : `Did you mean "${suggestion}"?`,
        });
    }
    return meant;
}
