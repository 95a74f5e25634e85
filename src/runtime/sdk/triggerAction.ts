import type { RunScope } from '../RunScope';
import { scriptError } from '../sandbox';
import { actionFailure } from './actionFailure';
import { compileForTrigger } from './compileForTrigger';
import { differsFromDryrun } from './differsFromDryrun';
import { ExecutionAbortedError } from './errors';

/**
 * Runs another action of the project as a nested run and returns its output as the cloud would: through JSON.
 * A failing action rejects with an AxiosError that carries the body of nango-semantics §9.2.
 */
export async function triggerAction(scope: RunScope, args: unknown[]): Promise<unknown> {
    const { integration, connectionId, name, input } = readArguments(scope, args);
    const { runtime } = scope;
    const sent = throughJson(input);
    const script = await compileForTrigger(scope, integration, name, 'action');
    differsFromDryrun(scope.recorder, 'triggerAction');
    try {
        const output = await runtime.runNested(scope, script, connectionId, sent);
        return throughJson(output);
    } catch (error) {
        if (error instanceof ExecutionAbortedError) throw error;
        const context = { filename: script.file, kind: script.kind };
        throw actionFailure(scriptError(error, context));
    }
}

function readArguments(scope: RunScope, args: unknown[]) {
    if (args.length >= 3 && typeof args[2] === 'string') {
        const [integration, connectionId, name, input] = args as [string, string, string, unknown];
        return { integration, connectionId, name, input };
    }
    const [name, input] = args;
    if (typeof name !== 'string') throw new Error('triggerAction needs the name of an action.');
    return { integration: scope.script.integration, connectionId: scope.connectionId, name, input };
}

const throughJson = (value: unknown) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value) ?? 'null'));
