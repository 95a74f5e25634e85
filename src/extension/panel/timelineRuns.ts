import type { RunEvent, RunOutcome, RunStatus } from '../../protocol/events';
import { BEGIN, END, type PanelRow, type ScriptName } from '../../protocol/panelRows';
import type { RunRow } from '../../records/types';
import type { RunReader } from './RunReader';

/** A run, or one that it started, as far as the merging of their rows needs to know it. */
export interface TimelineRun {
    id: string;
    /** 0 for the run itself. */
    depth: number;
    script: ScriptName;
    /** ISO 8601 */
    startedAt: string;
    /** Undefined while it goes on, or when nobody knows. */
    finishedAt?: string;
    status: RunStatus;
    durationMs?: number;
    /** Why it failed. */
    message?: string;
}

/** Levels of nested runs that are looked for; the cloud's own limit is lower. */
const DEEPEST = 10;

/** A stored run and all that it started, in the order in which they began. */
export async function storedRuns(reader: RunReader, storeFolder: string, row: RunRow): Promise<TimelineRun[]> {
    const found = [storedRun(row, 0)];
    let level = [row];
    for (let depth = 1; level.length > 0 && depth <= DEEPEST; depth++) {
        level = (await Promise.all(level.map(({ id }) => reader.nestedRuns(storeFolder, id)))).flat();
        found.push(...level.map((nested) => storedRun(nested, depth)));
    }
    return found.sort((a, b) => (a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : a.depth - b.depth));
}

function storedRun(row: RunRow, depth: number): TimelineRun {
    const { id, integration, kind, script: name, startedAt, finishedAt, status, durationMs, outcome } = row;
    const script = { integration, kind, name };
    return { id, depth, script, startedAt, finishedAt, status, durationMs, message: outcome?.error?.message };
}

/** The runs of one that is going on, from what it tells. */
export class RunTree {
    private readonly byId = new Map<string, TimelineRun>();

    get all(): readonly TimelineRun[] {
        return [...this.byId.values()];
    }

    of(id: string): TimelineRun | undefined {
        return this.byId.get(id);
    }

    /** @returns the row that says that a nested run begins */
    begin(event: Extract<RunEvent, { type: 'started' }>): PanelRow | undefined {
        const { runId: id, parentRunId, script, at: startedAt } = event;
        const depth = parentRunId === undefined ? 0 : (this.byId.get(parentRunId)?.depth ?? 0) + 1;
        const run: TimelineRun = { id, depth, script, startedAt, status: 'running' };
        this.byId.set(id, run);
        return depth === 0 ? undefined : beginRow(run);
    }

    /** @returns the row that says that a nested run is over */
    end(id: string, outcome: RunOutcome, at: string): PanelRow | undefined {
        const run = this.byId.get(id);
        if (!run) return undefined;
        const { status, durationMs, error } = outcome;
        Object.assign(run, { finishedAt: at, status, durationMs, message: error?.message });
        return endRow(run);
    }
}

export function beginRow({ id, depth, script, startedAt: at }: TimelineRun): PanelRow {
    return { type: 'begin', key: `${id}:${BEGIN}`, seq: BEGIN, runId: id, depth, at, script };
}

/** Undefined for the outermost run, whose end the header tells, and for one that is not over. */
export function endRow({ id, depth, script, finishedAt: at, ...end }: TimelineRun): PanelRow | undefined {
    if (depth === 0 || at === undefined) return undefined;
    const { status, durationMs, message } = end;
    return { type: 'end', key: `${id}:${END}`, seq: END, runId: id, depth, at, script, status, durationMs, message };
}
