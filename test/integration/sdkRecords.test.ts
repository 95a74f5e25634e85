import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, answersOf, probeSync } from '../support/probes';
import { type RunDocument, runJson, syncbench } from '../support/syncbench';
import { sync, type TestProject, testProject } from '../support/testProject';

const PROBES = {
    'batchSave returns true': `return nango.batchSave([{ id: '1', name: 'a' }], 'Item');`,
    'batchUpdate returns true': `return nango.batchUpdate([{ id: '1', name: 'b' }], 'Item');`,
    'batchDelete returns true': `return nango.batchDelete([{ id: '1' }], 'Item');`,
    'no records': `return Promise.all(['batchSave', 'batchUpdate', 'batchDelete'].map((name) => nango[name]([], 'Item')));`,
    'undefined for records': `return nango.batchSave(undefined, 'Item');`,
    'no records of an undeclared model': `return nango.batchSave([], 'Nothing');`,
    'an undeclared model': `await nango.batchSave([{ id: '1' }], 'Nothing');`,
    '_nango_metadata is taken off the object itself': `
        const record: any = { id: 'm', _nango_metadata: { cursor: 'x' } };
        await nango.batchSave([record], 'Other');
        return Object.keys(record);`,
    'a record without id': `await nango.batchSave([{ id: 'kept?' }, { name: 'x' }], 'Other');`,
    'an id of 0': `await nango.batchSave([{ id: 0 }], 'Other');`,
    'an object for records': `await nango.batchSave({ id: '1' }, 'Item');`,
    'a Set for records': `await nango.batchDelete(new Set(['1']), 'Item');`,
    'a text for records': `await nango.batchUpdate('1', 'Item');`,
    'a list with a hole': `await nango.batchSave([, { id: '1' }], 'Item');`,
    'an id that is a number': `return nango.batchSave([{ id: 7, name: 'seven' }], 'Other');`,
    duplicates: `return nango.batchSave([{ id: 'd', name: 'first' }, { id: 'd', name: 'second' }], 'Other');`,
    'a Date in a record': `return nango.batchSave([{ id: 'date', at: new Date(0), gone: undefined }], 'Other');`,
    'changed after the call': `
        const record = { id: 'late', name: 'as sent' };
        const saved = nango.batchSave([record], 'Other'); record.name = 'changed'; return saved;`,
};

let project: TestProject;
let answers: Record<string, Answer>;
let probed: RunDocument;

/** A sync that makes the calls of `--metadata`: `[operation, records, model?]` each; then fails if that says so. */
const CALLS = `
const { calls, fail } = await nango.getMetadata();
for (const [operation, records, model] of calls) await nango[operation](records, model ?? 'Item');
if (fail) throw new Error('as asked');
return 'ignored';`;

const NANGO_YAML = `integrations:
    demo:
        syncs:
            calls: { runs: every hour, output: [Item, Other], endpoint: [GET /a, GET /b] }
            tracked: { runs: every hour, output: Tracked, endpoint: GET /c, track_deletes: true }
            probes: { runs: every hour, output: [Third, Fourth], endpoint: [GET /d, GET /e] }
models:
    Item: { id: string, name: string }
    Other: { id: string }
    Tracked: { id: string, name: string }
    Third: { id: string }
    Fourth: { id: string }
`;

type Call = [operation: 'batchSave' | 'batchUpdate' | 'batchDelete', records: object[], model?: string];

beforeAll(async () => {
    const inThird = Object.fromEntries(
        Object.entries(PROBES).map(([name, body]) => [
            name,
            body.replaceAll(`'Item'`, `'Third'`).replaceAll(`'Other'`, `'Fourth'`),
        ]),
    );
    project = testProject({
        'nango.yaml': NANGO_YAML,
        'demo/syncs/calls.ts': sync(CALLS),
        'demo/syncs/tracked.ts': sync(CALLS.replace(`'Item'`, `'Tracked'`)),
        'demo/syncs/probes.ts': probeSync(inThird),
    });
    probed = await runJson(project.root, 'demo/probes', ['--store', path.join(project.root, 'probes-store')]);
    answers = answersOf(probed);
});

afterAll(() => project.remove());

const call = (connection: string, calls: Call[], { script = 'calls', fail = false } = {}) =>
    runJson(project.root, `demo/${script}`, [
        '--connection',
        connection,
        '--metadata',
        JSON.stringify({ calls, fail }),
    ]);

async function stored(connection: string, model = 'Item', store: string[] = []) {
    const flags = ['--connection', connection, '--project', project.root, '--json', '--limit', '10000', ...store];
    const { stdout } = await syncbench(['records', model, ...flags]);
    return (JSON.parse(stdout) as { records: Record<string, unknown>[] }).records;
}

