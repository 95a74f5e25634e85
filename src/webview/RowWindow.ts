import type { TimelineAnswer, TimelineQuery } from '../protocol/panel';
import { edgeOf, isEmptyFilter, matchesFilter, type PanelRow, type RowFilter, START } from '../protocol/panelRows';

/** Rows that are held; the others are in the store. */
export const LONGEST = 600;
/** Rows that are held while the newest ones are followed, and that are taken of an answer at a time. */
export const FOLLOWED = 200;

type Part = 'newest' | 'oldest' | 'older' | 'newer';

export interface RowWindowOptions {
    /** Rejects with a message for a person. */
    ask(query: TimelineQuery): Promise<TimelineAnswer>;
    onChange(): void;
}

/** A window on the rows of a run: a few pages that follow each other, moved by asking for older and newer ones. */
export class RowWindow {
    rows: readonly PanelRow[] = [];
    /** Whether there are rows before those held … */
    hasOlder = false;
    /** … and after them. */
    hasNewer = false;
    loading: Part | undefined;
    /** Why rows could not be read. */
    problem: string | undefined;
    /** Whether the end of the run is to be held rather than the rows that are. */
    isFollowing = true;

    private key: string | undefined;
    private filter: RowFilter = {};
    /** Names what was asked last, so that what was asked before it is not heeded. */
    private turn = 0;
    /** Rows that were told while others were asked for. */
    private told: PanelRow[] = [];
    private hasMissed = false;
    /** The store had no newer rows yet, although there are some. */
    private isAhead = false;

    constructor(private readonly options: RowWindowOptions) {}

    /** Shows the newest rows of a run, or of those that match another filter; the former ones go. */
    show(key: string, filter: RowFilter): Promise<void> {
        this.showBlank(key, filter);
        return this.showNewest();
    }

    /** Shows a run that has no rows yet, of which all will be told. Whoever asks for that draws it. */
    showBlank(key: string, filter: RowFilter): void {
        this.key = key;
        this.filter = filter;
        this.rows = [];
        this.hasOlder = false;
        this.hasNewer = false;
        this.isFollowing = true;
        this.loading = undefined;
        this.problem = undefined;
        this.turn++;
    }

    showNewest(): Promise<void> {
        this.isFollowing = true;
        this.told = [];
        this.hasMissed = false;
        return this.load('newest');
    }

    /** Shows the very first rows, however many there are between them and those that are held. */
    async showOldest(): Promise<void> {
        if (!this.hasOlder) return;
        this.isFollowing = false;
        await this.load('oldest');
    }

    /** Does nothing while rows are being read, and where there are none. */
    async showOlder(): Promise<void> {
        if (this.hasOlder && !this.loading) await this.load('older');
    }

    async showNewer(): Promise<void> {
        if (this.hasNewer && !this.loading && this.rows.length > 0) await this.load('newer');
    }

    /** Takes what a run tells. `isGap`: there are others between what it told before and these. */
    tell(rows: readonly PanelRow[], isGap: boolean): void {
        const wanted = rows.filter((row) => matchesFilter(row, this.filter));
        if (this.loading) this.keep(wanted, isGap);
        else if (this.hasNewer) this.catchUp();
        else if (isGap) this.skipTo(wanted);
        else if (wanted.length > 0) this.append(wanted);
    }

    private keep(rows: readonly PanelRow[], isGap: boolean): void {
        this.told.push(...rows);
        this.hasMissed ||= isGap || this.told.length > LONGEST;
        if (this.told.length > LONGEST) this.told = [];
    }

    private catchUp(): void {
        if (!this.isAhead) return;
        this.isAhead = false;
        void this.showNewer();
    }

    private skipTo(rows: readonly PanelRow[]): void {
        if (!this.isFollowing) {
            this.hasNewer = true;
            this.options.onChange();
        } else if (isEmptyFilter(this.filter)) {
            this.rows = rows.slice(-FOLLOWED);
            this.hasOlder = true;
            this.options.onChange();
        } else {
            void this.showNewest();
        }
    }

    private append(rows: readonly PanelRow[]): void {
        const known = new Set(this.rows.map(({ key }) => key));
        const fresh = rows.slice(rows.findLastIndex(({ key }) => known.has(key)) + 1);
        const all = [...this.rows, ...fresh];
        if (this.isFollowing) {
            this.rows = all.slice(-FOLLOWED);
            this.hasOlder ||= all.length > FOLLOWED;
        } else {
            this.rows = all.slice(0, LONGEST);
            this.hasNewer = all.length > LONGEST;
        }
        this.options.onChange();
    }

    private async load(part: Part): Promise<void> {
        const { key, filter } = this;
        if (key === undefined) return;
        const turn = ++this.turn;
        this.loading = part;
        this.isAhead = false;
        this.options.onChange();
        let problem: string | undefined;
        try {
            const answer = await this.options.ask({ key, filter, ...this.edge(part) });
            if (turn === this.turn) this.take(part, answer);
        } catch (error) {
            problem = error instanceof Error ? error.message : String(error);
        }
        if (turn !== this.turn) return;
        this.problem = problem;
        this.loading = undefined;
        this.takeTold();
        this.options.onChange();
    }

    private edge(part: Part): Pick<TimelineQuery, 'before' | 'after'> {
        if (part === 'oldest') return { after: START };
        if (part === 'older') return { before: edgeOf(this.rows, 'first') };
        return part === 'newer' ? { after: edgeOf(this.rows, 'last') } : {};
    }

    private take(part: Part, { rows, hasMore }: TimelineAnswer): void {
        if (part === 'newest') {
            this.rows = rows.slice(-FOLLOWED);
            this.hasOlder = hasMore || rows.length > FOLLOWED;
            this.hasNewer = false;
            return;
        }
        if (part === 'oldest') {
            this.rows = rows.slice(0, FOLLOWED);
            this.hasOlder = false;
            this.hasNewer = hasMore || rows.length > FOLLOWED;
            return;
        }
        const known = new Set(this.rows.map(({ key }) => key));
        const fresh = rows.filter(({ key }) => !known.has(key));
        if (part === 'older') {
            const all = [...fresh, ...this.rows];
            this.rows = all.slice(0, LONGEST);
            this.hasOlder = hasMore;
            this.hasNewer ||= all.length > LONGEST;
            return;
        }
        const taken = fresh.slice(0, FOLLOWED);
        const all = [...this.rows, ...taken];
        this.rows = all.slice(-LONGEST);
        this.hasOlder ||= all.length > LONGEST;
        this.hasNewer = hasMore || fresh.length > taken.length;
        this.isAhead = hasMore && fresh.length === 0;
    }

    private takeTold(): void {
        const { told, hasMissed } = this;
        this.told = [];
        this.hasMissed = false;
        if (this.hasNewer) return;
        if (!hasMissed) {
            if (told.length > 0) this.append(told);
        } else if (this.isFollowing) {
            void this.showNewest();
        } else {
            this.hasNewer = true;
        }
    }
}
