import type { RunEvent } from '../protocol/events';
import { RecordStore, type TimelineEntry } from '../records';
import type { RunSession } from './types';

/** Entries read from the store at a time. */
const PAGE = 500;
/** Events held for a slow reader; beyond that, those that the store has are read there when their turn comes. */
const QUEUE = 1_000;
/** How long to wait for the child to write what it has counted. */
const RETRY_MS = 50;

/**
 * Every event of a run and of its nested runs, in order, up to and including the run's own `finished`. What was left
 * out because a reader was slow is read from the store, a page at a time, so that no reader holds more than that.
 */
export async function* followTimeline(session: RunSession): AsyncGenerator<RunEvent, void, void> {
    const queue: RunEvent[] = [];
    let wake: () => void = () => {};
    const stop = session.onEvent((event) => {
        if (queue.length >= QUEUE && seqOf(event) !== undefined) return;
        queue.push(event);
        wake();
    });
    const reader = new GapReader(session);
    try {
        for (;;) {
            const event = queue.shift();
            if (!event) {
                await new Promise<void>((resolve) => {
                    wake = resolve;
                });
                continue;
            }
            yield* reader.before(event);
            if (event.type !== 'skipped' && reader.isNew(event)) yield event;
            if (event.type === 'finished' && event.runId === session.runId) return;
        }
    } finally {
        stop();
        reader.close();
    }
}

/** Notices gaps in the sequence numbers of each run and fills them from the store. */
class GapReader {
    private readonly seen = new Map<string, number>();
    private store: RecordStore | undefined;
    /** The child is gone and the store is as complete as it will be. */
    private over = false;

    constructor(private readonly session: RunSession) {
        void session.outcome.then(() => {
            this.over = true;
        });
    }

    /** What comes before an event and has not been seen. */
    async *before(event: RunEvent): AsyncGenerator<RunEvent, void, void> {
        const { runId } = event;
        const through = this.storedBefore(event);
        while ((this.seen.get(runId) ?? 0) < through) {
            this.store ??= RecordStore.open(this.session.target.storeFolder, { readOnly: true });
            const over = this.over;
            const page = this.store.timeline(runId, { afterSeq: this.seen.get(runId) ?? 0, limit: PAGE });
            if (page.length === 0 && over) return;
            if (page.length === 0) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
            for (const entry of page) {
                this.seen.set(runId, entry.seq);
                yield toEvent(runId, entry);
            }
        }
    }

    /** Whether an event has not been read from the store already. */
    isNew(event: RunEvent): boolean {
        const seq = seqOf(event);
        if (seq === undefined) return true;
        if (seq <= (this.seen.get(event.runId) ?? 0)) return false;
        this.seen.set(event.runId, seq);
        return true;
    }

    close(): void {
        this.store?.close();
    }

    private storedBefore(event: RunEvent): number {
        if (event.type === 'skipped') return event.throughSeq;
        if (event.type === 'finished' && event.runId === this.session.runId) {
            const { logs, http, batches } = this.session.counters;
            return logs + http + batches;
        }
        return (seqOf(event) ?? 1) - 1;
    }
}

function toEvent(runId: string, entry: TimelineEntry): RunEvent {
    switch (entry.type) {
        case 'log': {
            const { type, ...log } = entry;
            return { type, runId, entry: log };
        }
        case 'http': {
            const { type, ...attempt } = entry;
            return { type, runId, attempt };
        }
        case 'batch': {
            const { seq, at, operation, model, records, counts } = entry;
            return { type: 'batch', runId, seq, at, operation, model, records, counts };
        }
    }
}

function seqOf(event: RunEvent): number | undefined {
    if (event.type === 'log') return event.entry.seq;
    if (event.type === 'http') return event.attempt.seq;
    return event.type === 'batch' ? event.seq : undefined;
}
