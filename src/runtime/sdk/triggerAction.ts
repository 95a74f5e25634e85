import { UserError } from '../../core/findings/UserError';
import { LIMITS } from '../../core/policy/limits';
import type { RunScope } from '../RunScope';
import { scriptError } from '../sandbox';
import { actionFailure } from './actionFailure';
import { ExecutionAbortedError } from './errors';
import { localFailure } from './localResponse';

/**
 * Runs another action of the project as a nested run and returns its output as the cloud would: through JSON.
 * A failing action rejects with an AxiosError that carries the body of nango-semantics §9.2.
 */
export async function triggerAction(scope: RunScope, args: unknown[]): Promise<unknown> {
    const { integration, connectionId, name, input } = readArguments(scope, args);
    if (scope.depth >= LIMITS.triggerActionDepth) {
        throw new UserError(
            'action_depth',
            `Actions triggered each other more than ${LIMITS.triggerActionDepth} levels deep.`,
            {
                advice: `Look for a cycle that leads back to "${name}".`,
            },
        );
    }
    const { runtime } = scope;
    const sent = throughJson(input);
    const script = await compile(scope, integration, name);
    try {
        const output = await runtime.runNested(scope, script, connectionId, sent);
        return throughJson(output);
    } catch (error) {
        if (error instanceof ExecutionAbortedError) throw error;
        const context = { filename: script.file, kind: script.kind };
        throw actionFailure(error, scriptError(error, context));
    }
}

async function compile(scope: RunScope, integration: string, name: string) {
    try {
        return await scope.runtime.compileAction(integration, name);
    } catch (error) {
        if (!(error instanceof UserError) || error.code !== 'script_not_found') throw error;
        throw localFailure(404, { error: { code: 'not_found', message: error.message } });
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
