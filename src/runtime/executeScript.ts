import { UserError } from '../core/findings/UserError';
import { LIMITS } from '../core/policy/limits';
import { failureResponse, successResponse } from '../protocol/appResponse';
import type { AppResponse, RunOutcome } from '../protocol/events';
import type { RunScope } from './RunScope';
import { Sandbox, scriptError } from './sandbox';
import { readDefinition, type ScriptDefinition } from './scriptDefinition';
import { ActionError } from './sdk/ActionError';
import { ExecutionAbortedError } from './sdk/errors';
import { createFacade } from './sdk/facade';
import { toText } from './sdk/logArguments';
import { NangoAction } from './sdk/NangoAction';
import { NangoSync } from './sdk/NangoSync';

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
    const { recorder } = scope;
    let execution: Omit<RunOutcome, 'durationMs'>;
    let thrown: unknown;
    try {
        const definition = loadScript(scope);
        // A zero-YAML script says itself what it declares.
        scope.script = definition.script;
        if (scope.emptyCache) {
            for (const model of scope.script.models) scope.runtime.store.clearRecords(recorder.recordScope(model));
        }
        const returned = await Promise.race([callScript(scope, definition, input), failure]);
        const { trackDeletes, models } = definition.script;
        if (trackDeletes && scope.kind === 'sync') {
            for (const model of models) recorder.deleteUnseen(model, 'track_deletes');
        }
        const output = scope.kind === 'sync' ? undefined : toOutput(scope, returned);
        execution = { status: 'succeeded', output, response: responseTo(scope, () => successResponse(output)) };
    } catch (error) {
        thrown = error;
        execution = describeFailure(scope, error);
    }
    const outcome: RunOutcome = { ...execution, durationMs: performance.now() - startedAt };
    recorder.finish(outcome);
    return { outcome, thrown };
}

function loadScript(scope: RunScope): ScriptDefinition {
    const { script, runtime, recorder } = scope;
    const sandbox = new Sandbox({
        form: script.form,
        moduleFolders: script.moduleFolders,
        ActionError,
        onConsole: (level, args) => {
            recorder.log('console', level, runtime.redactor.text(args.map(toText).join(' ')));
        },
    });
    return readDefinition(sandbox.load(script.code, script.file), script);
}

async function callScript(scope: RunScope, { exec, script }: ScriptDefinition, input: unknown): Promise<unknown> {
    if (scope.kind === 'sync') return exec(createFacade(new NangoSync(scope)));
    const nango = createFacade(new NangoAction(scope));
    if (scope.kind !== 'action') return exec(nango);
    return exec(nango, script.form === 'classic' ? classicInput(input) : input);
}

/** The cloud calls a classic action without input when it was given an empty object (§9, "classic call"). */
function classicInput(input: unknown): unknown {
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
    const described = scope.runtime.redactor.value(raw) as typeof raw;
    return { status: 'failed', error: described, response: responseTo(scope, () => failureResponse(described)) };
}

/** Only an action answers an app. */
function responseTo({ kind }: RunScope, make: () => AppResponse): AppResponse | undefined {
    return kind === 'action' ? make() : undefined;
}
