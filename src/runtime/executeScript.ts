import { UserError } from '../core/findings/UserError';
import { LIMITS } from '../core/policy/limits';
import { failureResponse, successResponse } from '../protocol/appResponse';
import type { AppResponse, RunOutcome } from '../protocol/events';
import { missingMetadata, unknownConnection } from './connectionAdvice';
import { DataValidation } from './DataValidation';
import { lenientFetch } from './lenientFetch';
import type { RunScope } from './RunScope';
import { lenientGlobals, Sandbox, scriptError } from './sandbox';
import { readDefinition, type ScriptDefinition } from './scriptDefinition';
import { ActionError } from './sdk/ActionError';
import { ExecutionAbortedError } from './sdk/errors';
import { createFacade } from './sdk/facade';
import { toText } from './sdk/logArguments';
import { NangoAction } from './sdk/NangoAction';
import { NangoSync } from './sdk/NangoSync';
import { TrialEnded } from './TrialLimits';

/** How a script ended: what it returned, or what it threw; and the outcome to keep. */
export interface Execution {
    outcome: RunOutcome;
    /** What the script threw, for whoever triggered it. */
    thrown?: unknown;
}

/**
 * Runs one compiled script to its end (nango-semantics §9) and records its outcome. Never throws for what the script
 * does. `failure` rejects when something outside the script's own promise fails: a timer that throws, a cancellation.
 */
export async function executeScript(scope: RunScope, input: unknown, failure: Promise<never>): Promise<Execution> {
    const startedAt = performance.now();
    const { recorder, runtime } = scope;
    let execution: Omit<RunOutcome, 'durationMs'>;
    let thrown: unknown;
    let validation: DataValidation | undefined;
    try {
        const moreGlobals = runtime.request.lenient ? await lenientGlobals(lenientFetch(scope)) : undefined;
        const definition = loadScript(scope, moreGlobals);
        // A zero-YAML script says itself what it declares.
        scope.script = definition.script;
        warnAboutEvent(scope);
        validation = watchData(scope, definition);
        if (scope.emptyCache) clearRecords(scope);
        if (scope.kind === 'action') validation.input(givenInput(definition, input), input);
        const returned = await Promise.race([callScript(scope, definition, input), scope.trial.ended, failure]);
        if (scope.kind === 'sync' && scope.entryPoint === 'script') deleteUnseen(scope);
        const output = scope.kind === 'sync' ? undefined : toOutput(scope, returned);
        if (scope.kind === 'action') validation.output(output);
        execution = { status: 'succeeded', output, response: responseTo(scope, () => successResponse(output)) };
    } catch (error) {
        thrown = error;
        execution = error instanceof TrialEnded ? { status: 'succeeded' } : describeFailure(scope, error);
    }
    for (const warning of [...(validation?.warnings() ?? []), scope.depth === 0 && scope.runtime.readOnly.warning()]) {
        if (warning) recorder.warn(scope.runtime.redactor.value(warning) as typeof warning, warning.message);
    }
    const outcome: RunOutcome = { ...execution, durationMs: performance.now() - startedAt };
    if (recorder.partial) outcome.partial = true;
    recorder.finish(outcome);
    return { outcome, thrown };
}

function loadScript(scope: RunScope, moreGlobals: Record<string, unknown> | undefined): ScriptDefinition {
    const { script, runtime, recorder } = scope;
    const sandbox = new Sandbox({
        form: script.form,
        moduleFolders: script.moduleFolders,
        ActionError,
        zod: runtime.zod,
        clockOffset: runtime.clockOffset,
        moreGlobals,
        onConsole: (level, args) => {
            recorder.log('console', level, runtime.redactor.text(args.map(toText).join(' ')));
        },
    });
    return readDefinition(sandbox.load(script.code, script.file), script, scope.entryPoint, () => sandbox.zod);
}

/** From now on each batch is compared with what is declared, and limited. */
function watchData(scope: RunScope, { schemas }: ScriptDefinition): DataValidation {
    const { recorder, runtime, trial } = scope;
    const readable = () => {
        try {
            return schemas();
        } catch (error) {
            const message = `What the script declares of its data cannot be read: ${toText(error)}`;
            recorder.warn({ code: 'schema-unreadable', message: runtime.redactor.text(message) });
            return undefined;
        }
    };
    const validation = new DataValidation(readable, runtime.request.validate === true);
    recorder.beforeBatch = ({ operation, model, records }) => {
        if (operation !== 'batchSave') return { operation, model, records };
        const kept = trial.take(records);
        validation.records(model, kept);
        return { operation, model, records: kept };
    };
    return validation;
}

