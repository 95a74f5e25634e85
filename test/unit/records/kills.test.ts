import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { RecordStore } from '../../../src/records';
import { bundle, kill, start } from './programs';
import { allRecords, temporaryFolder, temporaryStore } from './support';

const KILLS = 500;
const LONGEST_LIFE_MS = 12;

/** The last number of a ledger's lines that begin with this word. */
function ledgerOf(file: string): { started: number[]; done: Set<number> } {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const numbers = (word: string) =>
        lines.filter((line) => line.startsWith(word)).map((line) => Number(line.split(' ')[1]));
    return { started: numbers('start '), done: new Set(numbers('done ')) };
}

/** Starts a writer again and again, and kills each at a random moment after its first batch has begun. */
async function killRepeatedly(writer: string, folder: string, name: string, ledger: string, times: number) {
    writeFileSync(ledger, '');
    let cutShort = 0;
    for (let first = 1; times > 0; times--) {
        const { child } = await start(writer, folder, name, ledger, String(first));
        await delay(Math.random() * LONGEST_LIFE_MS);
        expect(child.exitCode).toBeNull();
        await kill(child);
        const last = ledgerOf(ledger).started.at(-1)!;
        if (!ledgerOf(ledger).done.has(last)) cutShort++;
        first = last + 1;
    }
    return cutShort;
}

function verify(store: RecordStore, name: string, ledger: string) {
    const { started, done } = ledgerOf(ledger);
    const scope = { integration: 'killed', connectionId: name, model: 'Item', variant: 'base' };
    const records = allRecords(store, scope);
    const perBatch = Map.groupBy(
        records.filter(({ id }) => !id.startsWith('shared-')),
        ({ batch }) => batch as number,
    );
    const runs = store.runs({ connectionId: name, limit: KILLS });
    const journaled = new Map(runs.flatMap(({ id }) => store.journal(id).map((entry) => [entry.seq, entry])));

    expect(new Set(started).size).toBe(started.length);
    for (const batch of started) {
        const found = perBatch.get(batch)?.length ?? 0;
        expect([0, 20], `batch ${batch}`).toContain(found);
        if (done.has(batch)) expect(found, `batch ${batch}`).toBe(20);
        expect(journaled.has(batch), `journal of batch ${batch}`).toBe(found === 20);
    }
    // Counts, the records that every batch changes, and their history agree with the batches that are there.
    const whole = started.filter((batch) => perBatch.has(batch));
    expect(perBatch.size).toBe(whole.length);
    expect(store.scopes().find(({ scope: { connectionId } }) => connectionId === name)).toMatchObject({
        live: whole.length * 20 + 5,
        deleted: 0,
    });
    const added = runs.reduce((sum, run) => sum + (run.models.Item?.added ?? 0), 0);
    const updated = runs.reduce((sum, run) => sum + (run.models.Item?.updated ?? 0), 0);
    expect({ added, updated }).toEqual({ added: whole.length * 20 + 5, updated: (whole.length - 1) * 5 });
    for (let n = 0; n < 5; n++) {
        const states = store.versions(scope, `shared-${n}`).map(({ payload }) => payload.batch);
        expect(states).toEqual([...whole].reverse());
    }
    expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['interrupted']));
    return { started: started.length, lost: started.length - whole.length };
}

it(`after ${KILLS} kills while two processes write, every batch is whole or absent`, async () => {
    const temporary = temporaryFolder();
    const folder = path.join(temporary, '.syncbench');
    const writer = bundle('ledgerWriter', temporary);
    const names = ['left', 'right'];
    const ledger = (name: string) => path.join(temporary, `${name}.ledger`);
    const cutShort = await Promise.all(
        names.map((name) => killRepeatedly(writer, folder, name, ledger(name), KILLS / names.length)),
    );
    // The kills did hit writers in the middle of a batch, and some batches were lost by it.
    expect(cutShort[0]! + cutShort[1]!).toBeGreaterThan(KILLS / 10);

    const store = temporaryStore(folder);
    const results = names.map((name) => verify(store, name, ledger(name)));
    expect(results[0]!.lost + results[1]!.lost).toBeGreaterThan(0);

    const database = new DatabaseSync(path.join(folder, 'store.sqlite'), { readOnly: true });
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    database.close();
}, 600_000);
