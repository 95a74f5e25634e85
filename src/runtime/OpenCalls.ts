import type { BegunAttempt, OpenCall } from '../protocol/events';
import type { HttpBodies } from '../protocol/httpBodies';

/** Milliseconds that an attempt is on its way before it is told of. */
export const SLOW_MS = 300;

interface Open {
    describe(): BegunAttempt;
    bodies: HttpBodies;
    began: number;
    /** Once it was told of. */
    id?: number;
}

/**
 * The HTTP attempts of one run that are on their way. Only those that last are told of, so that a run of thousands of
 * fast calls pays next to nothing: its calls share one timer, which is set at most once per `SLOW_MS`, and an attempt is
 * not described, which redacts its URL and headers, before it is told of. A person sees no difference: what takes less
 * is there, whole, before one could read that it is on its way.
 */
export class OpenCalls {
    /** In the order in which they began. */
    private readonly open = new Set<Open>();
    private timer: NodeJS.Timeout | undefined;
    private told = 0;

    constructor(private readonly tell: (call: OpenCall) => void) {}

    /** @returns what to call at its end: gives the id that it was told of under, undefined when it was not */
    begin(describe: () => BegunAttempt, bodies: HttpBodies = {}): () => number | undefined {
        const call: Open = { describe, bodies, began: performance.now() };
        this.open.add(call);
        this.timer ??= this.lookIn(SLOW_MS);
        return () => {
            this.open.delete(call);
            return call.id;
        };
    }

    /** Those that are still on their way, which are forgotten. */
    close(): { attempt: BegunAttempt; bodies: HttpBodies; id?: number }[] {
        clearTimeout(this.timer);
        const left = [...this.open].map(({ describe, bodies, id }) => ({ attempt: describe(), bodies, id }));
        this.open.clear();
        return left;
    }

    private look(): void {
        this.timer = undefined;
        const now = performance.now();
        for (const call of this.open) {
            if (call.id !== undefined) continue;
            const left = call.began + SLOW_MS - now;
            if (left > 0) {
                this.timer = this.lookIn(left);
                return;
            }
            call.id = ++this.told;
            this.tell({ id: call.id, ...call.describe() });
        }
    }

    private lookIn(ms: number): NodeJS.Timeout {
        return setTimeout(() => this.look(), Math.ceil(ms)).unref();
    }
}
