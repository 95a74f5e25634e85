import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runJson, syncbench } from '../support/syncbench';
import { sync, type TestProject, testProject } from '../support/testProject';

type Call = [operation: 'batchSave' | 'batchDelete', records: { id: string | number }[]];

interface Row {
    payload: string;
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
    /** §6.3 and §6.4: what a store of records does. */
    class Model {
        readonly rows = new Map<string, Row>();
        counts = { added: 0, updated: 0, unchanged: 0, deleted: 0 };

        apply([operation, records]: Call): void {
            const seen = new Set<string>();
            for (const record of records) {
                const id = String(record.id);
                if (seen.has(id)) continue;
                seen.add(id);
                const payload = JSON.stringify(record);
                const row = this.rows.get(id);
                if (operation === 'batchDelete') {
                    if (row && !row.deleted) this.counts.deleted++;
                } else if (!row || row.deleted) this.counts.added++;
                else if (row.payload === payload) this.counts.unchanged++;
                else this.counts.updated++;
                this.rows.set(id, { payload, deleted: operation === 'batchDelete' });
            }
        }
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
            return pick(2) ? { id, name, n: pick(3) } : { name, id, nested: { list: [pick(2), null] } };
        };
        return Array.from({ length: 1 + pick(4) }, () => {
            const records = Array.from({ length: 1 + pick(15) }, record);
            return pick(3) ? ['batchSave', records] : ['batchDelete', records.map(({ id }) => ({ id }))];
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
            const sent = (operation: string) =>
                calls.filter(([name]) => name === operation).flatMap(([, records]) => records);
            expect(document.records.Item ?? []).toEqual(sent('batchSave'));
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
