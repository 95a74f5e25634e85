import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { UserError } from '../../src/core/findings/UserError';
import { StoreReader } from '../../src/host/store/StoreReader';
import type { RecordStore } from '../../src/records';
import { begin, scope, temporaryFolder, temporaryStore } from '../unit/records/support';

const distFolder = path.resolve(import.meta.dirname, '../../dist');

function newReader(idleMs?: number): StoreReader {
    const environment = { PATH: process.env.PATH };
    const reader = new StoreReader({ nodePath: process.execPath, distFolder, environment }, idleMs);
    onTestFinished(() => reader.dispose());
    return reader;
}

/** A store in a folder, with three issues, one of them deleted. */
function filled(folder = path.join(temporaryFolder(), '.syncbench')): { store: RecordStore; folder: string } {
    const store = temporaryStore(folder);
    const run = begin(store, 'run');
    const records = [
        { id: '1', title: 'a, "b"', labels: ['x'] },
        { id: '2', title: 'line\nbreak' },
        { id: '3', extra: 0 },
    ];
    store.batchSave(run, 1, scope, records);
    store.batchDelete(run, 2, scope, [{ id: '3', extra: 0 }]);
    store.finishRun(run, { status: 'succeeded', durationMs: 1, output: null }, []);
    return { store, folder };
}

const refusal = (promise: Promise<unknown>): Promise<UserError> =>
    promise.then(
        () => Promise.reject(new Error('Nothing was thrown.')),
        (error: unknown) => {
            if (error instanceof UserError) return error;
            throw error;
        },
    );

it('reads what a run has written, and what it writes while it goes on', async () => {
    const { store, folder } = filled();
    const reader = newReader();
    expect(await reader.scopes(folder)).toEqual([{ scope, live: 2, deleted: 1 }]);
    const later = begin(store, 'later');
    store.batchSave(later, 1, scope, [{ id: '4' }]);
    expect(await reader.scopes(folder)).toEqual([{ scope, live: 3, deleted: 1 }]);
    const page = await reader.records(folder, scope, { order: 'newest', limit: 2, cursor: null });
    expect(page.records.map(({ id }) => id)).toEqual(['4', '3']);
    expect((await reader.lastRuns(folder)).map(({ id, status }) => `${id} ${status}`)).toEqual(['later running']);
    expect((await reader.versions(folder, scope, '3')).map(({ action }) => action)).toEqual(['DELETED', 'ADDED']);
    expect((await reader.timeline(folder, 'run', {})).entries.map(({ seq }) => seq)).toEqual([1, 2]);
    expect((await reader.runRecords(folder, 'run', { model: 'Issue' })).records).toHaveLength(3);
    expect(await reader.run(folder, 'nobody')).toBeUndefined();
});

it('a store that does not exist holds nothing, and is not made', async () => {
    const folder = path.join(temporaryFolder(), '.syncbench');
    const reader = newReader();
    const nothing = { records: [], nextCursor: null };
    expect(await reader.scopes(folder)).toEqual([]);
    expect(await reader.lastRuns(folder)).toEqual([]);
    expect(await reader.records(folder, scope, {})).toEqual(nothing);
    expect(await reader.run(folder, 'run')).toBeUndefined();
    expect(existsSync(folder)).toBe(false);
});

it('what a run wrote into a store that is gone is not nothing', async () => {
    const { store, folder } = filled();
    const reader = newReader();
    expect((await reader.runRecords(folder, 'run', { model: 'Issue' })).records).toHaveLength(3);
    store.close();
    renameSync(folder, `${folder}-moved`);
    for (const asked of [
        reader.runRecords(folder, 'run', { model: 'Issue' }),
        reader.timeline(folder, 'run', {}),
        reader.httpBodies(folder, 'run', 1),
    ]) {
        expect(await refusal(asked)).toMatchObject({
            code: 'store_gone',
            message: `The run was saved in ${folder}, which was moved or deleted.`,
        });
    }
});

