import type { RunSession } from '../../host/types';
import type { RunCounters, RunOutcome } from '../../protocol/events';
import type { ScriptEntry } from '../projects/readProject';
import type { RunChoices } from './RunChoices';

export type LiveRunState = 'queued' | 'starting' | 'running' | 'finished';

/** Milliseconds after which a run that goes on is shown everywhere. */
export const CALM_MS = 300;

/** One run of this window, from the request to its end. */
export class LiveRun {
    state: LiveRunState = 'queued';
    /** Set once the run has been resolved; a run that could not start never has one. */
    session: RunSession | undefined;
    /** Set when it is over. A run that could not start has failed; one taken from the queue was cancelled. */
    outcome: RunOutcome | undefined;
    /** When it left the queue; milliseconds since the epoch. */
    startedAt = Date.now();
    private cancelRequested = false;

    constructor(
        readonly script: ScriptEntry,
        readonly choices: RunChoices,
    ) {}

    get counters(): RunCounters {
        return this.session?.counters ?? { logs: 0, http: 0, batches: 0, models: {} };
    }

    /** Whether it has been going on for long enough to be shown everywhere. */
    get isLasting(): boolean {
        return Date.now() - this.startedAt >= CALM_MS;
    }

    get isCancelling(): boolean {
        return this.cancelRequested && this.state !== 'finished';
    }

    /** Ends it within a second; before it has started, at once when it would. */
    cancel(): void {
        this.cancelRequested = true;
        this.session?.cancel();
    }

    attach(session: RunSession): void {
        this.session = session;
        if (this.cancelRequested) session.cancel();
    }
}
