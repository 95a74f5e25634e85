export type { BatchOptions } from './batches';
export type { CheckpointKey, StoredCheckpoint } from './checkpoints';
export type { ModelComparison } from './compareRuns';
export { RecordStore } from './RecordStore';
export type { RunFilter, SyncKey } from './RunTable';
export type { RecordFilter, RecordQuery } from './reading';
export type { RetentionLimits } from './retention';
export type { TimelineFilter } from './timeline';
export type * from './types';