it('a store that was taken away and made anew is read anew', async () => {
    const { store, folder } = filled();
    const reader = newReader();
    await reader.scopes(folder);
    store.close();
    rmSync(folder, { recursive: true });
    expect(await reader.scopes(folder)).toEqual([]);
    const second = temporaryStore(folder);
    second.batchSave(begin(second, 'run'), 1, scope, [{ id: 'new' }]);
    expect(await reader.scopes(folder)).toEqual([{ scope, live: 1, deleted: 0 }]);
});

it('what is wrong with a store is said as its own error, with advice', async () => {
    const { store, folder } = filled();
    store.close();
    renameSync(path.join(folder, 'store.sqlite'), path.join(folder, 'moved'));
    for (const name of readdirSync(folder)) if (name.startsWith('store.sqlite')) rmSync(path.join(folder, name));
    writeFileSync(
        path.join(folder, 'store.sqlite'),
        'no database at all, but long enough to be read as one'.repeat(100),
    );
    const error = await refusal(newReader().scopes(folder));
    expect(error.code).toBe('store_damaged');
    expect(error.details.advice).toContain('Move');
});

it('starts with the first request, ends when idle, and starts again', async () => {
    const { folder } = filled();
    const reader = newReader(20);
    expect(reader.pid).toBeUndefined();
    await Promise.all([reader.scopes(folder), reader.lastRuns(folder)]);
    const first = reader.pid!;
    await gone(first);
    expect(reader.pid).toBeUndefined();
    expect(await reader.scopes(folder)).toHaveLength(1);
    expect(reader.pid).not.toBe(first);
});

it('a crash rejects what is waiting; the next request starts another', async () => {
    const { folder } = filled();
    const reader = newReader();
    await reader.scopes(folder);
    const crashed = reader.pid!;
    process.kill(crashed, 'SIGSTOP');
    const waiting = [refusal(reader.scopes(folder)), refusal(reader.lastRuns(folder))];
    process.kill(crashed, 'SIGKILL');
    for (const error of await Promise.all(waiting)) expect(error.code).toBe('store_reader_ended');
    expect(await reader.scopes(folder)).toHaveLength(1);
    expect(reader.pid).not.toBe(crashed);
});

it('a Node that cannot be started is said', async () => {
    const reader = new StoreReader({ nodePath: '/no/such/node', distFolder, environment: {} });
    const error = await refusal(reader.scopes('/x'));
    expect(`${error.code} ${error.message}`).toContain('store_reader_ended');
    expect(error.message).toContain('/no/such/node');
});

it('the end of the reader is the end of its process', async () => {
    const { folder } = filled();
    const reader = newReader();
    await reader.scopes(folder);
    const pid = reader.pid!;
    await reader.dispose();
    expect(isThere(pid)).toBe(false);
    await expect(reader.scopes(folder)).rejects.toThrow('disposed');
});

it('exports JSON with metadata, a record in each line', async () => {
    const { folder } = filled();
    const file = path.join(temporaryFolder(), 'Issue.json');
    writeFileSync(file, 'replaced');
    const reader = newReader();
    const options = { format: 'json', includeDeleted: false, file } as const;
    expect(await reader.exportRecords(folder, scope, options)).toEqual({ records: 2 });
    const text = readFileSync(file, 'utf8');
    expect(text.split('\n')).toHaveLength(5);
    const records = JSON.parse(text) as { id: string; _nango_metadata: { last_action: string } }[];
    expect(records.map(({ id, _nango_metadata: { last_action } }) => `${id} ${last_action}`)).toEqual([
        '1 ADDED',
        '2 ADDED',
    ]);
    expect(readdirSync(path.dirname(file))).toEqual(['Issue.json']);
});

it('exports CSV with a column for each field of any record', async () => {
    const { folder } = filled();
    const file = path.join(temporaryFolder(), 'Issue.csv');
    await newReader().exportRecords(folder, scope, { format: 'csv', includeDeleted: true, file });
    const [head, ...lines] = readFileSync(file, 'utf8').split('\r\n');
    expect(head).toBe(
        'id,title,labels,extra,_nango_metadata.first_seen_at,_nango_metadata.last_modified_at,_nango_metadata.last_action,_nango_metadata.deleted_at',
    );
    const times = /,\d{4}-[^,]+,\d{4}-[^,]+,/;
    expect(lines.map((line) => line.replace(times, ',…,').replace(/[\d:.-]+T[\d:.]+Z$/, '…'))).toEqual([
        '1,"a, ""b""","[""x""]",,…,ADDED,',
        '2,"line\nbreak",,,…,ADDED,',
        '3,,,0,…,DELETED,…',
        '',
    ]);
});

