import { appendFileSync, writeSync } from 'node:fs';
import { RecordStore } from '../../../../src/records';

/**
 * Writes batches without end, noting each in a ledger before and after, until it is killed.
 * Arguments: store folder, name of the writer, ledger file, number of the first batch.
 */
const [folder, name, ledger, first] = process.argv.slice(2) as [string, string, string, string];

const scope = { integration: 'killed', connectionId: name, model: 'Item', variant: 'base' };
const runId = `${name}-${first}`;
const store = RecordStore.open(folder);
store.beginRun({
    id: runId,
    integration: scope.integration,
    kind: 'sync',
    script: 'items',
    variant: scope.variant,
    connectionId: name,
    startedAt: new Date().toISOString(),
    options: {},
});

for (let batch = Number(first); ; batch++) {
    const own = Array.from({ length: 20 }, (_, n) => ({ id: `${batch}-${n}`, batch, text: 'x'.repeat(1000) }));
    const shared = Array.from({ length: 5 }, (_, n) => ({ id: `shared-${n}`, batch }));
    appendFileSync(ledger, `start ${batch}\n`);
    if (batch === Number(first)) writeSync(1, 'writing\n');
    store.batchSave(runId, batch, scope, [...own, ...shared]);
    appendFileSync(ledger, `done ${batch}\n`);
}
