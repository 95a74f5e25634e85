import type {
    BegunAttempt,
    HttpAttempt,
    LogEntry,
    LogLevel,
    RecordCounts,
    RecordOperation,
    RunKind,
    RunStatus,
} from './events';

interface RowPlace {
    /** Unique in a run with all that it started. */
    key: string;
    /** The run, or nested run, that it belongs to. */
    runId: string;
    /** 0 for the run itself, 1 for what it started, … */
    depth: number;
    /** ISO 8601 */
    at: string;
}

export interface ScriptName {
    integration: string;
    kind: RunKind;
    name: string;
}

/** The places of a nested run's first and last row among its own; those of the store are between them. */
export const BEGIN = 0;
export const END = Number.MAX_SAFE_INTEGER;

/** One line of the view *Run*. Long texts come cut. Rows with a `seq` can be read again; others are told only once. */
export type PanelRow = RowPlace &
    (
        | {
              type: 'log';
              seq: number;
              level: LogLevel;
              message: string;
              /** Compact JSON. */
              meta?: string;
              source: LogEntry['source'];
          }
        /** `call`: the key of what stood in its place while it was on its way. */
        | { type: 'http'; seq: number; attempt: Omit<HttpAttempt, 'seq' | 'at'>; call?: string }
        | {
              type: 'batch';
              seq: number;
              operation: RecordOperation;
              model: string;
              records: number;
              counts: RecordCounts;
          }
        | { type: 'wait'; ms: number; unscaledMs: number; reason: string; attempt: number; max: number }
        | { type: 'warning'; code: string; message: string }
        /** The beginning of a nested run: before all that is in it … */
        | { type: 'begin'; seq: number; script: ScriptName }
        /** … and its end: after all that is in it. */
        | {
              type: 'end';
              seq: number;
              script: ScriptName;
              status: RunStatus;
              durationMs?: number;
              message?: string;
          }
    );

/** An HTTP attempt that is on its way: below all rows, and among them only once it is over. */
export type PanelCall = RowPlace & { type: 'call'; attempt: Omit<BegunAttempt, 'at'> };

/** Those that are on their way, as many as one may look at, the oldest first; and how many more there are. */
export interface PanelCalls {
    shown: PanelCall[];
    more: number;
}

export const NO_CALLS: PanelCalls = { shown: [], more: 0 };

export type StoredRowType = 'log' | 'http' | 'batch';

/** Which rows are wanted; an empty filter wants all. */
export interface RowFilter {
    /** Only these kinds; whatever is not stored has none of them. */
    types?: StoredRowType[];
    /** Only log lines, and those of these levels. */
    levels?: LogLevel[];
    /** Part of a message, a URL, or a model's name; case does not matter. */
    text?: string;
}

/**
 * The first or the last of the rows that a page holds: when, and the sequence number of the outermost row of each run
 * that has any among them.
 */
export interface RowEdge {
    at: string;
    seqs: Record<string, number>;
}

/** Whether a filter lets everything through. */
export function isEmptyFilter({ types, levels, text }: RowFilter): boolean {
    return !types && !levels && !text;
}

/** The edge of some rows that are in order: where those before them end, or those after them begin. */
export function edgeOf(rows: readonly PanelRow[], side: 'first' | 'last'): RowEdge | undefined {
    const outermost = side === 'first' ? rows[0] : rows.at(-1);
    if (!outermost) return undefined;
    const seqs: Record<string, number> = {};
    const choose = side === 'first' ? Math.min : Math.max;
    for (const row of rows) {
        const seq = rowSeq(row);
        if (seq !== undefined) seqs[row.runId] = choose(seqs[row.runId] ?? seq, seq);
    }
    return { at: outermost.at, seqs };
}

/** The edge that lies before every row. */
export const START: RowEdge = { at: '', seqs: {} };

/** Whether a row is wanted. The store answers the same question for its entries. */
export function matchesFilter(row: PanelRow | PanelCall, { types, levels, text }: RowFilter): boolean {
    const rowType = row.type === 'call' ? 'http' : row.type;
    if (types && !types.some((type) => type === rowType)) return false;
    if (levels && !(row.type === 'log' && levels.includes(row.level))) return false;
    if (!text) return true;
    const searched = searchedText(row);
    return searched?.toLowerCase().includes(text.toLowerCase()) ?? false;
}

function searchedText(row: PanelRow | PanelCall): string | undefined {
    if (row.type === 'log') return row.message;
    if (row.type === 'http' || row.type === 'call') return row.attempt.url;
    return row.type === 'batch' ? row.model : undefined;
}

/** The place of a row among those of its run; undefined of one that is told only once. */
export function rowSeq(row: PanelRow): number | undefined {
    return 'seq' in row ? row.seq : undefined;
}
