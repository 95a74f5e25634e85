import type { RecordScope } from '../../records/types';
import type { EngineProvider } from '../engine/EngineProvider';
import { scopeKey } from './recordUri';
import { type RecordSummary, summarise } from './summary';

export const PAGE_SIZE = 100;
/** After a change, no more than this is read again of what was shown. */
const MOST_AGAIN = 1000;

export interface ShownRecords {
    records: RecordSummary[];
    /** There are more in the store. */
    hasMore: boolean;
}

interface Scope {
    storeFolder: string;
    /** How many records a person has asked to see. */
    wanted: number;
    cursor: string | null | undefined;
    records: RecordSummary[];
    reading: Promise<void> | undefined;
}

/** The records of each scope that are shown, newest change first: as many pages as were asked for, one at a time. */
export class RecordPages {
    private readonly scopes = new Map<string, Scope>();

    constructor(private readonly engine: Pick<EngineProvider, 'reader'>) {}

    /** What is shown of a scope, read when it is not known. @throws UserError */
    async shown(storeFolder: string, scope: RecordScope): Promise<ShownRecords> {
        const key = scopeKey(storeFolder, scope);
        const pages = this.scopes.get(key) ?? { storeFolder, wanted: PAGE_SIZE, ...UNREAD };
        this.scopes.set(key, pages);
        pages.reading ??= this.fill(pages, scope).finally(() => {
            pages.reading = undefined;
        });
        await pages.reading;
        return { records: pages.records, hasMore: pages.cursor !== null };
    }

    /** Has the next page shown, too. */
    more(storeFolder: string, scope: RecordScope): void {
        const pages = this.scopes.get(scopeKey(storeFolder, scope));
        if (pages) pages.wanted = pages.records.length + PAGE_SIZE;
    }

    /** Has everything read again when it is next shown; of one store, or of all. */
    forget(storeFolder?: string): void {
        for (const [key, pages] of this.scopes) {
            if (storeFolder !== undefined && pages.storeFolder !== storeFolder) continue;
            const wanted = Math.min(pages.wanted, MOST_AGAIN);
            // Another object: what is being read at this moment goes into the old one.
            this.scopes.set(key, { storeFolder: pages.storeFolder, wanted, ...UNREAD });
        }
    }

    private async fill(pages: Scope, scope: RecordScope): Promise<void> {
        while (pages.cursor !== null && pages.records.length < pages.wanted) {
            const reader = await this.engine.reader();
            const { cursor } = pages;
            const page = await reader.records(pages.storeFolder, scope, { order: 'newest', limit: PAGE_SIZE, cursor });
            pages.records = [...pages.records, ...page.records.map(summarise)];
            pages.cursor = page.nextCursor;
        }
    }
}

const UNREAD: Pick<Scope, 'cursor' | 'records' | 'reading'> = { cursor: undefined, records: [], reading: undefined };
