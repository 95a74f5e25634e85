import { UserError } from '../core/findings/UserError';
import type { RunOutcome } from '../protocol/events';
import type { CompiledScript } from '../protocol/messages';
import type { RunScope } from './RunScope';
import { Sandbox, scriptError } from './sandbox';
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
    const { recorder, script } = scope;
    let execution: Omit<RunOutcome, 'durationMs'>;
    let thrown: unknown;
    try {
        const returned = await Promise.race([callScript(scope, input), failure]);
        if (script.trackDeletes && scope.kind === 'sync') {
            for (const model of script.models) recorder.deleteUnseen(model);
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

async function callScript(scope: RunScope, input: unknown): Promise<unknown> {
    const { script, runtime, recorder } = scope;
    const sandbox = new Sandbox({
        form: script.form,
        moduleFolders: script.moduleFolders,
        ActionError,
        onConsole: (level, args) => {
            recorder.log('console', level, runtime.redactor.text(args.map(toText).join(' ')));
        },
    });
    const exported = sandbox.load(script.code, script.file);
    const entry = defaultExport(exported, script);
    if (scope.kind === 'sync') return entry(createFacade(new NangoSync(scope)));
    const nango = createFacade(new NangoAction(scope));
    return scope.kind === 'action' ? entry(nango, actionInput(input)) : entry(nango);
}

function defaultExport(exported: Record<string, unknown>, script: CompiledScript): (...args: unknown[]) => unknown {
    const entry = exported.default;
    if (typeof entry === 'function') return entry as (...args: unknown[]) => unknown;
    const name = script.kind === 'sync' ? 'fetchData(nango: NangoSync)' : 'runAction(nango: NangoAction, input)';
    const what = entry === undefined ? 'has no default export' : 'has a default export that is not a function';
    throw new UserError('no_default_function', `${script.integration}/${script.name} ${what}.`, {
        location: { file: script.file, line: 1, column: 1 },
        advice: `Write \`export default async function ${name}\`.`,
    });
}

/** The cloud calls an action without input when it was given an empty object (§9, "classic call"). */
function actionInput(input: unknown): unknown {
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
