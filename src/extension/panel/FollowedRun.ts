import { KnownCalls } from '../../host/KnownCalls';
import type { RunEvent } from '../../protocol/events';
import type { HttpBodies } from '../../protocol/httpBodies';
import type {
    PanelGiven,
    PanelRun,
    RecordsAnswer,
    RecordsQuery,
    TimelineAnswer,
    TimelineQuery,
} from '../../protocol/panel';
import { matchesFilter, NO_CALLS, type PanelCalls } from '../../protocol/panelRows';
import type { RecordScope } from '../../records/types';
import type { ScriptEntry } from '../projects/readProject';
import type { LiveRun } from '../runs/LiveRun';
import { readBodies } from './httpBodies';
import { LiveTail } from './LiveTail';
import { PAGE, readRows } from './mergedTimeline';
import { panelError } from './panelError';
import { panelOutput } from './panelOutput';
import { panelResponse } from './panelResponse';
import type { RunReader } from './RunReader';
import type { RunTerms } from './RunTerms';
import { callsView, eventRow } from './rows';
import type { RunProgress, ShownRun } from './ShownRun';
import { RunTree } from './timelineRuns';
import { readRecords } from './touchedRecords';

/** A run of this window, from what it tells; what it told long ago is read from the store. */
export class FollowedRun implements ShownRun {
    private readonly tail = new LiveTail();
    private readonly runs = new RunTree();
    private readonly known = new KnownCalls();
    private callsView: PanelCalls | undefined;
    private toldCalls: PanelCalls | undefined;
    private readonly facts: Pick<PanelRun, 'node' | 'unavailable' | 'warnings'> = { unavailable: [], warnings: [] };
    /** Its project's name, where the workspace has several. */
    project: string | undefined;
    private told = 0;
    private outputView: PanelRun['output'];
    private givenView: { of: unknown; facts: PanelGiven[] } | undefined;
    private toldGiven: PanelGiven[] | undefined;

    constructor(
        readonly key: string,
        private readonly live: LiveRun,
        private readonly reader: () => Promise<RunReader>,
        private readonly waiting: () => number,
        private readonly terms: RunTerms,
    ) {}

    get script(): ScriptEntry {
        return this.live.script;
    }

    get output(): unknown {
        return this.live.outcome?.output;
    }

    /** A run that never began is in no store. */
    get stored(): { storeFolder: string; runId: string } | undefined {
        const { session } = this.live;
        if (!session || !this.runs.of(session.runId)) return undefined;
        return { storeFolder: session.target.storeFolder, runId: session.runId };
    }

    get isBlank(): boolean {
        return this.tail.isBlank;
    }

    receive(event: RunEvent): void {
        const at = new Date().toISOString();
        if (this.known.see(event)) this.callsView = undefined;
        switch (event.type) {
            case 'started':
                this.begin(event);
                return;
            case 'finished':
                this.add(this.runs.end(event.runId, event.outcome, at));
                return;
            case 'skipped':
                this.tail.skip();
                return;
            case 'calling':
                return;
            case 'warning':
                this.facts.warnings.push(this.terms.warning(event.warning));
        }
        const run = this.runs.of(event.runId);
        const said = event.type === 'warning' ? { ...event, warning: this.terms.warning(event.warning) } : event;
        if (run) this.add(eventRow(run, said, { at, number: ++this.told }));
    }

    view(): PanelRun {
        const { script, project } = this.live.script;
        return {
            key: this.key,
            name: `${script.integration}/${script.name}`,
            unavailable: this.facts.unavailable,
            startedAt: this.live.startedAt,
            canRunAgain: true,
            given: this.given(),
            repeated: this.terms.repeated(this.script),
            ...this.changing(project.project.root),
        };
    }

    progress(): RunProgress {
        const { rows, isGap } = this.tail.take();
        const { unavailable } = this.facts;
        const { calls, ...changing } = this.changing(this.live.script.project.project.root);
        const isNew = calls !== this.toldCalls;
        this.toldCalls = calls;
        return { run: { ...changing, ...(isNew && { calls }), ...this.newFacts(), unavailable }, rows, isGap };
    }

