/**
 * Every id that the manifest and the code share. A test proves that package.json has these and no others.
 */
export const Command = {
    runSync: 'syncbench.runSync',
    runAction: 'syncbench.runAction',
    runOnEvent: 'syncbench.runOnEvent',
    runWebhook: 'syncbench.runWebhook',
    runAgain: 'syncbench.runAgain',
    runWith: 'syncbench.runWith',
    cancelRun: 'syncbench.cancelRun',
    chooseConnection: 'syncbench.chooseConnection',
    showRun: 'syncbench.showRun',
    showLog: 'syncbench.showLog',
    refresh: 'syncbench.refresh',
    revealScript: 'syncbench.revealScript',
    copyId: 'syncbench.copyId',
    openRecords: 'syncbench.openRecords',
    openRecord: 'syncbench.openRecord',
    compareRecordVersions: 'syncbench.compareRecordVersions',
    showMoreRecords: 'syncbench.showMoreRecords',
    clearRecords: 'syncbench.clearRecords',
    exportRecords: 'syncbench.exportRecords',
    generateTypings: 'syncbench.generateTypings',
    setUpTypings: 'syncbench.setUpTypings',
    manageTrust: 'syncbench.manageTrust',
    explainFinding: 'syncbench.explainFinding',
    openWalkthrough: 'syncbench.openWalkthrough',
} as const;
export type CommandId = (typeof Command)[keyof typeof Command];

export const View = {
    integrations: 'syncbench.integrations',
    records: 'syncbench.records',
    run: 'syncbench.run',
} as const;

export const Setting = {
    saveBeforeRun: 'saveBeforeRun',
    whenRunning: 'whenRunning',
    revealRun: 'revealRun',
    codeLens: 'codeLens',
    retryScale: 'retryScale',
    keepBodies: 'http.keepBodies',
    typingsOnSave: 'typings.onSave',
    nodePath: 'node.path',
    findingSeverity: 'findings.severity',
} as const;

/** The walkthrough's id within the extension. */
export const WALKTHROUGH = 'start';

/** Keys for `when` clauses. */
export const ContextKey = {
    /** `sync`, `action`, `on-event` or undefined: what the active editor's file is. */
    scriptKind: 'syncbench.scriptKind',
    /** Whether that is a sync with a webhook handler. */
    hasWebhook: 'syncbench.hasWebhook',
    running: 'syncbench.running',
    /** Whether that is the active editor's script. */
    runningHere: 'syncbench.runningHere',
    canRunAgain: 'syncbench.canRunAgain',
    /**
     * What there is none of, undefined until it was looked for. Keys of what there is could not tell the two apart: to VS Code
     * `key == false` is true of a key that is not set, and `key != false` is not.
     */
    noProject: 'syncbench.noProject',
    /** There are projects, without a single script. */
    noScript: 'syncbench.noScript',
    noRecords: 'syncbench.noRecords',
    /** For the walkthrough, whose step ends with a project. */
    hasProject: 'syncbench.hasProject',
} as const;

/** The scheme of read-only documents that show records. */
export const RECORD_SCHEME = 'syncbench-record';
