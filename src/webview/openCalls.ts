import { matchesFilter, type PanelCall, type PanelCalls, type PanelRow, type RowFilter } from '../protocol/panelRows';

/** What a row is drawn as: an attempt goes on in the place that it had while it was on its way. */
export function identity(row: PanelRow | PanelCall): string {
    return row.type === 'http' && row.call !== undefined ? row.call : row.key;
}

/** What is on its way and wanted, but what is among the rows of the run by now. */
export function openCalls({ shown }: PanelCalls, rows: readonly PanelRow[], filter: RowFilter): PanelCall[] {
    if (shown.length === 0) return [];
    const known = new Set(rows.map(identity));
    return shown.filter((call) => !known.has(call.key) && matchesFilter(call, filter));
}
