/** One member of the object that a script receives as `nango`. */
export interface Member {
    name: string;
    /** The class that has it; `NangoSync` has all of `NangoAction` besides its own (nango-semantics §3.4, §3.5). */
    on: 'NangoAction' | 'NangoSync';
    type: 'method' | 'field' | 'class';
    /** Where deprecated: what to use instead. */
    deprecated?: string;
    /** Year and month of the first release it was seen in (nango-semantics §3.4, §3.5, §12.2); undefined where not dated. */
    since?: string;
}

const actionMethod = (name: string, rest: Partial<Member> = {}): Member => ({
    name,
    on: 'NangoAction',
    type: 'method',
    ...rest,
});
const syncMethod = (name: string, rest: Partial<Member> = {}): Member => ({
    ...actionMethod(name, rest),
    on: 'NangoSync',
});
const field = (name: string, on: Member['on']): Member => ({ name, on, type: 'field' });

/** Every public member of `NangoAction` and `NangoSync` (nango-semantics §3.4, §3.5), in the order of the sections. */
export const MEMBERS: readonly Member[] = [
    actionMethod('get'),
    actionMethod('post'),
    actionMethod('put'),
    actionMethod('patch'),
    actionMethod('delete'),
    actionMethod('proxy'),
    actionMethod('getToken'),
    actionMethod('getConnection'),
    actionMethod('getIntegration', { since: '2024-12' }),
    actionMethod('getWebhookURL'),
    actionMethod('getMetadata'),
    actionMethod('setMetadata'),
    actionMethod('updateMetadata'),
    actionMethod('setFieldMapping', { deprecated: 'setMetadata' }),
    actionMethod('getFieldMapping', { deprecated: 'getMetadata' }),
    actionMethod('getEnvironmentVariables'),
    actionMethod('getFlowAttributes'),
    actionMethod('paginate'),
    actionMethod('triggerAction'),
    actionMethod('triggerSync'),
    actionMethod('startSync', { since: '2025-03' }),
    actionMethod('log'),
    actionMethod('setLogger'),
    actionMethod('zodValidateInput'),
    actionMethod('uncontrolledFetch', { since: '2025-02' }),
    actionMethod('tryAcquireLock', { since: '2025-04' }),
    actionMethod('releaseLock', { since: '2025-04' }),
    actionMethod('releaseAllLocks', { since: '2025-04' }),
    actionMethod('getCheckpoint', { since: '2026-02' }),
    actionMethod('saveCheckpoint', { since: '2026-02' }),
    actionMethod('clearCheckpoint', { since: '2026-02' }),
    { name: 'ActionError', on: 'NangoAction', type: 'class' },
    ...[
        'connectionId',
        'providerConfigKey',
        'provider',
        'environmentId',
        'environmentName',
        'syncId',
        'syncJobId',
        'activityLogId',
        'nangoConnectionId',
        'syncConfig',
        'runnerFlags',
        'isCLI',
        'accountId',
        'scriptType',
        'dryRun',
    ].map((name) => field(name, 'NangoAction')),
    field('variant', 'NangoSync'),
    field('lastSyncDate', 'NangoSync'),
    field('track_deletes', 'NangoSync'),
    syncMethod('batchSave'),
    syncMethod('batchSend', { deprecated: 'batchSave' }),
    syncMethod('batchDelete'),
    syncMethod('batchUpdate'),
    syncMethod('getRecordsByIds', { since: '2025-02' }),
    syncMethod('listRecords', { since: '2026-03' }),
    syncMethod('setMergingStrategy', { since: '2025-06' }),
    syncMethod('deleteRecordsFromPreviousExecutions', {
        since: '2025-09',
        deprecated: 'trackDeletesStart and trackDeletesEnd',
    }),
    syncMethod('trackDeletesStart', { since: '2026-03' }),
    syncMethod('trackDeletesEnd', { since: '2026-03' }),
];

/** Calls that the compiler refuses in an action script by name (nango-semantics §8.2). */
export const REFUSED_IN_ACTIONS: readonly string[] = [
    'batchSend',
    'batchSave',
    'batchDelete',
    'batchUpdate',
    'listRecords',
];

/** Names that the cloud blocks on `nango`: reading one throws `Access to "<name>" is not allowed.` (nango-semantics §3.4). */
export const BLOCKED_MEMBERS: readonly string[] = [
    'nango',
    'persistClient',
    'attributes',
    'telemetryBag',
    'abortSignal',
    'memoizedConnections',
    'getProxyConfig',
    'constructor',
    '__proto__',
];

/** The members that a script of a class has; `NangoSync` includes those of `NangoAction`. */
export function membersOf(className: Member['on']): readonly Member[] {
    return className === 'NangoSync' ? MEMBERS : MEMBERS.filter((member) => member.on === 'NangoAction');
}
