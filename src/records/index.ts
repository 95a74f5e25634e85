export type { BatchOptions } from './batches';
export type { ModelComparison } from './compareRuns';
export { RecordStore } from './RecordStore';
export type { RunFilter, SyncKey } from './RunTable';
export type { RecordQuery } from './reading';
export type { RetentionLimits } from './retention';
export { makeFoldersAbove } from './storeFolder';
export type { TimelineFilter } from './timeline';
export type * from './types';
