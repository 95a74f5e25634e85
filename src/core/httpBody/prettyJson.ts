const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"?|[{}[\],:]|[^\s{}[\],:"]+/gs;
/** Deeper levels are not indented further: a text of brackets alone would grow a thousandfold. */
const DEEPEST = 40;

/**
 * JSON with a line for each value, everything else as it was written. Unlike `JSON.stringify` it takes the beginning of
 * one, and leaves numbers as they are.
 */
export function prettyJson(json: string): string {
    const lines: string[] = [];
    let depth = 0;
    let before = '';
    const newLine = () => `\n${'  '.repeat(Math.min(depth, DEEPEST))}`;
    for (const [token] of json.matchAll(TOKENS)) {
        const opened = before === '{' || before === '[';
        if (token === '}' || token === ']') {
            depth = Math.max(0, depth - 1);
            lines.push(opened ? token : newLine() + token);
        } else {
            const breaks = opened || before === ',';
            lines.push((breaks ? newLine() : '') + (token === ':' ? ': ' : token));
            if (token === '{' || token === '[') depth++;
        }
        before = token;
    }
    return lines.join('');
}
