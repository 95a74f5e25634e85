import type { Span } from './types';

const COMMENT = /\/\/[ \t]*syncbench-ignore(-next-line)?\b([^\n\r]*)/g;

/**
 * Comments that silence findings: `// syncbench-ignore code` at the end of a line for that line, alone on a line for the
 * whole file; `// syncbench-ignore-next-line code` for the line below. Several codes are separated by blanks or commas; without one
 * every finding is meant. What follows `--` is a remark.
 *
 * @returns whether a finding is silenced
 */
export function readSuppressions(
    text: string,
    lineOf: (offset: number) => number,
): (finding: Span & { code: string }) => boolean {
    if (!text.includes('syncbench-ignore')) return () => false;
    const wholeFile: Codes[] = [];
    const lines = new Map<number, Codes[]>();
    for (const { index, 1: next, 2: rest } of text.matchAll(COMMENT)) {
        const codes = readCodes(rest!);
        const line = lineOf(index);
        const isAlone = text.slice(text.lastIndexOf('\n', index - 1) + 1, index).trim() === '';
        if (isAlone && !next) wholeFile.push(codes);
        else {
            const target = next ? line + 1 : line;
            lines.set(target, [...(lines.get(target) ?? []), codes]);
        }
    }
    const matches = (codes: Codes, code: string) => codes === 'all' || codes.has(code);
    return ({ code, start }) =>
        wholeFile.some((codes) => matches(codes, code)) ||
        (lines.get(lineOf(start)) ?? []).some((codes) => matches(codes, code));
}

type Codes = 'all' | ReadonlySet<string>;

function readCodes(rest: string): Codes {
    const words = rest
        .split('--')[0]!
        .split(/[\s,:]+/)
        .filter((word) => word !== '');
    return words.length === 0 ? 'all' : new Set(words);
}
