import type { TimelineAnswer } from '../../protocol/panel';
import { BEGIN, END, isEmptyFilter, type PanelRow, type RowEdge, type RowFilter } from '../../protocol/panelRows';
import type { RunReader } from './RunReader';
import { entryRow } from './rows';
import { beginRow, endRow, type TimelineRun } from './timelineRuns';

/** Rows that the page gets at a time. */
export const PAGE = 200;

type Direction = 'older' | 'newer';

export interface RowsQuery {
    filter: RowFilter;
    direction: Direction;
    /** Where the rows that are wanted begin; undefined at the newest, or the very first. */
    edge?: RowEdge;
    /** Rows wanted, `PAGE` unless told. */
    limit?: number;
}

/**
 * A page of the rows of a run and of all that it started, merged in the order of time, each run's own rows in their
 * order. Runs that cannot have any of the rows are not read.
 */
export async function readRows(
    reader: RunReader,
    storeFolder: string,
    runs: readonly TimelineRun[],
    query: RowsQuery,
): Promise<TimelineAnswer> {
    const { direction, edge, limit = PAGE } = query;
    const isOlder = direction === 'older';
    const waiting = runs.filter((run) => mayHaveRows(run, edge, direction)).sort(isOlder ? byEnd : byStart);
    const open: RunRows[] = [];
    const rows: PanelRow[] = [];
    for (;;) {
        let next = await nextOf(open, direction);
        for (let run = waiting[0]; run && (!next || mayComeFirst(run, next.row, direction)); run = waiting[0]) {
            waiting.shift();
            open.push(new RunRows(reader, storeFolder, run, query));
            next = await nextOf(open, direction);
        }
        if (!next) break;
        if (rows.length === limit) return { rows: isOlder ? rows.reverse() : rows, hasMore: true };
        rows.push(next.row);
        next.of.take();
    }
    return { rows: isOlder ? rows.reverse() : rows, hasMore: false };
}

function mayHaveRows(run: TimelineRun, edge: RowEdge | undefined, direction: Direction): boolean {
    if (!edge || edge.seqs[run.id] !== undefined) return true;
    if (direction === 'older') return run.startedAt <= edge.at;
    return run.finishedAt === undefined || run.finishedAt >= edge.at;
}

function mayComeFirst(run: TimelineRun, row: PanelRow, direction: Direction): boolean {
    if (direction === 'older') return run.finishedAt === undefined || run.finishedAt >= row.at;
    return run.startedAt <= row.at;
}

function byStart(a: TimelineRun, b: TimelineRun): number {
    return a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : a.depth - b.depth;
}

function byEnd(a: TimelineRun, b: TimelineRun): number {
    if (a.finishedAt === b.finishedAt) return a.depth - b.depth;
    if (a.finishedAt === undefined) return -1;
    if (b.finishedAt === undefined) return 1;
    return a.finishedAt > b.finishedAt ? -1 : 1;
}

async function nextOf(open: RunRows[], direction: Direction): Promise<{ row: PanelRow; of: RunRows } | undefined> {
    let best: { row: PanelRow; of: RunRows } | undefined;
    for (const of of open) {
        const row = await of.peek();
        if (row && (!best || comesFirst(row, best.row, direction))) best = { row, of };
    }
    return best;
}

/** At the same instant, a nested run stands below what started it. */
function comesFirst(a: PanelRow, b: PanelRow, direction: Direction): boolean {
    if (a.at !== b.at) return direction === 'older' ? a.at > b.at : a.at < b.at;
    return direction === 'older' ? a.depth > b.depth : a.depth < b.depth;
}

/** The rows of one run, from an edge on, read a page at a time. */
class RunRows {
    private ready: PanelRow[] = [];
    private isOver = false;
    /** Where the next page begins. */
    private from: number | undefined;
    private readonly isOlder: boolean;

    constructor(
        private readonly reader: RunReader,
        private readonly storeFolder: string,
        private readonly run: TimelineRun,
        private readonly query: RowsQuery,
    ) {
        this.from = query.edge?.seqs[run.id];
        this.isOlder = query.direction === 'older';
    }

    async peek(): Promise<PanelRow | undefined> {
        while (this.ready.length === 0 && !this.isOver) await this.read();
        return this.ready[0];
    }

    take(): void {
        this.ready.shift();
    }

    private async read(): Promise<void> {
        const { isOlder, from, run } = this;
        const { filter, edge, limit = PAGE } = this.query;
        const known = edge?.seqs[run.id] !== undefined;
        const isFirst = from === edge?.seqs[run.id];
        const stored = await this.stored(from, limit);
        this.isOver = stored.length < limit;
        const rows = stored.map((entry) => entryRow(run, entry));
        this.from = (isOlder ? stored[0] : stored.at(-1))?.seq;
        if (isEmptyFilter(filter) && run.depth > 0) {
            const first = beginRow(run);
            const last = endRow(run);
            const takesFirst = isOlder ? this.isOver && from !== BEGIN : isFirst && !known;
            const takesLast = isOlder ? isFirst && !known : this.isOver && from !== END;
            if (takesFirst) rows.unshift(first);
            if (takesLast && last) rows.push(last);
        }
        // A run of which the page holds no row may lie on both sides of the edge.
        const wanted = edge && !known ? rows.filter(({ at }) => (isOlder ? at <= edge.at : at > edge.at)) : rows;
        this.ready = isOlder ? wanted.reverse() : wanted;
    }

    private async stored(from: number | undefined, limit: number) {
        const { isOlder, run } = this;
        if (isOlder && from === BEGIN) return [];
        if (!isOlder && from === END) return [];
        const { types, levels, text } = this.query.filter;
        // Before the end is before nothing in particular: the newest.
        const beforeSeq = from ?? END;
        const page = isOlder ? { beforeSeq } : { afterSeq: from ?? BEGIN };
        const { entries } = await this.reader.timeline(this.storeFolder, run.id, {
            ...page,
            ...(types && { types }),
            ...(levels && { levels }),
            ...(text && { text }),
            limit,
        });
        return entries;
    }
}
