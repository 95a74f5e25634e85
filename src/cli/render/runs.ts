import type { RunStatus } from '../../protocol/events';
import type { ModelComparison, RunRow, TimelineEntry } from '../../records';
import { callCounts } from './callCounts';
import { batchLine, changeList, httpLine, logLine } from './entries';
import type { Style, Tone } from './style';
import { type Cell, table } from './table';
import { count, counted, duration, printableLine } from './text';

const STATUS_TONES: Record<RunStatus, Tone> = {
    running: 'notice',
    succeeded: 'good',
    failed: 'bad',
    cancelled: 'warn',
    interrupted: 'warn',
};

/** The start of a run's id, as much as tells runs apart where people read. */
export function shortId(id: string): string {
    return id.slice(0, 8);
}

/** A row per run, newest first. */
export function runsTable(runs: RunRow[], style: Style): string[] {
    if (!runs.length) return ['No runs yet. Start one: syncbench run <integration>/<script>'];
    const columns = [
        { title: 'id' },
        { title: 'when' },
        { title: 'script' },
        { title: 'connection' },
        { title: 'status' },
        { title: 'took', align: 'right' as const },
        { title: 'http', align: 'right' as const },
        { title: 'logs', align: 'right' as const },
        { title: 'records' },
    ];
    const rows = runs.map((run): Cell[] => [
        shortId(run.id),
        { text: style.date(run.startedAt), tone: 'dim' },
        printableLine(`${run.integration}/${run.script}`),
        printableLine(run.connectionId),
        { text: run.status, tone: STATUS_TONES[run.status] },
        run.durationMs === undefined ? '' : duration(run.durationMs),
        count(run.http - (run.refused ?? 0)),
        count(run.logs),
        recordChanges(run, style),
    ]);
    return table(columns, rows, style);
}

function recordChanges(run: RunRow, style: Style): string {
    return Object.entries(run.models)
        .map(([model, counts]) => `${printableLine(model)} ${changeList(counts, style) || '0'}`)
        .join(', ');
}

/** What a run was, above its timeline, and of one that has not ended how it stands; ends with an empty line. */
export function runHeader(run: RunRow, nested: RunRow[], style: Style): string[] {
    const row = (title: string, text: string) => `${style.paint('dim', title.padEnd(12))}${text}`;
    const lines = [
        `${style.paint('strong', printableLine(`${run.integration}/${run.script}`))} ${style.paint('dim', run.kind)}`,
        row('run', run.id),
        row('connection', printableLine(run.connectionId)),
        row('started', style.date(run.startedAt)),
    ];
    // The last line says it of one that has.
    if (!run.outcome) {
        lines.push(row('status', style.paint(STATUS_TONES[run.status], run.status)));
        lines.push(row('did', `${callCounts(run)}, ${counted(run.logs, 'log line')}`));
    }
    if (run.parentRunId !== undefined) lines.push(row('started by', shortId(run.parentRunId)));
    for (const child of nested) {
        lines.push(
            row(
                'nested run',
                `${shortId(child.id)}  ${printableLine(`${child.integration}/${child.script}`)} ${child.status}`,
            ),
        );
    }
    return [...lines, ''];
}

/** One entry of a run's timeline. */
export function timelineLine(entry: TimelineEntry, style: Style): string {
    if (entry.type === 'log') return logLine(entry, style);
    return entry.type === 'http' ? httpLine(entry, style) : batchLine(entry, style);
}

/** How two runs differ in what they saved: numbers per model, then the ids that differ. */
export function comparisonLines(a: RunRow, b: RunRow, models: Record<string, ModelComparison>, style: Style): string[] {
    const title = (letter: string, run: RunRow) =>
        `${style.paint('strong', letter)}  ${shortId(run.id)}  ${style.date(run.startedAt)}  ` +
        `${printableLine(`${run.integration}/${run.script}`)}  ${style.paint(STATUS_TONES[run.status], run.status)}`;
    const lines = [title('a', a), title('b', b), ''];
    const entries = Object.entries(models);
    if (!entries.length) return [...lines, 'Neither run saved records.'];
    const columns = [
        { title: 'model' },
        ...['only in a', 'only in b', 'changed', 'same'].map((text) => ({ title: text, align: 'right' as const })),
    ];
    const rows = entries.map(([model, { totals, same }]): Cell[] => [
        printableLine(model),
        count(totals.onlyInA),
        count(totals.onlyInB),
        count(totals.changed),
        count(same),
    ]);
    lines.push(...table(columns, rows, style));
    for (const [model, difference] of entries) lines.push(...differenceLines(model, difference, style));
    return lines;
}

function differenceLines(model: string, difference: ModelComparison, style: Style): string[] {
    const lists: [keyof ModelComparison['totals'], string, Tone][] = [
        ['onlyInA', 'only in a', 'bad'],
        ['onlyInB', 'only in b', 'good'],
        ['changed', 'changed', 'warn'],
    ];
    return lists.flatMap(([key, title, tone]) => {
        const ids = difference[key];
        if (!ids.length) return [];
        const more = difference.totals[key] - ids.length;
        const rest = more > 0 ? ` … and ${count(more)} more` : '';
        return ['', `${printableLine(model)} ${style.paint(tone, title)}: ${ids.map(printableLine).join(', ')}${rest}`];
    });
}
