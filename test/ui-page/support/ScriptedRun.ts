import type {
    BodiesAnswer,
    BodiesQuery,
    PanelRecord,
    PanelRun,
    RecordsAnswer,
    RecordsQuery,
    TimelineAnswer,
    TimelineQuery,
} from '../../../src/protocol/panel';
import { matchesFilter, type PanelRow, rowSeq } from '../../../src/protocol/panelRows';

/** Rows and records in an answer, as the extension gives them. */
export const PAGE = 200;

/** A run that is all in memory, read as the extension reads one. */
export class ScriptedRun {
    /** Set to have the next questions fail. */
    problem: string | undefined;
    /** Of attempts, by the keys of their rows; those of others are not kept. */
    readonly bodies: Record<string, BodiesAnswer> = {};

    constructor(
        public view: PanelRun,
        readonly rows: PanelRow[] = [],
        readonly touched: Record<string, PanelRecord[]> = {},
    ) {}

    tell(run: Partial<PanelRun>, rows: PanelRow[]): void {
        this.view = { ...this.view, ...run };
        this.rows.push(...rows);
    }

    timeline({ filter, before, after }: TimelineQuery): TimelineAnswer {
        this.mayFail();
        const wanted = this.rows.filter((row) => matchesFilter(row, filter));
        if (after) {
            const rows = wanted.filter((row) => seqOf(row) > (after.seqs[row.runId] ?? 0));
            return { rows: rows.slice(0, PAGE), hasMore: rows.length > PAGE };
        }
        const older = before ? wanted.filter((row) => seqOf(row) < (before.seqs[row.runId] ?? Infinity)) : wanted;
        return { rows: older.slice(-PAGE), hasMore: older.length > PAGE };
    }

    records({ model, change, id, cursor = '0' }: RecordsQuery): RecordsAnswer {
        this.mayFail();
        const wanted = (this.touched[model] ?? [])
            .filter((record) => !change || record.change === change)
            .filter((record) => !id || record.id.includes(id));
        const from = Number(cursor);
        const isEnd = from + PAGE >= wanted.length;
        return { records: wanted.slice(from, from + PAGE), cursor: isEnd ? null : String(from + PAGE) };
    }

    bodiesOf({ runId, seq }: BodiesQuery): BodiesAnswer {
        this.mayFail();
        return this.bodies[`${runId}:${seq}`] ?? {};
    }

    private mayFail(): void {
        if (this.problem !== undefined) throw new Error(this.problem);
    }
}

function seqOf(row: PanelRow): number {
    return rowSeq(row) ?? Number.NaN;
}
