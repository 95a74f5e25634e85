import type { ChannelOptions } from '../../protocol/Channel';
import { RecordStore, type RunRow } from '../../records';
import type { Exports } from './Exports';
import { OpenStores } from './OpenStores';
import type { LastRun, StoreRequests } from './requests';

/** What answers each request about stores. */
export function answerRequests(exports: Exports): ChannelOptions<never, StoreRequests>['handlers'] {
    const stores = new OpenStores();
    return {
        run: async ({ storeFolder, runId }) => stores.read(storeFolder, undefined, (store) => store.run(runId)),
        nestedRuns: async ({ storeFolder, runId }) => stores.read(storeFolder, [], (store) => store.nestedRuns(runId)),
        lastRuns: async ({ storeFolder }) => stores.read(storeFolder, [], (store) => store.lastRuns().map(lastRun)),
        timeline: async ({ storeFolder, runId, filter }) =>
            stores.readRun(storeFolder, (store) => store.timeline(runId, filter)),
        httpBodies: async ({ storeFolder, runId, seq }) =>
            stores.readRun(storeFolder, (store) => store.httpBodies(runId, seq)),
        touchedRecords: async ({ storeFolder, runId, query }) =>
            stores.readRun(storeFolder, (store) => store.touchedRecords(runId, query)),
        scopes: async ({ storeFolder }) => stores.read(storeFolder, [], (store) => store.scopes()),
        records: async ({ storeFolder, scope, query }) =>
            stores.read(storeFolder, NOTHING, (store) => store.records(scope, query)),
        versions: async ({ storeFolder, scope, id }) =>
            stores.read(storeFolder, [], (store) => store.versions(scope, id)),
        exportRecords: ({ storeFolder, scope, options }) => exports.run(storeFolder, scope, options),
        clearRecords: async ({ storeFolder, scope }) => {
            const store = RecordStore.open(storeFolder);
            try {
                return store.clearRecords(scope);
            } finally {
                store.close();
            }
        },
    };
}

const NOTHING = { records: [], nextCursor: null };

function lastRun(run: RunRow): LastRun {
    const { id, integration, kind, script, connectionId, startedAt, status, durationMs, models, outcome } = run;
    const error = outcome?.error?.message;
    return {
        ...{ id, integration, kind, script, connectionId, startedAt, status, models },
        ...(durationMs !== undefined && { durationMs }),
        ...(outcome?.partial && { partial: true }),
        ...(error !== undefined && { error: error.slice(0, LONGEST_MESSAGE) }),
    };
}

const LONGEST_MESSAGE = 2_000;
