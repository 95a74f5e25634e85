import type { RunScope } from '../RunScope';
import { ActionError } from './ActionError';

/**
 * The fields of `nango` (nango-semantics §3.4): those that say where a script runs are like those of a run in the cloud's
 * environment `dev`, with this machine's numbers. Only a sync belongs to a sync and a job.
 */
export class ScriptFields {
    readonly ActionError = ActionError;
    readonly connectionId: string;
    readonly providerConfigKey: string;
    readonly provider: string;
    readonly environmentId = 1;
    readonly environmentName = 'dev';
    readonly accountId = 1;
    readonly syncId: string | undefined;
    /** Grows from run to run. */
    readonly syncJobId: number | undefined;
    readonly activityLogId: string;
    readonly nangoConnectionId: number;
    readonly syncConfig: Readonly<Record<string, unknown>>;
    /** What the cloud validates of its own accord: nothing any more (§6.1). */
    readonly runnerFlags = {
        validateActionInput: false,
        validateActionOutput: false,
        validateSyncRecords: false,
        validateSyncMetadata: false,
    };
    /** False, as in the cloud: true in `nango dryrun` only. */
    readonly isCLI = false;
    readonly scriptType: string;
    readonly dryRun: boolean | undefined = undefined;

    constructor({ recorder, script, connection, connectionId }: RunScope) {
        const { run } = recorder;
        const isSync = script.kind === 'sync';
        this.connectionId = connectionId;
        this.providerConfigKey = script.integration;
        this.provider = connection.connection.provider;
        this.syncId = isSync ? `${run.integration}:${run.script}:${run.variant}` : undefined;
        this.syncJobId = isSync ? recorder.runNumber : undefined;
        this.activityLogId = run.id;
        this.nangoConnectionId = connection.connection.id;
        this.scriptType = run.kind;
        this.syncConfig = {
            id: 1,
            sync_name: run.script,
            type: script.kind,
            models: [...script.models],
            track_deletes: script.trackDeletes,
            sync_type: isSync ? script.syncType : null,
            attributes: {},
        };
    }
}
