import { randomUUID } from 'node:crypto';
import type { HttpBodies } from '../../protocol/httpBodies';
import type {
    RecordPage,
    RecordQuery,
    RecordScope,
    RecordVersion,
    RunRow,
    TimelineEntry,
    TimelineFilter,
    TouchedPage,
    TouchedQuery,
} from '../../records';
import type { ExportFollower } from './exportRecords';
import { type ReaderOptions, ReaderProcess } from './ReaderProcess';
import type { ExportOptions, LastRun, ScopeCounts, StoreRequest, StoreRequests } from './requests';

/** A reader that was asked nothing for so long ends; the next request starts another. */
const IDLE_MS = 180_000;

/**
 * Reads stores in a process of its own, which is started by the first request, ends when nothing is asked for a while,
 * and is replaced when it crashed. A store that does not exist holds nothing, but for what a run is known to have written
 * there: `timeline`, `httpBodies` and `runRecords` reject with `store_gone`.
 *
 * Every method rejects with a UserError: those of `RecordStore`, and `store_reader_ended`.
 */
export class StoreReader {
    private reader: ReaderProcess | undefined;
    private waiting = 0;
    private timer: NodeJS.Timeout | undefined;
    private isOver = false;

    constructor(
        private readonly options: ReaderOptions,
        private readonly idleMs = IDLE_MS,
    ) {}

    /** The process that reads, while there is one. */
    get pid(): number | undefined {
        return this.reader?.pid;
    }

    run(storeFolder: string, runId: string): Promise<RunRow | undefined> {
        return this.ask('run', { storeFolder, runId });
    }

    /** The runs that a run started itself, in the order in which they began. */
    nestedRuns(storeFolder: string, runId: string): Promise<RunRow[]> {
        return this.ask('nestedRuns', { storeFolder, runId });
    }

    /** The newest run of each script, newest first. */
    lastRuns(storeFolder: string): Promise<LastRun[]> {
        return this.ask('lastRuns', { storeFolder });
    }

    /** A page of a run's logs, HTTP attempts and batches, in their order. */
    async timeline(storeFolder: string, runId: string, filter: TimelineFilter): Promise<{ entries: TimelineEntry[] }> {
        return { entries: await this.ask('timeline', { storeFolder, runId, filter }) };
    }

    /** What is kept of the bodies of one HTTP attempt; undefined while the store does not have the attempt. */
    httpBodies(storeFolder: string, runId: string, seq: number): Promise<HttpBodies | undefined> {
        return this.ask('httpBodies', { storeFolder, runId, seq });
    }

    /** A page of the records of one model that a run touched. */
    runRecords(storeFolder: string, runId: string, query: TouchedQuery): Promise<TouchedPage> {
        return this.ask('touchedRecords', { storeFolder, runId, query });
    }

    /** Every scope that holds records. */
    scopes(storeFolder: string): Promise<ScopeCounts[]> {
        return this.ask('scopes', { storeFolder });
    }

    records(
        storeFolder: string,
        scope: RecordScope,
        { cursor, ...query }: Omit<RecordQuery, 'cursor'> & { cursor?: string | null },
    ): Promise<RecordPage> {
        return this.ask('records', { storeFolder, scope, query: { ...query, cursor: cursor ?? undefined } });
    }

    /** Every state of a record that is still kept, newest first, the current one included. */
    versions(storeFolder: string, scope: RecordScope, id: string): Promise<RecordVersion[]> {
        return this.ask('versions', { storeFolder, scope, id });
    }

    /** Writes the records of a scope into a file. @returns how many @throws UserError `export_failed`, `export_cancelled` */
    async exportRecords(
        storeFolder: string,
        scope: RecordScope,
        options: Omit<ExportOptions, 'id'>,
        { signal, onProgress }: Partial<ExportFollower> = {},
    ): Promise<{ records: number }> {
        const id = randomUUID();
        const asked = this.ask('exportRecords', { storeFolder, scope, options: { ...options, id } });
        const { reader } = this;
        const end = reader?.onEvent((event) => event.id === id && onProgress?.(event.records));
        const cancel = () => reader?.tell({ type: 'cancelExport', id });
        signal?.addEventListener('abort', cancel);
        if (signal?.aborted) cancel();
        try {
            return await asked;
        } finally {
            end?.();
            signal?.removeEventListener('abort', cancel);
        }
    }

    /** Removes the records of a scope and their history. @returns how many there were */
    clearRecords(storeFolder: string, scope: RecordScope): Promise<number> {
        return this.ask('clearRecords', { storeFolder, scope });
    }

    /** Ends the process; what is asked afterwards is refused. */
    async dispose(): Promise<void> {
        this.isOver = true;
        clearTimeout(this.timer);
        await this.reader?.end();
    }

    private async ask<K extends StoreRequest>(name: K, params: StoreRequests[K]['params']) {
        if (this.isOver) throw new Error('The reader of stores was disposed.');
        clearTimeout(this.timer);
        this.waiting++;
        const reader = this.reader?.isOpen ? this.reader : this.start();
        try {
            return await reader.ask(name, params);
        } finally {
            this.waiting--;
            if (this.waiting === 0 && !this.isOver) this.endWhenIdle();
        }
    }

    private start(): ReaderProcess {
        const reader = new ReaderProcess(this.options);
        this.reader = reader;
        void reader.exited.then(() => {
            if (this.reader === reader) this.reader = undefined;
        });
        return reader;
    }

    private endWhenIdle(): void {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => {
            const idle = this.reader;
            this.reader = undefined;
            void idle?.end();
        }, this.idleMs);
        this.timer.unref();
    }
}
