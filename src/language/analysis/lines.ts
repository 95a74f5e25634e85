/** The line that an offset is in, 0-based. */
export function lineAt(lineStarts: readonly number[], offset: number): number {
    let low = 0;
    let high = lineStarts.length - 1;
    while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (lineStarts[middle]! <= offset) low = middle;
        else high = middle - 1;
    }
    return low;
}

/** Line and column of an offset, 1-based, columns in UTF-16 units. */
export function positionAt(lineStarts: readonly number[], offset: number): { line: number; column: number } {
    const line = lineAt(lineStarts, offset);
    return { line: line + 1, column: offset - lineStarts[line]! + 1 };
}

/** Tells the line of an offset, 0-based. It keeps the list and nothing else alive. */
export function lineFinder(lineStarts: readonly number[]): (offset: number) => number {
    return (offset) => lineAt(lineStarts, offset);
}