const actions = (records: Record<string, unknown>[]) =>
    Object.fromEntries(
        records.map((record) => [
            record.id,
            (record._nango_metadata as { last_action: string } | undefined)?.last_action,
        ]),
    );

describe('one call', () => {
    it.each<[keyof typeof PROBES, unknown]>([
        ['batchSave returns true', true],
        ['batchUpdate returns true', true],
        ['batchDelete returns true', true],
        ['no records', [true, true, true]],
        ['undefined for records', true],
        ['no records of an undeclared model', true],
        ['_nango_metadata is taken off the object itself', ['id']],
        ['an id that is a number', true],
        ['duplicates', true],
        ['a Date in a record', true],
        ['changed after the call', true],
    ])('%s', (probe, value) => {
        expect(answers[probe]).toEqual({ value });
    });

    it.each<[keyof typeof PROBES, string]>([
        ['an undeclared model', "The model 'Nothing' is not included in the declared sync models: Third, Fourth"],
        ['a record without id', 'Missing id field in record: {"name":"x"}. Model: Fourth'],
        ['an object for records', 'batchSave was given no list in the place of its records.'],
        ['a Set for records', 'batchDelete was given no list in the place of its records.'],
        ['a text for records', 'batchUpdate was given a text in the place of its records.'],
        ['a list with a hole', 'Record 1 of the batch for model Third is'],
        ['an id of 0', 'Missing id field in record: {"id":0}. Model: Fourth'],
    ])('%s throws an error that the script can catch', (probe, message) => {
        expect(answers[probe]?.thrown).toMatchObject({ isError: true, message: expect.stringContaining(message) });
    });

    it('of duplicates the first is kept, and the others are told of as errors', async () => {
        expect(probed.logs.filter(({ source }) => source === 'syncbench')).toMatchObject([
            { level: 'error', message: "Found duplicate key 'd' for model Fourth. The record was ignored." },
        ]);
        const records = await stored('default', 'Fourth', ['--store', path.join(project.root, 'probes-store')]);
        expect(records.find(({ id }) => id === 'd')).toMatchObject({ name: 'first' });
    });

    it('what is stored is the record as it was sent, its id as text, a failed batch as a whole not', async () => {
        const records = await stored('default', 'Fourth', ['--store', path.join(project.root, 'probes-store')]);
        expect(records.map(({ _nango_metadata, ...record }) => record)).toEqual([
            { id: 'm' },
            { id: '7', name: 'seven' },
            { id: 'd', name: 'first' },
            { id: 'date', at: '1970-01-01T00:00:00.000Z' },
            { id: 'late', name: 'as sent' },
        ]);
    });

    it('the document has the arguments of the calls in order, duplicates included', () => {
        expect(probed.records).toEqual({
            Third: [{ id: '1', name: 'a' }],
            Fourth: [
                { id: 'm' },
                { id: 7, name: 'seven' },
                { id: 'd', name: 'first' },
                { id: 'd', name: 'second' },
                { id: 'date', at: '1970-01-01T00:00:00.000Z' },
                { id: 'late', name: 'as sent' },
            ],
        });
        expect(probed.updated).toEqual({ Third: [{ id: '1', name: 'b' }] });
        expect(probed.deleted).toEqual({ Third: [{ id: '1' }] });
        expect(probed.output).toBeNull();
    });
});

