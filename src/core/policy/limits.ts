const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MEBIBYTE = 1024 * 1024;

/**
 * Numbers that the cloud holds a script to. Names end in their unit: `Ms` milliseconds, `Bytes`, `Characters`;
 * without one they count things. Each cites its section of nango-semantics.
 */
export const LIMITS = {
    /** Least time between two runs of a sync; §2.4 */
    minFrequencyMs: 30 * SECOND,
    /** The same until September 2024; §2.4, §12.2 */
    minFrequency2024Ms: 5 * MINUTE,
    /** Longest `group` of an endpoint; §2.3 */
    endpointGroupCharacters: 64,

    /** Shortest record id given as a string; §3.5 */
    minRecordIdCharacters: 1,
    /** Longest record id given as a string; §3.5 */
    maxRecordIdCharacters: 255,
    /** Records of one persist call; longer batches are cut into such chunks; §3.5 */
    batchChunkRecords: 1_000,
    /** Body of one persist call; §3.5 */
    batchBodyBytes: 100 * MEBIBYTE,
    /** Ids that `getRecordsByIds` asks for at once; §3.5 */
    recordsByIdsChunk: 100,
    /** Records that `listRecords` asks for at once; §3.5 */
    listRecordsPage: 100,

    /** How long a connection is remembered within a run; §3.4 */
    connectionMemoMs: 60 * SECOND,
    /** How long an integration is remembered within a run; §3.4 */
    integrationMemoMs: 10 * MINUTE,
    /** Shortest key of a lock; §3.4 */
    minLockKeyCharacters: 1,
    /** Longest key of a lock; §3.4 */
    maxLockKeyCharacters: 255,
    /** Redirects that `uncontrolledFetch` follows; §3.4 */
    uncontrolledFetchRedirects: 5,

    /** A log message, and a whole log entry, before it is cut; §3.6 */
    logBytes: 99_000,
    /** Stored log message; §3.6 */
    logMessageCharacters: 10_000,
    /** Levels of nesting kept of a logged value; §3.6 */
    logDepth: 10,
    /** Keys or items kept per level of a logged value; §3.6 */
    logEdges: 20,

    /** Longest string value in a checkpoint; §3.7 */
    checkpointValueCharacters: 4_000,
    /** Longest key of a checkpoint; §3.7 */
    checkpointKeyCharacters: 255,
    /** Fields of a checkpoint; §3.7 */
    checkpointFields: 16,

    /** Redirects that a proxy call follows; §4.4 */
    proxyRedirects: 5,
    /** Idle time of a proxy call's socket; §4.4 */
    proxySocketTimeoutMs: 30 * SECOND,
    /** First wait before a retry; doubles with each; §4.5 */
    retryFirstWaitMs: 3 * SECOND,
    /** Longest wait of the doubling; §4.5 */
    retryMaxWaitMs: 600 * SECOND,

    /** Default page size of the read API; §6.9 */
    recordsDefaultPage: 100,
    /** Largest page of the read API; §6.9 */
    recordsMaxPage: 10_000,
    /** Ids of one read; §6.9 */
    recordsMaxIds: 100,
    /** Longest id of a read; §6.9 */
    recordsMaxIdCharacters: 256,
    /** How far back `modified_after` may reach; §6.9 */
    recordsModifiedAfterMonths: 12,
    /** A record's payload is dropped when it was not modified for so long; §6.9 */
    recordPruneMs: 30 * DAY,
    /** Records are removed when their sync did not run for so long; §6.9 */
    recordDeleteMs: 60 * DAY,

    /** Output of an action as JSON; §9 */
    actionOutputBytes: 2 * MEBIBYTE,
    /** A sync's run; §9 */
    syncRunMs: 24 * HOUR,
    /** An action's run; §9 */
    actionRunMs: 15 * MINUTE,
    /** A webhook's run; §9 */
    webhookRunMs: HOUR,
    /** Memory of the usual class; §9 */
    memoryBytes: 512 * MEBIBYTE,
    /** Share of the memory from which the cloud warns; §9 */
    memoryWarningRatio: 0.85,
    /** Lines of a stack trace in an error; §9.1 */
    stackLines: 10,
    /** Payload of an error; §9.1 */
    errorPayloadBytes: 99_000,
    /** `X-Max-Retries` of an asynchronous action; §9.2 */
    actionMaxRetries: 5,

    /** How deep actions may trigger actions. Our own, against endless recursion: in the cloud each is a run of its own. */
    triggerActionDepth: 10,
} as const;
