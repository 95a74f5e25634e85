import type { RunCounters, RunKind, RunStatus, RunWarning } from './events';
import type { BodySide, HttpBody } from './httpBodies';
import type { PanelCalls, PanelRow, RowEdge, RowFilter } from './panelRows';

/** Messages between the extension and the page of its view *Run*. */

/** How a run is; beside what the store knows, what is true only in the window that runs it. */
export type PanelRunState = RunStatus | 'queued' | 'starting' | 'cancelling';

/** A place in a file; 1-based. `label` is how it is shown: the path relative to the project. */
export interface PanelPlace {
    label: string;
    file: string;
    line?: number;
    column?: number;
    function?: string;
}

/** Something that a run was given: called as its line of Run With… is. A switch that is on has no value. */
export interface PanelGiven {
    label: string;
    /** Cut, and without secrets. */
    value?: string;
}

export interface PanelError {
    type: string;
    message: string;
    advice?: string;
    /** HTTP status of the failed call. */
    status?: number;
    /** Pretty JSON; undefined when the script sent nothing along. */
    payload?: string;
    /** Where it happened, then how it got there. */
    places: PanelPlace[];
    related: { message: string; place?: PanelPlace }[];
    /** The setting that it is about, `syncbench.…`. */
    setting?: string;
}

export interface PanelResponse {
    status: number;
    /** Pretty JSON, the beginning of it when it is very long; absent where the body is empty or the output itself. */
    body?: string;
}

/** A run as the page's header tells it. */
export interface PanelRun {
    /** One showing of one run; whatever the page asks and is told names it. */
    key: string;
    /** `integration/script` */
    name: string;
    kind: RunKind;
    /** Only where the workspace has several projects. */
    project?: string;
    /** Undefined while it is not known, or when there never was one. */
    connection?: string;
    /** What else it was given. */
    given: PanelGiven[];
    /** What Run Again would give it. */
    repeated: PanelGiven[];
    state: PanelRunState;
    /** Milliseconds since the epoch. */
    startedAt: number;
    /** Undefined while it goes on, and of a run that was interrupted. */
    durationMs?: number;
    node?: string;
    /** Protections that this Node lacks. */
    unavailable: string[];
    counters: RunCounters;
    /** What it waits for. */
    calls: PanelCalls;
    warnings: RunWarning[];
    error?: PanelError;
    /** What an action returned, as pretty JSON; the beginning of it when it is very long. */
    output?: { text: string; isCut: boolean };
    /** Of an action: what the app that calls it would receive. */
    response?: PanelResponse;
    /** Whether a limit of its own ended it early (`maxPages`, `maxRecords`). */
    isPartial?: boolean;
    /** Whether its script can be run from here. */
    canRunAgain: boolean;
    /** How many runs wait for this one to end. */
    waiting: number;
}

/** Why there is no run to show. */
export type PanelEmpty = 'loading' | 'noFolder' | 'noProject' | 'noRun' | 'untrusted';

export type RecordChange = 'added' | 'updated' | 'unchanged' | 'deleted';

/** One record that a run touched. */
export interface PanelRecord {
    id: string;
    change: RecordChange;
    seq: number;
}

export type ToPage =
    /** The page's words by name, and the language of numbers and times. */
    | { type: 'init'; words: Record<string, string>; locale: string }
    | { type: 'empty'; reason: PanelEmpty }
    /** Another run: everything of the former one goes. `isBlank`: it has no rows yet; each will be told. */
    | { type: 'show'; run: PanelRun; isBlank: boolean }
    /**
     * What is new in the run that is shown. `isGap`: between what was told before and these rows there are others, which
     * are in the store.
     */
    | { type: 'progress'; key: string; run: Partial<PanelRun>; rows: PanelRow[]; isGap: boolean };

export type ToExtension =
    | { type: 'ready' }
    | { type: 'runAgain' }
    | { type: 'cancel' }
    | { type: 'runScript' }
    | { type: 'manageTrust' }
    | { type: 'openFolder' }
    /** The setting that the run's error names. */
    | { type: 'openSetting'; key: string }
    | { type: 'openPlace'; key: string; place: { file: string; line?: number; column?: number } }
    | { type: 'openRecord'; key: string; model: string; id: string }
    | { type: 'openOutput'; key: string }
    | ({ type: 'openBody'; side: BodySide } & BodiesQuery)
    | { type: 'openRecords'; key: string }
    | { type: 'copy'; text: string };

/** A page of rows: the newest ones, those before an edge, or those after one. */
export interface TimelineQuery {
    key: string;
    filter: RowFilter;
    before?: RowEdge;
    after?: RowEdge;
}

/** `hasMore`: there are further ones in the direction that was asked for; older ones when the newest were. */
export interface TimelineAnswer {
    rows: PanelRow[];
    hasMore: boolean;
}

export interface RecordsQuery {
    key: string;
    model: string;
    change?: RecordChange;
    /** Part of an id. */
    id?: string;
    cursor?: string;
}

export interface RecordsAnswer {
    records: PanelRecord[];
    /** Null at the end. */
    cursor: string | null;
}

/** Of one HTTP attempt: its run, or nested run, and its place in that. */
export interface BodiesQuery {
    key: string;
    runId: string;
    seq: number;
}

/** A body as the page draws it: JSON has lines, and of a long text comes the beginning; a document has all that is kept. */
export interface PanelBody extends HttpBody {
    /** Whether more of it is kept. */
    hasMore?: boolean;
}

/** What is not kept, and nobody says why, is not there: it was switched off, or did not exist when the run was made. */
export type BodiesAnswer = Partial<Record<BodySide, PanelBody>>;

/** What the page asks of the extension. */
export type PanelRequests = {
    timeline: { params: TimelineQuery; result: TimelineAnswer };
    records: { params: RecordsQuery; result: RecordsAnswer };
    /** Answered once the attempt is in the store, or never will be. */
    bodies: { params: BodiesQuery; result: BodiesAnswer };
};
