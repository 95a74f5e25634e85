import type { PanelRecord, RecordsAnswer, RecordsQuery } from '../protocol/panel';

/** Pages that are held; the others are read again. */
const PAGES = 3;

type Wanted = Pick<RecordsQuery, 'key' | 'model' | 'change' | 'id'>;

export interface RecordWindowOptions {
    /** Rejects with a message for a person. */
    ask(query: RecordsQuery): Promise<RecordsAnswer>;
    onChange(): void;
}

/** A window on the records of one model that a run touched: a few pages that follow each other. */
export class RecordWindow {
    isLoading = false;
    /** Why records could not be read. */
    problem: string | undefined;

    private wanted: Wanted | undefined;
    private turn = 0;
    private pages: PanelRecord[][] = [];
    /** Where each page begins that was read so far, and where the one after them does. */
    private starts: (string | undefined)[] = [undefined];
    /** The number of the first page held. */
    private first = 0;
    private isDue = false;

    constructor(private readonly options: RecordWindowOptions) {}

    get records(): PanelRecord[] {
        return this.pages.flat();
    }

    get hasEarlier(): boolean {
        return this.first > 0;
    }

    get hasLater(): boolean {
        return this.first + this.pages.length < this.starts.length;
    }

    async show(wanted: Wanted | undefined): Promise<void> {
        this.wanted = wanted;
        this.pages = [];
        this.starts = [undefined];
        this.first = 0;
        this.isLoading = false;
        this.turn++;
        this.options.onChange();
        await this.showLater();
    }

    async showLater(): Promise<void> {
        if (this.isLoading || !this.hasLater) return;
        await this.read(this.first + this.pages.length, (page) => {
            this.pages.push(page);
            if (this.pages.length <= PAGES) return;
            this.pages.shift();
            this.first++;
        });
    }

    async showEarlier(): Promise<void> {
        if (this.isLoading || !this.hasEarlier) return;
        await this.read(this.first - 1, (page) => {
            this.first--;
            this.pages = [page, ...this.pages].slice(0, PAGES);
        });
    }

    /** There are further records: reads the last page again when it is held, and was the last until now. */
    async refresh(): Promise<void> {
        if (this.hasLater && this.pages.length > 0) return;
        this.isDue = this.isLoading;
        if (this.isLoading) return;
        if (this.pages.length === 0) return this.showLater();
        await this.read(this.first + this.pages.length - 1, (page) => {
            this.pages[this.pages.length - 1] = page;
        });
    }

    private async read(number: number, take: (page: PanelRecord[]) => void): Promise<void> {
        if (!this.wanted) return;
        const turn = ++this.turn;
        this.isLoading = true;
        this.options.onChange();
        const cursor = this.starts[number];
        let problem: string | undefined;
        try {
            const answer = await this.options.ask({ ...this.wanted, ...(cursor !== undefined && { cursor }) });
            if (turn === this.turn) {
                take(answer.records);
                if (answer.cursor !== null) this.starts[number + 1] ??= answer.cursor;
            }
        } catch (error) {
            problem = error instanceof Error ? error.message : String(error);
        }
        if (turn !== this.turn) return;
        this.problem = problem;
        this.isLoading = false;
        this.options.onChange();
        if (!this.isDue) return;
        this.isDue = false;
        await this.refresh();
    }
}
