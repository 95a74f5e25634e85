import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, answersOf, probeSync } from '../support/probes';
import { type RunDocument, runJson } from '../support/syncbench';
import { action, type TestProject, testProject } from '../support/testProject';

const READS = {
    'by ids': `
        await nango.batchSave([{ id: 'a', n: 1 }, { id: 7, n: 2 }], 'Item');
        await nango.batchDelete([{ id: 'gone' }], 'Item');
        const found = await nango.getRecordsByIds(['a', 7, 'gone', 'nobody', '7'], 'Item');
        return [found instanceof Map, [...found.keys()], [...found.values()].map(({ _nango_metadata, ...r }) => [r, _nango_metadata.last_action])];`,
    'no ids': `return [...(await nango.getRecordsByIds([], 'Item'))];`,
    'more ids than one question holds': `
        const ids = Array.from({ length: 250 }, (_, n) => 'r' + n);
        await nango.batchSave(ids.map((id) => ({ id })), 'Other');
        const found = await nango.getRecordsByIds(ids, 'Other');
        return [found.size, [...found.keys()].every((id, n) => id === ids[n])];`,
    'ids of an undeclared model': `await nango.getRecordsByIds(['a'], 'Nothing');`,
    'all records': `
        const seen = [];
        for await (const record of nango.listRecords('Other')) seen.push(record.id);
        return [seen.length, new Set(seen).size, seen[0], seen.at(-1)];`,
    'records from a cursor': `
        let cursor; let n = 0;
        for await (const record of nango.listRecords('Other')) if (++n === 240) cursor = record._nango_metadata.cursor;
        const rest = [];
        for await (const record of nango.listRecords('Other', { cursor })) rest.push(record.id);
        return rest;`,
    'deleted records are listed, too': `
        const seen = [];
        for await (const { id, _nango_metadata } of nango.listRecords('Item')) seen.push([id, _nango_metadata.last_action]);
        return seen;`,
    'records of an undeclared model': `for await (const record of nango.listRecords('Nothing')) return record;`,
    'an end without a start': `await nango.trackDeletesEnd('Item');`,
    'batchSend is batchSave': `return nango.batchSend([{ id: 'sent' }], 'Other');`,
    'delete what this run did not save': `return nango.deleteRecordsFromPreviousExecutions('Item');`,
    'an unknown strategy': `await nango.setMergingStrategy({ strategy: 'mine' }, 'Item');`,
    locks: `
        return [
            await nango.tryAcquireLock({ key: 'k', ttlMs: 60000 }), await nango.tryAcquireLock({ key: 'k', ttlMs: 60000 }),
            await nango.releaseLock({ key: 'other' }), await nango.releaseLock({ key: 'k' }), await nango.releaseAllLocks(),
        ];`,
    'a lock that a nested run cannot have': `
        await nango.tryAcquireLock({ key: 'held', ttlMs: 60000 });
        const inside = await nango.triggerAction('demo', nango.connectionId, 'lock', { key: 'held' });
        await nango.releaseAllLocks();
        return [inside, await nango.triggerAction('demo', nango.connectionId, 'lock', { key: 'held' }), await nango.tryAcquireLock({ key: 'held', ttlMs: 1 })];`,
    'an empty key': `await nango.tryAcquireLock({ key: '', ttlMs: 1 });`,
    'a key of 256 characters': `await nango.tryAcquireLock({ key: 'x'.repeat(256), ttlMs: 1 });`,
    'a key of 255 characters': `return nango.tryAcquireLock({ key: 'x'.repeat(255), ttlMs: 1 });`,
    'a ttl of 0': `await nango.tryAcquireLock({ key: 'k', ttlMs: 0 });`,
    'a release without key': `await nango.releaseLock({});`,
    'a checkpoint': `
        const before = await nango.getCheckpoint();
        await nango.saveCheckpoint({ at: new Date(0), n: 1 });
        const saved = await nango.getCheckpoint(); saved.n = 2;
        const again = await nango.getCheckpoint();
        await nango.clearCheckpoint();
        return [before, again, await nango.getCheckpoint()];`,
    'a checkpoint that is not flat': `await nango.saveCheckpoint({ a: { b: 1 } });`,
};

let project: TestProject;
let reads: Record<string, Answer>;
let readRun: RunDocument & { stderr: string };

beforeAll(async () => {
    project = testProject({
        'demo/syncs/reads.ts': probeSync(READS),
        'demo/actions/lock.ts': action(`return nango.tryAcquireLock({ key: input.key, ttlMs: 60000 });`),
    });
    readRun = await runJson(project.root, 'demo/reads', ['--connection', 'reads']);
    reads = answersOf(readRun);
});

afterAll(() => project.remove());

describe('one run', () => {
    it.each<[keyof typeof READS, unknown]>([
        [
            'by ids',
            [
                false,
                ['a', 7, 'gone', '7'],
                [
                    [{ id: 'a', n: 1 }, 'ADDED'],
                    [{ id: '7', n: 2 }, 'ADDED'],
                    [{ id: 'gone' }, 'DELETED'],
                    [{ id: '7', n: 2 }, 'ADDED'],
                ],
            ],
        ],
        ['no ids', []],
        ['more ids than one question holds', [250, true]],
        ['all records', [250, 250, 'r0', 'r249']],
        ['records from a cursor', Array.from({ length: 10 }, (_, n) => `r${240 + n}`)],
        [
            'deleted records are listed, too',
            [
                ['a', 'ADDED'],
                ['7', 'ADDED'],
                ['gone', 'DELETED'],
            ],
        ],
        ['batchSend is batchSave', true],
        ['delete what this run did not save', { deletedKeys: [] }],
        ['locks', [true, true, false, true, true]],
        ['a lock that a nested run cannot have', [false, true, true]],
        ['a key of 255 characters', true],
        ['a checkpoint', [null, { at: '1970-01-01T00:00:00.000Z', n: 1 }, null]],
    ])('%s', (probe, value) => {
        expect(reads[probe]).toEqual({ value });
    });

    it.each<[keyof typeof READS, string]>([
        ['ids of an undeclared model', "The model 'Nothing' is not included in the declared sync models: Item, Other"],
        [
            'records of an undeclared model',
            "The model 'Nothing' is not included in the declared sync models: Item, Other",
        ],
        ['an end without a start', "No track deletes starting point found for model 'Item'."],
        ['an unknown strategy', '"mine" is no merging strategy.'],
        ['an empty key', 'The key of a lock has 0 characters.'],
        ['a key of 256 characters', 'The key of a lock has 256 characters.'],
        ['a ttl of 0', 'The ttlMs of a lock is 0.'],
        ['a release without key', 'The key of a lock is no text.'],
        ['a checkpoint that is not flat', 'Error saving checkpoint: `a` is an object.'],
    ])('%s throws an error that the script can catch', (probe, message) => {
        expect(reads[probe]?.thrown).toMatchObject({ isError: true, message });
    });

    it('says where `nango dryrun` does otherwise', () => {
        expect(readRun.stderr).toContain('deleteRecordsFromPreviousExecutions deletes nothing in `nango dryrun`');
    });
});
