import type { OpenCall, RunEvent } from '../protocol/events';

/** A call that is on its way, and the run, or nested run, that makes it. */
export interface KnownCall {
    /** Unique in a run with all that it started. */
    key: string;
    runId: string;
    call: OpenCall;
}

export function callKey(runId: string, call: number): string {
    return `${runId}:call${call}`;
}

/** The HTTP attempts that are on their way in a run, and in those nested in it, from what it tells of them. */
export class KnownCalls {
    private readonly byKey = new Map<string, KnownCall>();

    /** In the order in which they were told of, which is that in which they began. */
    get all(): KnownCall[] {
        return [...this.byKey.values()];
    }

    get size(): number {
        return this.byKey.size;
    }

    get oldest(): KnownCall | undefined {
        return this.byKey.values().next().value;
    }

    /** @returns whether that changed them */
    see(event: RunEvent): boolean {
        const { runId } = event;
        switch (event.type) {
            case 'calling': {
                const key = callKey(runId, event.call.id);
                this.byKey.set(key, { key, runId, call: event.call });
                return true;
            }
            case 'http':
                return event.call !== undefined && this.byKey.delete(callKey(runId, event.call));
            case 'skipped':
                return (event.calls ?? []).filter((call) => this.byKey.delete(callKey(runId, call))).length > 0;
            default:
                return false;
        }
    }
}
