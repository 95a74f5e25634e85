import { UserError } from '../core/findings/UserError';
import type { RunOutcome } from '../protocol/events';
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
        const returned = await Promise.race([callScript(scope, definition, input), failure]);
        const { trackDeletes, models } = definition.script;
        if (trackDeletes && scope.kind === 'sync') {
            for (const model of models) recorder.deleteUnseen(model);
        }
        execution = { status: 'succeeded', output: scope.kind === 'sync' ? undefined : toOutput(scope, returned) };
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
    scope.recorder.watchForSecrets(text, 'The output');
    return JSON.parse(text);
}

function describeFailure(scope: RunScope, error: unknown): Omit<RunOutcome, 'durationMs'> {
    if (error instanceof ExecutionAbortedError) {
        return { status: 'cancelled', error: { type: error.code, message: error.message, frames: [] } };
    }
    const described = scriptError(error, { filename: scope.script.file, kind: scope.kind });
    return { status: 'failed', error: scope.runtime.redactor.value(described) as typeof described };
}
