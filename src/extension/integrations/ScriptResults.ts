import type { LastRun } from '../../host/store/requests';
import type { RunCounters, RunOutcome } from '../../protocol/events';
import type { ScriptEntry } from '../projects/readProject';
import { describeLastRun, describeLiveRun, describeOutcome, type ResultText } from '../results/describeResult';
import type { LiveRun } from '../runs/LiveRun';
import type { Services } from '../Services';

interface Ended {
    startedAt: number;
    outcome: RunOutcome;
    counters: RunCounters;
}

/**
 * How each script stands, without waiting: a run of it that goes on, else the one that ended last. Stores are read
 * by `load`; a run that could not even start is in no store and is remembered here.
 */
export class ScriptResults {
    private readonly ended = new Map<string, Ended>();
    private readonly stored = new Map<string, LastRun | undefined>();

    constructor(private readonly services: Pick<Services, 'vscode' | 'runs' | 'results'>) {}

    /** Undefined for a script that never ran, as far as is known yet. */
    describe({ key }: ScriptEntry): ResultText | undefined {
        const { vscode, runs } = this.services;
        const live = [runs.current, ...runs.queued].find((run) => run?.script.key === key);
        if (live) return describeLiveRun(vscode, live);
        const ended = this.ended.get(key);
        const stored = this.stored.get(key);
        if (ended && !(stored && Date.parse(stored.startedAt) >= ended.startedAt)) {
            return describeOutcome(vscode, ended.outcome, ended.counters);
        }
        return stored && describeLastRun(vscode, stored);
    }

    /** Notes how a run of this window ended. One that was taken from the queue has not run. */
    note({ script, choices, session, outcome, startedAt, counters }: LiveRun): void {
        // What a sync did with a webhook says nothing of how it syncs.
        if (choices.payload !== undefined) return;
        if (outcome && (session || outcome.status === 'failed')) {
            this.ended.set(script.key, { startedAt, outcome, counters });
        }
    }

    /** Reads how scripts' last runs ended. @returns those of which something else is known now */
    async load<T extends { script: ScriptEntry }>(nodes: readonly T[]): Promise<T[]> {
        const runs = await Promise.all(nodes.map(({ script }) => this.services.results.of(script)));
        return nodes.filter(({ script: { key } }, index) => {
            const before = this.stored.get(key);
            const now = runs[index];
            this.stored.set(key, now);
            return before?.id !== now?.id || before?.status !== now?.status;
        });
    }
}
