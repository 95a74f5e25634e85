import type { Style, Tone } from './style';

export interface Column {
    title: string;
    align?: 'left' | 'right';
}

export type Cell = string | { text: string; tone: Tone };

/** Lines of an aligned table under its titles; the last column is not padded. */
export function table(columns: Column[], rows: Cell[][], style: Style): string[] {
    const cells = rows.map((row) =>
        row.map((cell) => (typeof cell === 'string' ? { text: cell, tone: 'plain' as const } : cell)),
    );
    const widths = columns.map((column, index) =>
        cells.reduce((widest, row) => Math.max(widest, row[index]?.text.length ?? 0), column.title.length),
    );
    const line = (row: { text: string; tone: Tone }[]) =>
        row
            .map((cell, index) => {
                const room = ' '.repeat((widths[index] ?? 0) - cell.text.length);
                const painted = style.paint(cell.tone, cell.text);
                if (columns[index]?.align === 'right') return room + painted;
                return index === row.length - 1 ? painted : painted + room;
            })
            .join('  ')
            .trimEnd();
    return [line(columns.map(({ title }) => ({ text: title, tone: 'dim' as const }))), ...cells.map(line)];
}
