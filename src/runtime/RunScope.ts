import type { ScriptKind } from '../core/project/types';
import type { Redactor } from '../core/redaction/Redactor';
import type { CompiledScript, ConnectionAnswer, ConnectionQuery, RunRequest } from '../protocol/messages';
import type { RecordStore } from '../records';
import type { BodyKeeper } from './http/BodyKeeper';
import type { LocalMetadata } from './LocalMetadata';
import type { PageLoops } from './PageLoops';
import type { ReadOnly } from './ReadOnly';
import type { RunRecorder } from './RunRecorder';
import type { ProjectZod } from './sandbox';
import type { EntryPoint } from './scriptDefinition';
import type { TrialLimits } from './TrialLimits';

/** What all runs of one child share: a run and the runs nested in it. */
export interface Runtime {
    request: RunRequest;
    store: RecordStore;
    redactor: Redactor;
    /** Takes what is kept of HTTP bodies; undefined where none are. */
    keeper?: BodyKeeper;
    metadata: LocalMetadata;
    /** What scripts get as `zod`, where it is known ahead. */
    zod?: ProjectZod;
    readOnly: ReadOnly;
    /** Milliseconds that the script's clock is ahead of the real one. */
    clockOffset: number;
    /** Aborted when the run is cancelled. */
    signal: AbortSignal;
    /** Asks the host for a connection; its secrets are known to the redactor before this resolves. */
    getConnection(query: ConnectionQuery): Promise<ConnectionAnswer>;
    compileScript(integration: string, name: string, kind: 'action' | 'sync'): Promise<CompiledScript>;
    /** Lets the event loop turn when it has not for a while, so that a run can be cancelled between its calls. */
    breathe(): Promise<void>;
    /** Runs another script inside this child; rejects with what the script threw. */
    runNested(
        parent: RunScope,
        script: CompiledScript,
        connectionId: string,
        input: unknown,
        options?: NestedRunOptions,
    ): Promise<unknown>;
}

/** How a nested sync runs. */
export interface NestedRunOptions {
    /** `base` unless told. */
    variant?: string;
    /** Runs as if it had never run before: without lastSyncDate. */
    forgetLastSync?: boolean;
    /** Removes every record of its models first. */
    emptyCache?: boolean;
}

/** One run, as the SDK sees it. */
export interface RunScope {
    runtime: Runtime;
    recorder: RunRecorder;
    script: CompiledScript;
    kind: ScriptKind;
    entryPoint: EntryPoint;
    trial: TrialLimits;
    loops: PageLoops;
    connectionId: string;
    /** 0 for the run that was asked for. */
    depth: number;
    /** What the host says of the run's own connection, as asked at its start. */
    connection: ConnectionAnswer;
    lastSyncDate?: Date;
    /** The run that this one is nested in. */
    parent?: RunScope;
    /** Every record of the sync's models is removed before it starts. */
    emptyCache?: boolean;
}
