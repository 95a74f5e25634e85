import type { AppResponse, RecordCounts, RunCounters, RunOutcome } from '../../protocol/events';
import { callCounts } from './callCounts';
import { checkHint } from './checkHint';
import { type AwaitedCall, awaitedText } from './entries';
import { runErrorBlock, type SourceLine } from './error';
import { shortId } from './runs';
import { shellWord } from './shellWord';
import type { Style } from './style';
import { type Cell, table } from './table';
import { count, counted, cutLine, duration, prettyJson, printableLine, truncated } from './text';

/** Characters of an action's output, and of the response to a failed one, that a person is shown. */
const LONGEST_OUTPUT = 8_000;
const LONGEST_RESPONSE = 2_000;

export interface RunEnd {
    outcome: RunOutcome;
    counters: RunCounters;
    /** Undefined when nothing of the run is kept. */
    runId?: string;
    /** The flags by which `syncbench runs` finds the run's store from here, as words. */
    storeFlags?: readonly string[];
    /** The flags by which `syncbench check` finds the run's project from here, as words. */
    projectFlags?: readonly string[];
}

/** What is printed when a run has ended: counts per model, output, error, and the one line that sums it up. */
export function summaryLines(end: RunEnd, style: Style, sourceLine: SourceLine): string[] {
    const { outcome, counters } = end;
    const lines: string[] = [''];
    if (Object.keys(counters.models).length) lines.push(...countsTable(counters.models, style), '');
    if (outcome.output !== undefined) lines.push(...outputLines(outcome.output, style), '');
    // That it was cancelled, the last line says.
    if (outcome.error && outcome.status !== 'cancelled') {
        const { error, response } = outcome;
        lines.push(...runErrorBlock(error, style, sourceLine, response !== undefined));
        lines.push(...responseLines(response, style), '');
    }
    lines.push(closingLine(end, style));
    if (outcome.error) lines.push(...checkHint(outcome.error, end.projectFlags ?? [], style));
    return lines;
}

/** A row per model: what the store made of its records. */
export function countsTable(models: Record<string, RecordCounts>, style: Style): string[] {
    const columns = [
        { title: 'model' },
        ...(['added', 'updated', 'unchanged', 'deleted'] as const).map((title) => ({ title, align: 'right' as const })),
    ];
    const rows = Object.entries(models).map(([model, counts]): Cell[] => [
        printableLine(model),
        toned(counts.added, 'good'),
        toned(counts.updated, 'warn'),
        toned(counts.unchanged, 'plain'),
        toned(counts.deleted, 'bad'),
    ]);
    return table(columns, rows, style);
}

function toned(value: number, tone: 'good' | 'warn' | 'plain' | 'bad'): Cell {
    return { text: count(value), tone: value === 0 ? 'dim' : tone };
}

function outputLines(output: unknown, style: Style): string[] {
    const text = truncated(prettyJson(output), LONGEST_OUTPUT, '--json shows all');
    return [style.paint('dim', 'output'), text];
}

/** What the app that called a failed action would get. */
function responseLines(response: AppResponse | undefined, style: Style): string[] {
    if (!response) return [];
    const text = truncated(prettyJson(response.body), LONGEST_RESPONSE, '--json shows all');
    return [style.paint('dim', `The app would receive HTTP ${response.status}:`), text];
}

function closingLine({ outcome, counters, runId, storeFlags = [] }: RunEnd, style: Style): string {
    const word = {
        succeeded: style.paint('good', 'Succeeded'),
        failed: style.paint('bad', 'Failed'),
        cancelled: style.paint('warn', 'Cancelled'),
    }[outcome.status];
    const facts = [callCounts(counters), counted(counters.logs, 'log line'), batches(counters.batches)];
    const command = ['syncbench', 'runs', shortId(runId ?? ''), ...storeFlags].map((word) => shellWord(word)).join(' ');
    const again = runId === undefined ? '' : `\n${style.paint('dim', `See it again: ${command}`)}`;
    const kept = outcome.status === 'cancelled' && runId !== undefined && counters.batches > 0;
    const keptNote = kept ? ' What was saved before is kept.' : '';
    return `${word} after ${duration(outcome.durationMs)}: ${facts.join(', ')}.${keptNote}${again}`;
}

function batches(value: number): string {
    return value === 1 ? '1 batch of records' : `${count(value)} batches of records`;
}

/** A retry that a run waits for, and how long it still does. */
export interface PendingRetry {
    attempt: number;
    max: number;
    leftMs: number;
}

/** The line a terminal shows while a run goes on. */
export function progressLine(progress: RunProgress, frame: number, style: Style): string {
    const { counters, elapsedMs, awaited, retry } = progress;
    const spinner = FRAMES[frame % FRAMES.length];
    const totals = Object.values(counters.models).reduce(
        (sum, counts) => sum + counts.added + counts.updated + counts.unchanged + counts.deleted,
        0,
    );
    const others = [counted(totals, 'record'), counted(counters.logs, 'log line')];
    if (retry) others.push(`waiting ${duration(retry.leftMs)} more for retry ${retry.attempt} of ${retry.max}`);
    const facts = [callCounts(counters), ...(awaited ? [awaitedText(awaited)] : others)];
    // A line that wraps could not be erased by rewriting it.
    return style.paint('dim', cutLine(`${spinner} ${duration(elapsedMs)}  ${facts.join('  ')}`, style.width - 1));
}

interface RunProgress {
    counters: RunCounters;
    elapsedMs: number;
    /** A call that has not been answered for a while: told of in the place of what does not change meanwhile. */
    awaited?: AwaitedCall;
    retry?: PendingRetry;
}

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
