import type { Project, ScriptKind } from '../core/project/types';
import type { RunCounters, RunError, RunEvent, RunKind, RunOutcome } from '../protocol/events';
import type { NetworkSettings } from '../protocol/messages';
import type { Launcher } from './launch/types';
import type { NodeFacts } from './node/probeNode';

/** What the host is given by whoever embeds it (terminal, editor, tests). */
export interface EnginePorts {
    /** Folder of the built program: `runtime.js`, `providers.json` and `vendor/` lie in it. */
    distFolder: string;
    /** The Node (or Electron) that runs the child. */
    nodePath: string;
    /** Starts the children; each from this process, unless told. The engine disposes of it. */
    launcher?: Launcher;
    /** What is known of that Node; taken for this process's own, unless told. */
    node?: NodeFacts;
    /** Whether scripts' calls trust the certificates that this machine does, besides Node's own. */
    systemCertificates?: boolean;
    /** How long a child that was started ahead waits for a run; five minutes by default. */
    prewarmedIdleMs?: number;
    /** Private to the user; what is in it can be made again. */
    cacheFolder: string;
    /** Where environment credentials and the child's allow-listed variables are read from. */
    environment: NodeJS.ProcessEnv;
}

/** Which script: by name as typed, or by its file. */
export type ScriptQuery = { file: string } | { integration?: string; name: string; kind?: ScriptKind };

/** What is known of a run before it is asked for. */
export interface PrewarmOptions {
    storeFolder?: string;
    script?: ScriptQuery;
}

/** One run, as a person asks for it. */
export interface RunInput {
    /** A folder in or above a project, or a project's root. */
    folder: string;
    script: ScriptQuery;
    /** What a relative path in `connection` is relative to; `folder` by default. */
    workingFolder?: string;
    /** A connection id, or the path of a file holding a whole connection object. Default: the only connection file of the integration, else `default`. */
    connection?: string;
    /** Runs with no credentials from anywhere; the connection is `default` unless one is named. */
    withoutCredentials?: boolean;
    input?: unknown;
    /** Replaces the connection's for the run; `null` for none. */
    metadata?: Record<string, unknown> | null;
    /** A webhook's body: runs a sync's webhook handler in the place of the sync. */
    payload?: unknown;
    /** The event of an on-event script, or the type of a webhook. */
    event?: string;
    /** What the script's checkpoint is at the start; what it saves then lasts for this run only. */
    checkpoint?: Record<string, unknown>;
    /** The variant that a sync runs as; `base` unless told. */
    variant?: string;
    /** ISO 8601 */
    lastSyncDate?: string;
    /** What the script's clock says when the run starts, ISO 8601. */
    now?: string;
    /** Refuses imports that the cloud refuses at run time only, or did not have in 2024. */
    strict?: boolean;
    /** Adds `fetch`, timers and encoders to the sandbox. */
    lenient?: boolean;
    /** Refuses calls that change something at the provider. */
    readOnly?: boolean;
    /** Pages that each `paginate` yields at most. */
    maxPages?: number;
    /** Records that the run saves at most. */
    maxRecords?: number;
    /** Fails the run when data does not match its declared model; otherwise it is only warned about. */
    validate?: boolean;
    /** `false`: nothing is kept of what HTTP calls send and receive. */
    keepBodies?: boolean;
    baseUrl?: string;
    /** Origins that bound credentials may also be sent to. */
    allowOrigins?: string[];
    /** Multiplies the waits of retries; 1 by default. */
    retryScale?: number;
    /** The store's folder; `.syncbench` in the project by default. */
    storeFolder?: string;
    network?: Partial<NetworkSettings>;
}

/** A run that has been resolved: what will run, on what. */
export interface RunTarget {
    project: Project;
    script: { integration: string; kind: ScriptKind; name: string; file: string };
    /** What of the script runs. */
    kind: RunKind;
    connectionId: string;
    storeFolder: string;
}

/** A run being followed. Listeners get every event once, in order; late listeners get what is still to come. */
export interface RunSession {
    readonly runId: string;
    readonly target: RunTarget;
    readonly counters: RunCounters;
    /** What it was started with, as its store will say; empty before its script has been compiled. */
    readonly given: Record<string, unknown>;
    /** Once there is an outcome: what kept the script from running at all; it is the outcome's error, too. */
    readonly refusal: RunError | undefined;
    onEvent(listener: (event: RunEvent) => void): () => void;
    /** Resolves when the child is gone and the store says how the run ended; never rejects for a failing script. */
    readonly outcome: Promise<RunOutcome>;
    /** Asks the script to stop, then ends its process; the run is over within a second. */
    cancel(): void;
    /** Ends its process at once, for who is about to end: the store says of the run that it was interrupted. */
    abandon(): void;
}
