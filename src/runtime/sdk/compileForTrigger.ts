import { UserError } from '../../core/findings/UserError';
import { LIMITS } from '../../core/policy/limits';
import type { CompiledScript } from '../../protocol/messages';
import type { RunScope } from '../RunScope';
import { localFailure } from './localResponse';

/**
 * Another script of the project, for a run nested in this one.
 * @throws AxiosError 404 where there is none, as the cloud answers; UserError `action_depth` for runs nested too deep
 */
export async function compileForTrigger(
    scope: RunScope,
    integration: string,
    name: string,
    kind: 'action' | 'sync',
): Promise<CompiledScript> {
    if (scope.depth >= LIMITS.triggerActionDepth) {
        const message = `Scripts triggered each other more than ${LIMITS.triggerActionDepth} levels deep.`;
        throw new UserError('action_depth', message, { advice: `Look for a cycle that leads back to "${name}".` });
    }
    try {
        return await scope.runtime.compileScript(integration, name, kind);
    } catch (error) {
        if (!(error instanceof UserError) || error.code !== 'script_not_found') throw error;
        throw localFailure(404, { error: { code: 'not_found', message: error.message } });
    }
}