async function callScript(scope: RunScope, definition: ScriptDefinition, input: unknown): Promise<unknown> {
    const { exec } = definition;
    if (scope.kind === 'sync') {
        const nango = createFacade(new NangoSync(scope));
        return scope.entryPoint === 'webhook' ? exec(nango, scope.runtime.request.payload) : exec(nango);
    }
    const nango = createFacade(new NangoAction(scope));
    if (scope.kind !== 'action') return exec(nango);
    return exec(nango, givenInput(definition, input));
}

function clearRecords({ script, runtime, recorder }: RunScope): void {
    for (const model of script.models) runtime.store.clearRecords(recorder.recordScope(model));
}

function deleteUnseen({ script: { trackDeletes, models }, recorder }: RunScope): void {
    if (trackDeletes) for (const model of models) recorder.deleteUnseen(model, 'track_deletes');
}

/** The cloud would not have run the script for this event, or this type of webhook (nango-semantics §1.3, §2.3). */
function warnAboutEvent({ script, kind, depth, runtime, recorder }: RunScope): void {
    const { event } = runtime.request;
    if (event === undefined || depth > 0) return;
    const declared = kind === 'on-event' ? script.events : script.webhookSubscriptions;
    if (declared.includes(event) || (kind === 'sync' && declared.includes('*'))) return;
    const what = kind === 'on-event' ? 'is declared for' : 'subscribes to webhooks of';
    const known = declared.length > 0 ? declared.join(', ') : 'nothing';
    const message = `The cloud would not run this script for "${event}": it ${what} ${known}.`;
    recorder.warn({ code: 'event-not-declared', message });
}

/** The cloud calls a classic action without input when it was given an empty object (§9, "classic call"). */
function givenInput({ script }: ScriptDefinition, input: unknown): unknown {
    if (script.form !== 'classic') return input;
    const empty =
        typeof input === 'object' && input !== null && !Array.isArray(input) && Object.keys(input).length === 0;
    return empty ? undefined : input;
}

/** The app receives an action's return value as JSON, so that is what is kept. */
function toOutput(scope: RunScope, returned: unknown): unknown {
    if (returned === undefined) return undefined;
    let text: string | undefined;
    try {
        text = JSON.stringify(returned);
    } catch (error) {
        throw new UserError('output_not_json', `The output cannot be turned into JSON: ${(error as Error).message}`, {
            location: { file: scope.script.file, line: 1, column: 1 },
            advice: 'Return plain data: no cycles, no BigInt.',
        });
    }
    if (text === undefined) return undefined;
    refuseLargeOutput(scope, text);
    scope.recorder.watchForSecrets(text, 'The output');
    return JSON.parse(text);
}

/** The cloud's limit of an action's output (§9); of the code that it gives to any error. */
function refuseLargeOutput({ kind, script }: RunScope, text: string): void {
    const bytes = Buffer.byteLength(text);
    if (kind !== 'action' || bytes <= LIMITS.actionOutputBytes) return;
    const [size, most] = [bytes, LIMITS.actionOutputBytes].map((value) => (value / 1024 / 1024).toFixed(1));
    throw new UserError(
        'script_internal_error',
        `The output is ${size} MB as JSON; the cloud refuses more than ${most} MB.`,
        {
            location: { file: script.file, line: 1, column: 1 },
            advice: 'Return less, or split it over several calls of the action.',
        },
    );
}

function describeFailure(scope: RunScope, error: unknown): Omit<RunOutcome, 'durationMs'> {
    if (error instanceof ExecutionAbortedError) {
        const aborted = { type: error.code, message: error.message, frames: [] };
        return { status: 'cancelled', error: aborted, response: responseTo(scope, () => failureResponse(aborted)) };
    }
    const raw = scriptError(error, { filename: scope.script.file, kind: scope.kind });
    const first = unknownConnection(scope, raw) ?? missingMetadata(scope, raw);
    if (first) raw.advice = raw.advice ? `${first} ${raw.advice}` : first;
    if (rejectsConnection(scope)) {
        raw.advice ??= 'In the cloud this rejects the connection: a new one is deleted, an old one marked as broken.';
    }
    const described = scope.runtime.redactor.value(raw) as typeof raw;
    return { status: 'failed', error: described, response: responseTo(scope, () => failureResponse(described)) };
}

/** Only an action answers an app. */
function responseTo({ kind }: RunScope, make: () => AppResponse): AppResponse | undefined {
    return kind === 'action' ? make() : undefined;
}

/** Failing while a connection is validated is how a script refuses it (nango-semantics §1.3). */
function rejectsConnection({ kind, depth, script, runtime }: RunScope): boolean {
    return kind === 'on-event' && depth === 0 && (runtime.request.event ?? script.events[0]) === 'validate-connection';
}
