import { createInterface } from 'node:readline/promises';

/** Asks a question on the terminal until it is answered with yes or no; undefined when the answer is refused (Ctrl+C, Ctrl+D). */
export async function askYesNo(
    question: string,
    input: NodeJS.ReadableStream,
    output: NodeJS.WritableStream,
): Promise<boolean | undefined> {
    const lines = createInterface({ input, output });
    const refusal = new AbortController();
    lines.once('close', () => refusal.abort());
    lines.once('SIGINT', () => lines.close());
    try {
        for (;;) {
            const answer = await lines.question(`${question} (y/n) `, { signal: refusal.signal });
            if (/^\s*(y|yes)\s*$/i.test(answer)) return true;
            if (/^\s*(n|no)\s*$/i.test(answer)) return false;
        }
    } catch (error) {
        if (refusal.signal.aborted) return undefined;
        throw error;
    } finally {
        lines.close();
    }
}