describe('runs on one store', () => {
    it('count what changed', async () => {
        const a = { id: 'a', name: '1' };
        const b = { id: 'b', name: '1' };
        const first = await call('counts', [['batchSave', [a, b]]]);
        expect(first.counts).toEqual({ Item: { added: 2, updated: 0, unchanged: 0, deleted: 0 } });
        const second = await call('counts', [
            ['batchSave', [a, { id: 'b', name: '2' }, { id: 'c', name: '1' }]],
            ['batchDelete', [{ id: 'a' }, { id: 'unknown' }]],
            ['batchSave', [{ id: 'x' }], 'Other'],
        ]);
        expect(second.counts).toEqual({
            Item: { added: 1, updated: 1, unchanged: 1, deleted: 1 },
            Other: { added: 1, updated: 0, unchanged: 0, deleted: 0 },
        });
        expect(second.deleted).toEqual({ Item: [{ id: 'a' }, { id: 'unknown' }] });
        expect(actions(await stored('counts'))).toEqual({
            a: 'DELETED',
            b: 'UPDATED',
            c: 'ADDED',
            unknown: 'DELETED',
        });
    });

    it('order of keys is a change, as in the cloud', async () => {
        await call('keys', [['batchSave', [{ id: 'a', x: 1, y: 2 }]]]);
        const { counts } = await call('keys', [['batchSave', [{ id: 'a', y: 2, x: 1 }]]]);
        expect(counts.Item).toMatchObject({ updated: 1, unchanged: 0 });
    });

    it('a deleted record that is saved again counts as added; deleted twice counts once', async () => {
        await call('again', [['batchSave', [{ id: 'a', name: '1' }]]]);
        const deleted = await call('again', [
            ['batchDelete', [{ id: 'a' }]],
            ['batchDelete', [{ id: 'a' }]],
        ]);
        expect(deleted.counts.Item).toEqual({ added: 0, updated: 0, unchanged: 0, deleted: 1 });
        const saved = await call('again', [['batchSave', [{ id: 'a', name: '1' }]]]);
        expect(saved.counts.Item).toEqual({ added: 1, updated: 0, unchanged: 0, deleted: 0 });
        expect(actions(await stored('again'))).toEqual({ a: 'ADDED' });
    });

    it('a record in two batches of a run: the later overwrites and counts as updated', async () => {
        const { counts } = await call('twice', [
            ['batchSave', [{ id: 'a', name: '1' }]],
            ['batchSave', [{ id: 'a', name: '2' }]],
        ]);
        expect(counts.Item).toEqual({ added: 1, updated: 1, unchanged: 0, deleted: 0 });
        expect(await stored('twice')).toMatchObject([{ id: 'a', name: '2' }]);
    });

    it('batchUpdate merges deeply into live records and ignores unknown ids', async () => {
        await call('merge', [['batchSave', [{ id: 'a', deep: { x: 1, list: [1, 2] }, name: 'n' }]]]);
        const partial = { id: 'a', deep: { y: 2, list: [3] } };
        const { counts, updated } = await call('merge', [['batchUpdate', [partial, { id: 'unknown', name: 'u' }]]]);
        expect(counts.Item).toEqual({ added: 0, updated: 1, unchanged: 0, deleted: 0 });
        expect(updated).toEqual({ Item: [partial, { id: 'unknown', name: 'u' }] });
        expect(await stored('merge')).toMatchObject([{ id: 'a', name: 'n', deep: { x: 1, y: 2, list: [3] } }]);
        const again = await call('merge', [['batchUpdate', [partial]]]);
        expect(again.counts.Item).toMatchObject({ updated: 0 });
    });

    it('of duplicates in a batch of more than 1,000, each thousand keeps its first, as the cloud’s calls do', async () => {
        const many = Array.from({ length: 999 }, (_, i) => ({ id: `r${i}`, name: 'a' }));
        const record = (name: string) => ({ id: 'twice', name });
        const batch = [record('first'), ...many, record('second'), record('third')];
        const { counts, logs } = await call('many', [['batchSave', batch]]);
        expect(counts.Item).toEqual({ added: 1_000, updated: 1, unchanged: 0, deleted: 0 });
        expect(logs).toHaveLength(1);
        expect((await stored('many')).find(({ id }) => id === 'twice')).toMatchObject({ name: 'second' });
    });

    it('connections do not share records', async () => {
        await call('mine', [['batchSave', [{ id: 'a', name: '1' }]]]);
        const { counts } = await call('yours', [['batchSave', [{ id: 'a', name: '1' }]]]);
        expect(counts.Item).toMatchObject({ added: 1 });
    });
});

describe('track_deletes of nango.yaml', () => {
    const saved = (...ids: string[]): Call[] => [['batchSave', ids.map((id) => ({ id, name: id }))]];
    const track = (calls: Call[], fail = false) => call('main', calls, { script: 'tracked', fail });

    it('deletes what a successful run did not see, and nothing after a failed one', async () => {
        await track(saved('a', 'b', 'c'));
        const failed = await track(saved('a'), true);
        expect([failed.ok, failed.counts.Tracked]).toEqual([false, { added: 0, updated: 0, unchanged: 1, deleted: 0 }]);
        expect(Object.values(actions(await stored('main', 'Tracked')))).not.toContain('DELETED');
        const { counts, deleted, logs } = await track(saved('a', 'b'));
        expect(counts.Tracked).toEqual({ added: 0, updated: 0, unchanged: 2, deleted: 1 });
        expect(deleted).toEqual({});
        expect(logs.map(({ message }) => message)).toEqual([expect.stringContaining('deleted 1 of Tracked')]);
        expect((await track(saved('a', 'b'))).logs).toEqual([]);
        expect(actions(await stored('main', 'Tracked'))).toEqual({ a: 'ADDED', b: 'ADDED', c: 'DELETED' });
    });

    it('a sync that saves nothing deletes all', async () => {
        const { counts } = await track([]);
        expect(counts.Tracked).toMatchObject({ deleted: 2 });
    });
});
