import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runJson, syncbench } from '../support/syncbench';
import { sync, type TestProject, testProject } from '../support/testProject';

type Operation = 'batchSave' | 'batchUpdate' | 'batchDelete';
type Call = [operation: Operation, records: Fields[]];

interface Fields {
    id: string | number;
    nested?: Record<string, unknown>;
}

interface Row {
    payload: string;
    /** What the hash is of: the last record as it was sent, which may have been a part. */
    hashed: string;
    deleted: boolean;
}

let project: TestProject;

beforeAll(() => {
    const source = `for (const [operation, records] of (await nango.getMetadata()).calls) await nango[operation](records, 'Item');`;
    project = testProject({ 'demo/syncs/calls.ts': sync(source) });
});

afterAll(() => project.remove());

const call = (connection: string, calls: Call[]) =>
    runJson(project.root, 'demo/calls', ['--connection', connection, '--metadata', JSON.stringify({ calls })]);

async function stored(connection: string) {
    const flags = ['--connection', connection, '--project', project.root, '--json', '--limit', '10000'];
    const { stdout } = await syncbench(['records', 'Item', ...flags]);
    return (JSON.parse(stdout) as { records: Record<string, unknown>[] }).records;
}

describe('against a model of the rules', () => {
    /** nango-semantics §6.2–6.5: what a store of records does with one call of at most 1,000 records. */
    class Model {
        readonly rows = new Map<string, Row>();
        counts = { added: 0, updated: 0, unchanged: 0, deleted: 0 };

        apply([operation, records]: Call): void {
            const seen = new Set<string>();
            for (const record of records) {
                const id = String(record.id);
                if (!seen.has(id)) this[operation](id, JSON.stringify(record), this.rows.get(id));
                seen.add(id);
            }
        }

        private batchSave(id: string, sent: string, row: Row | undefined): void {
            if (!row || row.deleted) this.counts.added++;
            else if (row.hashed === sent) this.counts.unchanged++;
            else this.counts.updated++;
            if (row?.hashed !== sent || row.deleted) this.rows.set(id, { payload: sent, hashed: sent, deleted: false });
        }

        private batchDelete(id: string, sent: string, row: Row | undefined): void {
            if (row && !row.deleted) this.counts.deleted++;
            this.rows.set(id, { payload: sent, hashed: sent, deleted: true });
        }

        private batchUpdate(id: string, sent: string, row: Row | undefined): void {
            if (!row || row.deleted) return;
            if (row.hashed === sent) this.counts.unchanged++;
            else {
                this.counts.updated++;
                const payload = JSON.stringify(merge(JSON.parse(row.payload), JSON.parse(sent)));
                this.rows.set(id, { payload, hashed: sent, deleted: false });
            }
        }
    }

    /** Of the records made here, only `nested` is an object. */
    function merge(base: Fields, patch: Fields): Fields {
        const nested = base.nested && patch.nested ? { nested: { ...base.nested, ...patch.nested } } : {};
        return { ...base, ...patch, ...nested };
    }

    /** A generator of its own (mulberry32), so that a failure can be repeated. */
    function random(seed: number): () => number {
        let state = seed;
        return () => {
            state = (state + 0x6d2b79f5) | 0;
            let t = Math.imul(state ^ (state >>> 15), 1 | state);
            t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
            return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
        };
    }

    function recordSet(next: () => number): Call[] {
        const pick = (below: number) => Math.floor(next() * below);
        const record = () => {
            const id = pick(4) ? `r${pick(12)}` : pick(12) + 1;
            const name = ['', 'ü', 'x'.repeat(300), 'null', "it's"][pick(5)];
            return pick(2) ? { id, name, n: pick(3) } : { name, id, nested: { [`k${pick(2)}`]: [pick(2), null] } };
        };
        return Array.from({ length: 1 + pick(4) }, () => {
            const records = Array.from({ length: 1 + pick(15) }, record);
            const operation = (['batchSave', 'batchSave', 'batchUpdate', 'batchDelete'] as const)[pick(4)]!;
            return [operation, operation === 'batchDelete' ? records.map(({ id }) => ({ id })) : records];
        });
    }

    it.each([1, 2, 3, 4, 5, 6])('seed %i: five random record sets, run after run', async (seed) => {
        const next = random(seed);
        const model = new Model();
        for (let run = 0; run < 5; run++) {
            const calls = recordSet(next);
            model.counts = { added: 0, updated: 0, unchanged: 0, deleted: 0 };
            for (const each of calls) model.apply(each);
            const document = await call(`seed-${seed}`, calls);
            expect(document.counts.Item, `run ${run}`).toEqual(model.counts);
            const sent = (operation: Operation) =>
                calls.filter(([name]) => name === operation).flatMap(([, records]) => records);
            expect(document.records.Item ?? []).toEqual(sent('batchSave'));
            expect(document.updated.Item ?? []).toEqual(sent('batchUpdate'));
            expect(document.deleted.Item ?? []).toEqual(sent('batchDelete'));
        }
        const read = (await stored(`seed-${seed}`)).map(({ _nango_metadata, ...record }) => {
            const { last_action } = _nango_metadata as { last_action: string };
            return [record.id, { record, deleted: last_action === 'DELETED' }];
        });
        const expected = [...model.rows].map(([id, { payload, deleted }]) => [
            id,
            { record: { ...JSON.parse(payload), id }, deleted },
        ]);
        expect(Object.fromEntries(read)).toEqual(Object.fromEntries(expected));
    });
});