    async timeline({ filter, before, after }: TimelineQuery): Promise<TimelineAnswer> {
        if (after) return this.newer(after, filter);
        if (before) return this.older(before, filter, PAGE);
        const rows = this.tail.all.filter((row) => matchesFilter(row, filter));
        if (!this.tail.hasDropped) return { rows, hasMore: false };
        if (rows.length >= PAGE) return { rows, hasMore: true };
        const older = await this.older(this.tail.edge, filter, PAGE - rows.length);
        return { rows: [...older.rows, ...rows], hasMore: older.hasMore };
    }

    async records(query: RecordsQuery): Promise<RecordsAnswer> {
        const { stored } = this;
        return stored ? readRecords(await this.reader(), stored, query) : { records: [], cursor: null };
    }

    async bodies(runId: string, seq: number): Promise<HttpBodies> {
        const { stored } = this;
        if (!stored) return {};
        return readBodies(await this.reader(), { ...stored, runId, seq }, () => this.live.outcome !== undefined);
    }

    scopeOf(model: string): RecordScope | undefined {
        const { session } = this.live;
        if (!session || !Object.hasOwn(session.counters.models, model)) return undefined;
        const { script, connectionId } = session.target;
        return { integration: script.integration, connectionId, model, variant: this.live.choices.variant ?? 'base' };
    }

    private begin(event: Extract<RunEvent, { type: 'started' }>): void {
        this.add(this.runs.begin(event));
        if (event.parentRunId !== undefined) return;
        this.facts.node = event.node;
        this.facts.unavailable = event.unavailable;
    }

    private add(row: ReturnType<RunTree['begin']>): void {
        if (row) this.tail.add(row);
    }

    private changing(root: string) {
        const { outcome, counters, session, choices } = this.live;
        const error = outcome?.status === 'failed' ? outcome.error : undefined;
        this.outputView ??= panelOutput(outcome?.output);
        const chosen = choices.connection?.kind === 'connection' ? choices.connection.id : undefined;
        return {
            kind: session?.target.kind ?? this.live.script.script.kind,
            state: this.state(),
            project: this.project,
            connection: session?.target.connectionId ?? chosen,
            durationMs: outcome?.durationMs,
            node: this.facts.node,
            counters,
            calls: this.calls(),
            warnings: this.facts.warnings,
            error: error && panelError(error, root, this.terms.text),
            output: this.outputView,
            response: panelResponse(outcome),
            isPartial: outcome?.partial,
            waiting: this.waiting(),
        };
    }

    /** Known from the start, and exactly once its script has been compiled. */
    private given(): PanelGiven[] {
        const { session, choices } = this.live;
        const of = session?.given;
        if (!this.givenView || this.givenView.of !== of) {
            this.givenView = { of, facts: this.terms.given({ ...choices, ...of }) };
        }
        return this.givenView.facts;
    }

    private newFacts(): Pick<Partial<PanelRun>, 'given' | 'repeated'> {
        const given = this.given();
        const isNew = given !== this.toldGiven;
        this.toldGiven = given;
        // Until its end, nothing can be run again.
        return { ...(isNew && { given }), ...(this.live.outcome && { repeated: this.terms.repeated(this.script) }) };
    }

    private calls(): PanelCalls {
        if (this.live.outcome || this.known.size === 0) return NO_CALLS;
        this.callsView ??= callsView(this.known.all, this.runs);
        return this.callsView;
    }

    private state(): PanelRun['state'] {
        const { outcome, isCancelling, state } = this.live;
        if (outcome) return outcome.status;
        if (isCancelling) return 'cancelling';
        return state === 'finished' ? 'failed' : state;
    }

    private async older(edge: TimelineQuery['before'], filter: TimelineQuery['filter'], limit: number) {
        const { stored } = this;
        if (!stored) return { rows: [], hasMore: false };
        const query = { filter, direction: 'older' as const, edge, limit };
        return readRows(await this.reader(), stored.storeFolder, this.runs.all, query);
    }

    private async newer(edge: NonNullable<TimelineQuery['after']>, filter: TimelineQuery['filter']) {
        const inTail = this.tail.after(edge);
        if (inTail) return { rows: inTail.filter((row) => matchesFilter(row, filter)), hasMore: false };
        const { stored } = this;
        if (!stored) return { rows: [], hasMore: false };
        const query = { filter, direction: 'newer' as const, edge };
        const answer = await readRows(await this.reader(), stored.storeFolder, this.runs.all, query);
        // While it goes on, the store is behind; what it does not have yet will have been told when it is asked again.
        return { rows: answer.rows, hasMore: answer.hasMore || !this.live.outcome };
    }
}
