import type { StoreReader } from '../../host/store/StoreReader';

/** What the view *Run* reads of stores. */
export type RunReader = Pick<StoreReader, 'run' | 'nestedRuns' | 'timeline' | 'httpBodies' | 'runRecords'>;
