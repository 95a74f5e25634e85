import { runDocument, type UsageError } from './runDocument';

/**
 * The pieces of the one JSON document in which a command says what went wrong before anything was read or run; undefined
 * where text was asked for.
 * @param words as typed after the program's name
 */
export function errorDocument(words: readonly string[], error: UsageError): Iterable<string> | undefined {
    if (!words.includes('--json') && !words.includes('--sarif')) return undefined;
    if (words[0] !== 'run') return [`${JSON.stringify({ ok: false, error })}\n`];
    return runDocument({ ok: false, kind: null, output: null, counts: {}, error, durationMs: 0 });
}
