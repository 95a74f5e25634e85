import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Redactor } from '../core/redaction/Redactor';
import type { RunEvent } from '../protocol/events';
import { givenOptions } from '../protocol/givenOptions';
import type { CompiledScript, ConnectionAnswer, ConnectionQuery, RunRequest } from '../protocol/messages';
import type { RecordStore } from '../records';
import { executeScript } from './executeScript';
import { BodyKeeper } from './http/BodyKeeper';
import { LocalMetadata } from './LocalMetadata';
import { PageLoops } from './PageLoops';
import { ReadOnly } from './ReadOnly';
import { RunRecorder } from './RunRecorder';
import type { RunScope, Runtime } from './RunScope';
import { type ProjectZod, processSources, scriptError } from './sandbox';
import { toText } from './sdk/logArguments';
import { TrialLimits } from './TrialLimits';

/** What a run needs from the process it runs in. */
export interface RunSurroundings {
    store: RecordStore;
    /** Loaded ahead, for the project's form. */
    zod?: ProjectZod;
    signal: AbortSignal;
    /** Rejects when the run must end although its script has not: cancelled, or a timer threw. */
    failure: Promise<never>;
    emit(event: RunEvent): void;
    askConnection(query: ConnectionQuery): Promise<ConnectionAnswer>;
    compileScript(integration: string, name: string, kind: 'action' | 'sync'): Promise<CompiledScript>;
}

/** A run with its nested runs, as its process sees it. */
export interface StartedRun {
    /** The root run's recorder, for what the process has to say about the run. */
    recorder: RunRecorder;
    runtime: Runtime;
    /** Never rejects for what the script does; rejects when the store fails. */
    done: Promise<void>;
    /** Writes what any of its runs still buffers to the store. */
    flush(): void;
}

/** Milliseconds a run may keep the event loop to itself with calls that need no waiting. */
const LOOP_BUDGET_MS = 20;

/**
 * Starts a run in this process. Throws what `beginRun` throws (UserError `run_in_progress`, `store_unwritable`);
 * whatever happens afterwards is recorded as the run's outcome.
 */
