import path from 'node:path';
import type { HttpBodies } from '../../protocol/httpBodies';
import type { PanelRun, RecordsAnswer, RecordsQuery, TimelineAnswer, TimelineQuery } from '../../protocol/panel';
import { NO_CALLS } from '../../protocol/panelRows';
import type { RecordScope, RunRow } from '../../records/types';
import type { ScriptEntry } from '../projects/readProject';
import { readRows } from './mergedTimeline';
import { panelError } from './panelError';
import { panelOutput } from './panelOutput';
import { panelResponse } from './panelResponse';
import type { RunReader } from './RunReader';
import type { RunTerms } from './RunTerms';
import type { RunProgress, ShownRun } from './ShownRun';
import { storedRuns, type TimelineRun } from './timelineRuns';
import { readRecords } from './touchedRecords';

/** A run as its store has it. */
export class StoredRun implements ShownRun {
    /** Only its store knows. */
    readonly isBlank = false;
    readonly stored: { storeFolder: string; runId: string };
    private runs: Promise<TimelineRun[]> | undefined;

    constructor(
        readonly key: string,
        private readonly reader: () => Promise<RunReader>,
        private readonly storeFolder: string,
        private readonly row: RunRow,
        readonly script: ScriptEntry | undefined,
        private readonly project: string | undefined,
        private readonly terms: RunTerms,
    ) {
        this.stored = { storeFolder, runId: row.id };
    }

    get output(): unknown {
        return this.row.outcome?.output;
    }

    view(): PanelRun {
        const { integration, script, kind, connectionId, status, startedAt, durationMs, outcome } = this.row;
        const { logs, http, batches, models, warnings, options, variant } = this.row;
        const error = status === 'failed' ? outcome?.error : undefined;
        return {
            key: this.key,
            name: `${integration}/${script}`,
            kind,
            project: this.project,
            connection: connectionId,
            given: this.terms.given({ ...options, variant }),
            repeated: this.terms.repeated(this.script),
            state: status,
            startedAt: Date.parse(startedAt),
            durationMs,
            unavailable: [],
            counters: { logs, http, batches, models },
            calls: NO_CALLS,
            warnings: warnings.map((warning) => this.terms.warning(warning)),
            error: error && panelError(error, path.dirname(this.storeFolder), this.terms.text),
            output: panelOutput(this.output),
            response: panelResponse(outcome),
            isPartial: outcome?.partial,
            canRunAgain: this.script?.script.exists ?? false,
            waiting: 0,
        };
    }

    /** Nothing of it changes. */
    progress(): RunProgress {
        return { run: {}, rows: [], isGap: false };
    }

    async timeline({ filter, before, after }: TimelineQuery): Promise<TimelineAnswer> {
        const reader = await this.reader();
        this.runs ??= storedRuns(reader, this.storeFolder, this.row);
        const direction = after ? 'newer' : 'older';
        return readRows(reader, this.storeFolder, await this.runs, { filter, direction, edge: after ?? before });
    }

    async records(query: RecordsQuery): Promise<RecordsAnswer> {
        return readRecords(await this.reader(), this.stored, query);
    }

    async bodies(runId: string, seq: number): Promise<HttpBodies> {
        return (await (await this.reader()).httpBodies(this.storeFolder, runId, seq)) ?? {};
    }

    scopeOf(model: string): RecordScope | undefined {
        const { integration, connectionId, variant, models } = this.row;
        return Object.hasOwn(models, model) ? { integration, connectionId, model, variant } : undefined;
    }
}
