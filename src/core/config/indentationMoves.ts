/** Lines, counted from 0, the end included, and how many columns they move to the right. */
export interface Move {
    from: number;
    to: number;
    by: number;
}

/** Moves of lines near others, counted from 1, to the columns that the lines around them have; the most likely first. */
export function likelyMoves(places: readonly number[], lines: readonly string[]): Move[] {
    return byLikelihood(movesAround(places, lines), lines);
}

/** Moves lines in place. */
export function applyMove({ from, to, by }: Move, lines: string[]): void {
    for (let line = from; line <= to; line++) {
        const text = lines[line]!;
        if (text.trim() !== '') lines[line] = ' '.repeat(Math.max(0, indentOf(text) + by)) + text.trimStart();
    }
}

/** Columns before a line's first character. */
export function indentOf(text: string): number {
    return text.length - text.trimStart().length;
}

/** What the columns of lines say: below which line each stands, and whether in its siblings' column. Equal shapes read alike. */
export function shapeOf(lines: readonly string[]): string {
    const open: { line: number; indent: number; children?: number }[] = [];
    const shape: string[] = [];
    for (const [line, text] of lines.entries()) {
        if (/^\s*(#|$)/.test(text)) continue;
        const indent = indentOf(text);
        while (open.length > 0 && open.at(-1)!.indent >= indent) open.pop();
        const parent = open.at(-1);
        const isOff = parent?.children !== undefined && parent.children !== indent;
        if (parent) parent.children ??= indent;
        shape.push(`${parent?.line ?? (indent === 0 ? 'root' : 'indented root')}${isOff ? ` off by ${indent}` : ''}`);
        open.push({ line, indent });
    }
    return shape.join('\n');
}

function movesAround(places: readonly number[], lines: readonly string[]): Move[] {
    const content = lines.flatMap((text, index) => (/^\s*(#|$)/.test(text) ? [] : [index]));
    const moves = new Map<string, Move>();
    const positions = places.flatMap((line) => {
        const at = content.findLastIndex((index) => index < line);
        return [at, at + 1, at - 1, ...parentsOf(at - 1, content, lines)];
    });
    for (const position of new Set(positions)) {
        const from = content[position];
        if (from === undefined) continue;
        const indent = indentOf(lines[from]!);
        for (const end of endsOfBlock(position, content, lines)) {
            for (const column of columnsFor(position, end, content, lines)) {
                const move = { from, to: content[end]!, by: column - indent };
                if (move.by !== 0) moves.set(`${move.from} ${move.to} ${move.by}`, move);
            }
        }
    }
    return [...moves.values()];
}

/** Few lines before many, columns that are a whole number of levels before others, short ways before long ones. */
function byLikelihood(moves: readonly Move[], lines: readonly string[]): Move[] {
    const step = stepOf(lines);
    const rank = ({ from, to, by }: Move) =>
        (to - from) * 10_000 + ((indentOf(lines[from]!) + by) % step === 0 ? 0 : 1_000) + Math.abs(by);
    return [...moves].sort((a, b) => rank(a) - rank(b));
}

/** Where a block that begins at a line may end: with it, with what is below it, with its siblings, with their last plain one. */
function endsOfBlock(position: number, content: readonly number[], lines: readonly string[]): Set<number> {
    const indent = indentOf(lines[content[position]!]!);
    const ends = new Set([position]);
    const before = (stops: (index: number) => boolean) => {
        let end = position;
        while (end + 1 < content.length && !stops(end + 1)) end++;
        return end;
    };
    const lineAt = (index: number) => lines[content[index]!]!;
    ends.add(before((index) => indentOf(lineAt(index)) <= indent));
    ends.add(before((index) => indentOf(lineAt(index)) < indent));
    ends.add(before((index) => indentOf(lineAt(index)) < indent || /:\s*$/.test(lineAt(index))));
    return ends;
}

/** Columns that a block may belong in: those of the lines above it and of the one behind it, and one level more. */
function columnsFor(position: number, end: number, content: readonly number[], lines: readonly string[]): Set<number> {
    const columns = new Set<number>();
    const next = content[end + 1];
    if (next !== undefined) columns.add(indentOf(lines[next]!));
    const above = position > 0 ? lines[content[position - 1]!]! : undefined;
    if (above === undefined) return columns.add(0);
    columns.add(indentOf(above));
    columns.add(indentOf(above) + stepOf(lines));
    for (const parent of parentsOf(position - 1, content, lines)) columns.add(indentOf(lines[content[parent]!]!));
    return columns;
}

/** Where a line's parent stands among those with content, and the parent's parent, and so on. */
function parentsOf(position: number, content: readonly number[], lines: readonly string[]): number[] {
    const parents: number[] = [];
    let lowest = position < 0 ? 0 : indentOf(lines[content[position]!]!);
    for (let index = position - 1; index >= 0 && lowest > 0; index--) {
        const indent = indentOf(lines[content[index]!]!);
        if (indent >= lowest) continue;
        parents.push(index);
        lowest = indent;
    }
    return parents;
}

/** How much deeper a level is than the one above it, by the first that there is. */
function stepOf(lines: readonly string[]): number {
    const first = lines.find((text) => /^ +[^\s#]/.test(text));
    return first === undefined ? 2 : indentOf(first);
}