export function startRun(request: RunRequest, surroundings: RunSurroundings): StartedRun {
    const redactor = new Redactor();
    redactor.add(request.secrets);
    const { store, signal, failure } = surroundings;
    const metadata = new LocalMetadata(store);
    if (request.metadata !== undefined)
        metadata.give(request.script.integration, request.connectionId, request.metadata);

    const recorders: RunRecorder[] = [];
    const runtime: Runtime = {
        request,
        store,
        redactor,
        ...(request.keepBodies !== false && { keeper: new BodyKeeper(redactor) }),
        metadata,
        zod: surroundings.zod,
        readOnly: new ReadOnly(request.readOnly === true),
        clockOffset: request.now === undefined ? 0 : Date.parse(request.now) - Date.now(),
        signal,
        breathe: createBreather(),
        compileScript: surroundings.compileScript,
        getConnection: async (query) => {
            const answer = await surroundings.askConnection(query);
            redactor.add(answer.secrets);
            return answer;
        },
        runNested: async (parent, script, connectionId, input, { variant, forgetLastSync, emptyCache } = {}) => {
            const recorder = openRun({ script, connectionId, parent, variant });
            const scope = await openScope(recorder, script, connectionId, parent.depth + 1);
            scope.parent = parent;
            scope.emptyCache = emptyCache;
            if (forgetLastSync) scope.lastSyncDate = undefined;
            const { outcome, thrown } = await executeScript(scope, input, failure);
            if (outcome.status === 'succeeded') return outcome.output;
            throw thrown;
        },
    };

    function openRun(run: {
        id?: string;
        script: CompiledScript;
        connectionId: string;
        parent?: RunScope;
        variant?: string;
    }) {
        const { script, connectionId, parent, variant = 'base' } = run;
        const recorder = new RunRecorder(
            {
                id: run.id ?? randomUUID(),
                parentRunId: parent?.recorder.run.id,
                integration: script.integration,
                kind: isWebhook(request) && !parent ? 'webhook' : script.kind,
                script: script.name,
                variant,
                connectionId,
                startedAt: new Date().toISOString(),
                options: parent ? {} : givenOptions(request),
            },
            store,
            redactor,
            surroundings.emit,
        );
        recorder.begin(process.version, request.unavailable);
        recorders.push(recorder);
        return recorder;
    }

    async function openScope(
        recorder: RunRecorder,
        script: CompiledScript,
        connectionId: string,
        depth: number,
    ): Promise<RunScope> {
        const { integration, kind, name } = script;
        const query = { integration, connectionId, force: false, refreshToken: false };
        const connection = await runtime.getConnection(query);
        const { withheld } = connection;
        if (withheld) recorder.warn({ code: 'credentials_withheld', message: withheld });
        recorder.watchForSecrets(JSON.stringify(recorder.run.options), 'What the run was given');
        const { variant } = recorder.run;
        const stored = store.lastSyncDate({ integration, script: name, variant, connectionId });
        const last = (depth === 0 ? request.lastSyncDate : undefined) ?? stored;
        const lastSyncDate = kind === 'sync' && last ? new Date(last) : undefined;
        const loops = new PageLoops((warning) => recorder.warn(warning));
        recorder.onHttp = (attempt) => loops.see(attempt);
        const entryPoint = isWebhook(request) && depth === 0 ? 'webhook' : 'script';
        const trial = new TrialLimits(recorder, request);
        return {
            runtime,
            recorder,
            script,
            kind,
            entryPoint,
            trial,
            loops,
            connectionId,
            depth,
            connection,
            lastSyncDate,
        };
    }

    const { runId: id, script: asked, connectionId, variant } = request;
    const recorder = openRun({ id, script: asked, connectionId, variant });
    for (const warning of request.warnings ?? []) recorder.warn(warning, warning.message);
    const done = openScope(recorder, request.script, request.connectionId, 0).then(
        async (scope) => void (await executeScript(scope, request.input, failure)),
        (error) => {
            const { file: filename, kind } = request.script;
            const described = redactor.value(scriptError(error, { filename, kind })) as ReturnType<typeof scriptError>;
            recorder.finish({ status: 'failed', durationMs: 0, error: described });
        },
    );
    const flush = () => {
        for (const each of recorders) each.flush();
    };
    return { recorder, runtime, done, flush };
}

/** Characters of a line of source in a warning. */
const LONGEST_SOURCE = 160;

/** Tells of a promise that nobody awaited; the run goes on, as in the cloud (nango-semantics §9, unawaited work). */
export function reportUnhandled(run: StartedRun, reason: unknown): void {
    const { file: filename, kind } = run.runtime.request.script;
    const { file, line, column, message, payload } = scriptError(reason, { filename, kind });
    const { request, redactor } = run.runtime;
    const place = file === undefined ? '' : `${path.relative(request.projectRoot, file)}:${line}:${column}: `;
    const what = `${place}A promise was rejected and nobody awaited it`;
    run.recorder.log('syncbench', 'error', redactor.text(`${what}: ${message || toText(payload)}`));
    // The log has the reason of each; the warning, of the first, says what to do.
    const source = file === undefined || line === undefined ? undefined : processSources.lineOf(file, line);
    const shown = source ? ` (\`${source.trim().slice(0, LONGEST_SOURCE)}\`)` : '';
    const advice = 'Await it: else its error fails no run, and the run may end before it is done.';
    run.recorder.warn({ code: 'unhandled-rejection', message: redactor.text(`${what}${shown}. ${advice}`) });
}

function isWebhook(request: RunRequest): boolean {
    return request.payload !== undefined;
}

function createBreather(): () => Promise<void> {
    let turnedAt = performance.now();
    return async () => {
        if (performance.now() - turnedAt < LOOP_BUDGET_MS) return;
        await new Promise((resolve) => setImmediate(resolve));
        turnedAt = performance.now();
    };
}
