/**
 * What the official tool's static checks know of calls on `nango`, and what they overlook (nango-semantics §8.2).
 */

/** Calls that the compiler refuses when they are not awaited. */
export const AWAIT_REQUIRED: ReadonlySet<string> = new Set([
    'batchSave',
    'batchDelete',
    'batchSend',
    'log',
    'get',
    'post',
    'put',
    'patch',
    'delete',
    'proxy',
    'getConnection',
    'getMetadata',
    'setMetadata',
    'getEnvironmentVariables',
    'getFieldMapping',
    'setFieldMapping',
    'triggerAction',
    'deleteRecordsFromPreviousExecutions',
    'setMergingStrategy',
    'trackDeletesStart',
    'trackDeletesEnd',
]);

/** Methods that return a promise although the compiler does not look whether it is awaited (§3.4, §3.5). */
export const AWAIT_OVERLOOKED: ReadonlySet<string> = new Set([
    'updateMetadata',
    'batchUpdate',
    'getToken',
    'getIntegration',
    'getWebhookURL',
    'triggerSync',
    'startSync',
    'zodValidateInput',
    'uncontrolledFetch',
    'tryAcquireLock',
    'releaseLock',
    'releaseAllLocks',
    'getCheckpoint',
    'saveCheckpoint',
    'clearCheckpoint',
    'getRecordsByIds',
]);

/** Methods that return pages or records one after the other, for `for await` (§3.4, §3.5). */
export const ASYNC_GENERATORS: ReadonlySet<string> = new Set(['paginate', 'listRecords']);

/** Calls that go to the provider; their first argument is a proxy configuration (§3.3). */
export const PROXY_CALLS: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete', 'proxy', 'paginate']);

/** Calls that change stored records; what they save must have an `id` (§3.5). */
export const BATCH_CALLS: ReadonlySet<string> = new Set(['batchSave', 'batchSend', 'batchDelete', 'batchUpdate']);

/**
 * Calls that take the name of a model as their last argument, and how many arguments there are before it (§3.5). Of
 * `listRecords` an options object may follow it.
 */
export const MODEL_ARGUMENT: ReadonlyMap<string, number> = new Map([
    ['batchSave', 1],
    ['batchSend', 1],
    ['batchDelete', 1],
    ['batchUpdate', 1],
    ['getRecordsByIds', 1],
    ['setMergingStrategy', 1],
    ['listRecords', 0],
    ['deleteRecordsFromPreviousExecutions', 0],
    ['trackDeletesStart', 0],
    ['trackDeletesEnd', 0],
]);