it('exports a record as the read API shows it, whatever its payload calls id and metadata', async () => {
    const { store, folder } = filled();
    const odd = [
        { id: 7, _nango_metadata: 'mine' },
        { title: 'last', id: 'é"' },
        { id: '8', 1: 'first' },
    ];
    store.batchSave('run', 3, scope, odd as { id: string }[]);
    const file = path.join(temporaryFolder(), 'Issue.json');
    const reader = newReader();
    await reader.exportRecords(folder, scope, { format: 'json', includeDeleted: false, file });
    const { records } = await reader.records(folder, scope, { order: 'oldest', filter: ['added'] });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(records);
    expect(records.map(({ id }) => id)).toEqual(['1', '2', '7', 'é"', '8']);
    await reader.exportRecords(folder, scope, { format: 'csv', includeDeleted: false, file });
    expect(readFileSync(file, 'utf8')).not.toContain('mine');
});

it('exports CSV with a column for a field that only a late record has', async () => {
    const { store, folder } = filled();
    const many = Array.from({ length: 1_500 }, (_, index) => ({
        id: `x${index}`,
        ...(index === 1_400 && { late: 'yes' }),
    }));
    store.batchSave('run', 3, scope, many);
    const file = path.join(temporaryFolder(), 'Issue.csv');
    const options = { format: 'csv', includeDeleted: false, file } as const;
    expect(await newReader().exportRecords(folder, scope, options)).toEqual({ records: 1_502 });
    const lines = readFileSync(file, 'utf8').split('\r\n');
    expect(lines[0]).toMatch(/^id,title,labels,late,_nango_metadata\.first_seen_at,/);
    expect(lines.find((each) => each.startsWith('x1400,'))).toMatch(/^x1400,,,yes,\d{4}-/);
    expect(lines).toHaveLength(1_504);
});

it('tells how far an export is, and leaves nothing of one that is cancelled', async () => {
    const { store, folder } = filled();
    const count = 60_000;
    const many = Array.from({ length: count }, (_, index) => ({ id: `x${index}`, text: 'x'.repeat(100) }));
    store.batchSave('run', 3, scope, many);
    const file = path.join(temporaryFolder(), 'Issue.json');
    const controller = new AbortController();
    const told: number[] = [];
    const onProgress = (records: number) => {
        told.push(records);
        controller.abort();
    };
    const follower = { signal: controller.signal, onProgress };
    const options = { format: 'json', includeDeleted: false, file } as const;
    const reader = newReader();
    const error = await refusal(reader.exportRecords(folder, scope, options, follower));
    expect(error.code).toBe('export_cancelled');
    expect(told[0]).toBeGreaterThan(0);
    expect(told[0]).toBeLessThan(count);
    expect(readdirSync(path.dirname(file))).toEqual([]);
    expect(await reader.scopes(folder)).toHaveLength(1);
});

it('an export that cannot be written says so and leaves nothing', async () => {
    const { folder } = filled();
    const file = path.join(temporaryFolder(), 'nowhere', 'Issue.csv');
    const error = await refusal(
        newReader().exportRecords(folder, scope, { format: 'csv', includeDeleted: true, file }),
    );
    expect(error.code).toBe('export_failed');
    expect(error.message).toContain('nowhere');
});

it('clears the records of one scope', async () => {
    const { store, folder } = filled();
    const other = { ...scope, model: 'Other' };
    store.batchSave(begin(store, 'second'), 1, other, [{ id: 'x' }]);
    const reader = newReader();
    expect(await reader.clearRecords(folder, scope)).toBe(3);
    expect(await reader.scopes(folder)).toEqual([{ scope: other, live: 1, deleted: 0 }]);
});

function isThere(pid: number): boolean {
    try {
        return process.kill(pid, 0);
    } catch {
        return false;
    }
}

async function gone(pid: number): Promise<void> {
    while (isThere(pid)) await new Promise((resolve) => setImmediate(resolve));
}
