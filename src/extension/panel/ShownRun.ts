import type { HttpBodies } from '../../protocol/httpBodies';
import type { PanelRun, RecordsAnswer, RecordsQuery, TimelineAnswer, TimelineQuery } from '../../protocol/panel';
import type { PanelRow } from '../../protocol/panelRows';
import type { RecordScope } from '../../records/types';
import type { ScriptEntry } from '../projects/readProject';

/** What is new in a run since it was last asked. */
export interface RunProgress {
    run: Partial<PanelRun>;
    rows: PanelRow[];
    isGap: boolean;
}

/** A run as the view shows it, whether it goes on, ended in this window, or is read from a store. */
export interface ShownRun {
    readonly key: string;
    /** Where it is kept; undefined when it never began. */
    readonly stored: { storeFolder: string; runId: string } | undefined;
    /** Its script, where the workspace still has it. */
    readonly script: ScriptEntry | undefined;
    /** What it returned, whole. */
    readonly output: unknown;
    view(): PanelRun;
    /** Whether nothing of it has been told or kept: there are no rows to read. */
    readonly isBlank: boolean;
    /** What is new since `view` or this was last called. */
    progress(): RunProgress;
    timeline(query: TimelineQuery): Promise<TimelineAnswer>;
    records(query: RecordsQuery): Promise<RecordsAnswer>;
    /** What is kept of the bodies of an HTTP attempt that its rows name. */
    bodies(runId: string, seq: number): Promise<HttpBodies>;
    /** Where the records of a model are kept. */
    scopeOf(model: string): RecordScope | undefined;
}
