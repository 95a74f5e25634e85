import { visitRefs } from './journalRefs';
import { operationNumber } from './operations';
import { runNumber } from './runNumber';
import type { StoreDatabase } from './StoreDatabase';

/** How two runs differ in what they saved of one model. Lists of ids are cut; `totals` are not. */
export interface ModelComparison {
    onlyInA: string[];
    onlyInB: string[];
    /** Saved by both, with different content. */
    changed: string[];
    same: number;
    totals: { onlyInA: number; onlyInB: number; changed: number };
}

/** Row of `records` → row of `payloads` of the last call that named it. */
type Saved = Map<number, number>;

/**
 * Compares what two runs passed to batchSave and batchUpdate, model by model: an id's last call in the run counts, and
 * an id whose last call was batchDelete is not in the run. Matches by id, also across connections and variants.
 *
 * @param limit ids listed per list
 */
export function compareRuns(
    database: StoreDatabase,
    a: string,
    b: string,
    limit: number,
): Record<string, ModelComparison> {
    const savedInA = readSaved(database, a);
    const savedInB = readSaved(database, b);
    const models = [...new Set([...savedInA.keys(), ...savedInB.keys()])].sort();
    return Object.fromEntries(
        models.map((model) => [
            model,
            compareModel(database, savedInA.get(model) ?? new Map(), savedInB.get(model) ?? new Map(), limit),
        ]),
    );
}

function readSaved(database: StoreDatabase, runId: string): Map<string, Saved> {
    const models = new Map<string, Saved>();
    const calls = database.iterate<{ model: string; operation: number; refs: Uint8Array }>(
        `SELECT s.model, j.operation, j.refs FROM journal j JOIN scopes s ON s.id = j.scope WHERE j.run = ? ORDER BY j.seq`,
        runNumber(database, runId),
    );
    for (const { model, operation, refs } of calls) {
        const saved = models.get(model) ?? new Map<number, number>();
        models.set(model, saved);
        const isDelete = operation === operationNumber('batchDelete');
        visitRefs(refs, (record, payload) => {
            if (record === 0) return;
            if (isDelete) saved.delete(record);
            else saved.set(record, payload);
        });
    }
    return models;
}

function compareModel(database: StoreDatabase, a: Saved, b: Saved, limit: number): ModelComparison {
    const result: ModelComparison = {
        onlyInA: [],
        onlyInB: [],
        changed: [],
        same: 0,
        totals: { onlyInA: 0, onlyInB: 0, changed: 0 },
    };
    const list = (name: 'onlyInA' | 'onlyInB' | 'changed', id: () => string) => {
        if (++result.totals[name] <= limit) result[name].push(id());
    };
    const match = (payloadA: number, payloadB: number, id: () => string) => {
        if (payloadA === payloadB) result.same++;
        else list('changed', id);
    };

    const restOfB = new Map(b);
    const restOfA: [record: number, payload: number][] = [];
    for (const [record, payload] of a) {
        const other = restOfB.get(record);
        if (other === undefined) {
            restOfA.push([record, payload]);
        } else {
            restOfB.delete(record);
            match(payload, other, () => externalId(database, record, payload));
        }
    }
    // What is left may still be the same id in another row: of another connection, or from before the records were cleared.
    const leftById = new Map<string, number>();
    if (restOfA.length > 0) {
        for (const [record, payload] of restOfB) leftById.set(externalId(database, record, payload), payload);
    }
    for (const [record, payload] of restOfA) {
        const id = leftById.size > 0 ? externalId(database, record, payload) : undefined;
        const other = id === undefined ? undefined : leftById.get(id);
        if (id === undefined || other === undefined) {
            list('onlyInA', () => id ?? externalId(database, record, payload));
        } else {
            leftById.delete(id);
            match(payload, other, () => id);
        }
    }
    if (restOfA.length > 0) for (const id of leftById.keys()) list('onlyInB', () => id);
    else for (const [record, payload] of restOfB) list('onlyInB', () => externalId(database, record, payload));
    return result;
}

function externalId(database: StoreDatabase, record: number, payload: number): string {
    const row = database.get<{ external_id: string }>('SELECT external_id FROM records WHERE id = ?', record);
    if (row !== undefined) return row.external_id;
    const { json } = database.get<{ json: string }>('SELECT json FROM payloads WHERE id = ?', payload)!;
    return String((JSON.parse(json) as { id?: unknown }).id).replaceAll('\0', '');
}
