import { edgeOf, type PanelRow, type RowEdge, rowSeq } from '../../protocol/panelRows';

/** Rows of a run that are kept while it goes on; older ones are read from the store. */
const LONGEST = 1_000;

/** The newest rows of a run that goes on, without a gap among them, and which of them have not been told yet. */
export class LiveTail {
    private rows: PanelRow[] = [];
    private untold: PanelRow[] = [];
    private isGap = false;

    get all(): readonly PanelRow[] {
        return this.rows;
    }

    /** Whether there are older rows than these, in the store. */
    hasDropped = false;

    /** Whether there are none, here or in the store. */
    get isBlank(): boolean {
        return this.rows.length === 0 && !this.hasDropped;
    }

    get edge(): RowEdge | undefined {
        return edgeOf(this.rows, 'first');
    }

    add(row: PanelRow): void {
        this.rows.push(row);
        this.untold.push(row);
        // Not with each row: moving a thousand of them is not free.
        if (this.rows.length >= LONGEST * 2) {
            this.rows = this.rows.slice(-LONGEST);
            this.hasDropped = true;
        }
        if (this.untold.length >= LONGEST * 2) {
            this.untold = this.untold.slice(-LONGEST);
            this.isGap = true;
        }
    }

    /** What comes next does not follow what came before: some are only in the store. */
    skip(): void {
        this.rows = [];
        this.untold = [];
        this.isGap = true;
        this.hasDropped = true;
    }

    /** What came since the last call. */
    take(): { rows: PanelRow[]; isGap: boolean } {
        const taken = { rows: this.untold, isGap: this.isGap };
        this.untold = [];
        this.isGap = false;
        return taken;
    }

    /** The rows after an edge; undefined where there may be others between the edge and the tail. */
    after(edge: RowEdge): PanelRow[] | undefined {
        const first = this.rows[0];
        if (!first) return undefined;
        if (this.hasDropped && !this.touches(edge, first)) return undefined;
        return this.rows.filter((row) => {
            const seq = rowSeq(row);
            const known = edge.seqs[row.runId];
            return seq === undefined || known === undefined ? row.at > edge.at : seq > known;
        });
    }

    /** Whether the edge is at or behind the tail's first row. */
    private touches({ at, seqs }: RowEdge, first: PanelRow): boolean {
        const seq = rowSeq(first);
        const known = seqs[first.runId];
        return seq === undefined || known === undefined ? at > first.at : known >= seq - 1;
    }
}
