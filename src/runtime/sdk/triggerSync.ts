import type { RunScope } from '../RunScope';
import { checkpointKey } from './checkpointRules';
import { compileForTrigger } from './compileForTrigger';
import { differsFromDryrun } from './differsFromDryrun';
import { ExecutionAbortedError } from './errors';

export type SyncReference = string | { name: string; variant?: string };

/** `true` and `full_refresh` mean `{ reset: true }`; `full_refresh_and_clear_cache` empties the cache, too (nango-semantics §3.4). */
export type SyncMode =
    | boolean
    | 'incremental'
    | 'full_refresh'
    | 'full_refresh_and_clear_cache'
    | { reset?: boolean; emptyCache?: boolean };

/**
 * Runs another sync of the project as a nested run, on this machine, to its end. The cloud only starts it: how it ends
 * is not the caller's business there, so that a sync that fails is a warning here.
 * @throws AxiosError 404 when the project has no such sync
 */
export async function triggerSync(
    scope: RunScope,
    integration: string,
    connectionId: string,
    reference: SyncReference,
    mode?: SyncMode,
): Promise<void> {
    const { name, variant = 'base' } = typeof reference === 'string' ? { name: reference } : reference;
    const { recorder, runtime } = scope;
    const script = await compileForTrigger(scope, integration, name, 'sync');
    differsFromDryrun(recorder, 'triggerSync');
    if (isRunning(scope, { integration, connectionId, name, variant })) {
        const message = `nango.triggerSync did not run ${integration}/${name}, which is running already.`;
        recorder.warn({ code: 'sync-already-running', message });
        return;
    }
    const { reset, emptyCache } = readMode(mode);
    const key = { integration, connectionId };
    if (reset) {
        const at = { ...key, key: checkpointKey({ kind: 'sync', script: name, variant }) };
        runtime.store.writeCheckpoint(at, undefined, runtime.store.checkpoint(at).version);
    }
    try {
        await runtime.runNested(scope, script, connectionId, undefined, {
            variant,
            forgetLastSync: reset,
            emptyCache,
        });
    } catch (error) {
        if (error instanceof ExecutionAbortedError) throw error;
        const message = `${integration}/${name}, which nango.triggerSync started, failed: ${runtime.redactor.text(messageOf(error))}`;
        recorder.warn({ code: 'triggered-sync-failed', message });
    }
}

function readMode(mode: SyncMode | undefined): { reset: boolean; emptyCache: boolean } {
    if (typeof mode === 'object' && mode !== null)
        return { reset: mode.reset === true, emptyCache: mode.emptyCache === true };
    const emptyCache = mode === 'full_refresh_and_clear_cache';
    return { reset: mode === true || mode === 'full_refresh' || emptyCache, emptyCache };
}

/** Whether this run, or one that it is nested in, is of that sync. */
function isRunning(
    scope: RunScope,
    sync: { integration: string; connectionId: string; name: string; variant: string },
): boolean {
    for (let run: RunScope | undefined = scope; run; run = run.parent) {
        const { integration, connectionId, script, variant, kind } = run.recorder.run;
        const isSame =
            kind === 'sync' &&
            integration === sync.integration &&
            connectionId === sync.connectionId &&
            script === sync.name &&
            variant === sync.variant;
        if (isSame) return true;
    }
    return false;
}

function messageOf(error: unknown): string {
    return error instanceof Error ? error.message : String((error as { message?: unknown } | null)?.message ?? error);
}
