/**
 * Where `nango dryrun` does otherwise than the cloud (nango-semantics §3.4, §3.5, §3.7, §6.2): by member or occasion, what
 * a person who compares the two must know. Syncbench does as the cloud does.
 */
export const DRYRUN_DIFFERENCES = {
    setMetadata: 'nango.setMetadata stays on this machine; `nango dryrun` really writes it.',
    updateMetadata: 'nango.updateMetadata stays on this machine; `nango dryrun` really writes it.',
    triggerAction:
        'nango.triggerAction runs the action of this project; the cloud and `nango dryrun` run the deployed one.',
    triggerSync:
        'nango.triggerSync runs the sync of this project and waits for it; the cloud starts the deployed one and does not wait.',
    startSync: 'nango.startSync has no effect here or in `nango dryrun`; the cloud starts the schedule.',
    getFlowAttributes:
        '`nango dryrun` always throws at nango.getFlowAttributes; here and in the cloud it returns in a sync.',
    lockRefused: 'nango.tryAcquireLock returned false; in `nango dryrun` it always returns true.',
    checkpoint: 'The checkpoint is that of an earlier run; `nango dryrun` starts without one.',
    setMergingStrategy: 'nango.setMergingStrategy has no effect in `nango dryrun`; here and in the cloud it has.',
    deleteRecordsFromPreviousExecutions:
        'nango.deleteRecordsFromPreviousExecutions deletes nothing in `nango dryrun`; here and in the cloud it does.',
    duplicates:
        'Records with the same id were passed in one batch: the first was kept, as in the cloud; `nango dryrun` keeps the last.',
} as const;

export type DryrunDifference = keyof typeof DRYRUN_DIFFERENCES;
