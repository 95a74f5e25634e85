import type { RunCounters, RunEvent } from '../protocol/events';

/** Where the pump sends to: the child's side of the channel. */
export interface EventSink {
    isFlooded(): boolean;
    send(events: RunEvent[], counters: RunCounters): void;
    drained(): Promise<void>;
}

/** Events per second that are sent on their own, at once, so that the last line before an endless loop is seen. */
const IMMEDIATE_PER_SECOND = 1_000;
const IMMEDIATE_BURST = 200;
/** Beyond that, events go in frames of at most this many. */
const FRAME_SIZE = 100;

/**
 * Hands a run's events to the host without ever holding many: while the host reads slower than the run writes,
 * log lines, HTTP attempts and batches are left to the store and the host is told up to where it must read there.
 */
export class EventPump {
    private frame: RunEvent[] = [];
    /** By run: through which entry, and which calls that the host knows to be on their way have ended. */
    private readonly skipped = new Map<string, { throughSeq: number; calls: number[] }>();
    private tokens = IMMEDIATE_BURST;
    private refilledAt = performance.now();
    private scheduled = false;
    private waitingForDrain = false;

    constructor(
        private readonly sink: EventSink,
        private readonly counters: () => RunCounters,
        /** Writes what is buffered to the store; called before the host is told to read it there. */
        private readonly flushStore: () => void,
    ) {}

    push(event: RunEvent): void {
        const seq = storedSeq(event);
        if (this.sink.isFlooded() && seq !== undefined) {
            this.skip(event, seq);
            this.resumeWhenDrained();
            return;
        }
        this.frame.push(event);
        if (this.frame.length >= FRAME_SIZE || this.takeToken()) this.send();
        else this.schedule();
    }

    /** Sends what is pending, whatever the other side's pace. */
    send(): void {
        this.announceSkipped();
        if (this.frame.length === 0) return;
        const events = this.frame;
        this.frame = [];
        this.sink.send(events, this.counters());
    }

    private skip(event: RunEvent, seq: number): void {
        const calls = this.skipped.get(event.runId)?.calls ?? [];
        if (event.type === 'http' && event.call !== undefined && !this.takeBack(event.runId, event.call)) {
            calls.push(event.call);
        }
        this.skipped.set(event.runId, { throughSeq: seq, calls });
    }

    /** What is skipped is told of first, so the beginning of a call that ended among it must not come after. */
    private takeBack(runId: string, id: number): boolean {
        const at = this.frame.findIndex(
            (each) => each.type === 'calling' && each.runId === runId && each.call.id === id,
        );
        if (at >= 0) this.frame.splice(at, 1);
        return at >= 0;
    }

    private announceSkipped(): void {
        if (this.skipped.size === 0) return;
        this.flushStore();
        const skipped = [...this.skipped].map(
            ([runId, { throughSeq, calls }]): RunEvent => ({
                type: 'skipped',
                runId,
                throughSeq,
                ...(calls.length > 0 && { calls }),
            }),
        );
        this.skipped.clear();
        this.frame.unshift(...skipped);
    }

    private resumeWhenDrained(): void {
        if (this.waitingForDrain) return;
        this.waitingForDrain = true;
        void this.sink.drained().then(() => {
            this.waitingForDrain = false;
            this.send();
        });
    }

    private schedule(): void {
        if (this.scheduled) return;
        this.scheduled = true;
        setImmediate(() => {
            this.scheduled = false;
            this.send();
        });
    }

    private takeToken(): boolean {
        const now = performance.now();
        this.tokens = Math.min(IMMEDIATE_BURST, this.tokens + ((now - this.refilledAt) / 1_000) * IMMEDIATE_PER_SECOND);
        this.refilledAt = now;
        if (this.tokens < 1) return false;
        this.tokens -= 1;
        return true;
    }
}

/** The sequence number under which the store holds an event, for those that it does hold. */
function storedSeq(event: RunEvent): number | undefined {
    switch (event.type) {
        case 'log':
            return event.entry.seq;
        case 'http':
            return event.attempt.seq;
        case 'batch':
            return event.seq;
        default:
            return undefined;
    }
}
