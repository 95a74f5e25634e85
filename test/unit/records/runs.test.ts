import { describe, expect, it } from 'vitest';
import type { HttpAttempt, LogEntry } from '../../../src/protocol/events';
import type { RunFilter } from '../../../src/records';
import { begin, counts, newRun, refusal, scope, temporaryStore } from './support';

const log = (seq: number): LogEntry => ({
    seq,
    at: '2026-01-01T00:00:00.000Z',
    level: 'info',
    message: `m${seq}`,
    source: 'script',
});
const http = (seq: number): HttpAttempt => ({
    seq,
    at: '2026-01-01T00:00:00.000Z',
    method: 'GET',
    url: 'https://api.example.com/',
    requestHeaders: {},
    status: 200,
    durationMs: 3,
});

describe('runs', () => {
    it('calls that --read-only refused are counted among its HTTP calls, and apart', () => {
        const store = temporaryStore();
        store.beginRun(newRun('one'));
        const { status: _status, ...sent } = http(3);
        const refused = (seq: number) => ({ ...sent, seq, error: { name: 'E', code: 'read_only', message: 'no' } });
        store.appendTimeline('one', { logs: [log(1)], http: [http(2), refused(3)] });
        store.appendTimeline('one', { logs: [], http: [refused(4)] });
        expect(store.run('one')).toMatchObject({ logs: 1, http: 3, refused: 2 });
    });

    it('a row has all of what it was begun and finished with', () => {
        const store = temporaryStore();
        const run = newRun('one', { options: { lastSyncDate: '2025-01-01' } });
        store.beginRun(run);
        const running = { ...run, status: 'running', models: {}, warnings: [], logs: 0, http: 0, batches: 0 };
        expect(store.run('one')).toEqual(running);
        store.batchSave('one', 1, scope, [{ id: '1' }]);
        store.appendTimeline('one', { logs: [log(2), log(3)], http: [http(4)] });
        const outcome = { status: 'failed', durationMs: 12.5, error: { type: 'x', message: 'm', frames: [] } } as const;
        const warnings = [{ code: 'w', message: 'm' }];
        store.finishRun('one', { ...outcome, error: { ...outcome.error, frames: [] } }, warnings);
        expect(store.run('one')).toEqual({
            ...running,
            status: 'failed',
            finishedAt: expect.stringMatching(/^\d{4}-.*Z$/),
            durationMs: 12.5,
            outcome,
            warnings,
            models: { Issue: counts(1, 0, 0, 0) },
            logs: 2,
            http: 1,
            batches: 1,
        });
        expect(store.run('two')).toBeUndefined();
    });

    it('are listed newest first, filtered, and paged by the oldest seen', () => {
        const store = temporaryStore();
        for (const [id, changes] of Object.entries({
            a: {},
            b: { script: 'pulls' },
            c: { integration: 'gitlab' },
            d: { kind: 'action' },
            e: { connectionId: 'hubot' },
            f: { kind: 'action', parentRunId: 'd' },
        } as const)) {
            store.beginRun(newRun(id, changes));
        }
        store.finishRun('b', { status: 'succeeded', durationMs: 1 }, []);
        const list = (filter: RunFilter) =>
            store
                .runs(filter)
                .map(({ id }) => id)
                .join('');
        expect(list({})).toBe('edcba');
        expect(list({ includeNested: true })).toBe('fedcba');
        expect(list({ script: 'pulls' })).toBe('b');
        expect(list({ integration: 'gitlab' })).toBe('c');
        expect(list({ kind: 'action', includeNested: true })).toBe('fd');
        expect(list({ connectionId: 'hubot' })).toBe('e');
        expect(list({ status: 'succeeded' })).toBe('b');
        expect(list({ status: 'running', limit: 2 })).toBe('ed');
        expect(list({ status: 'interrupted' })).toBe('');
        expect(list({ limit: 2 })).toBe('ed');
        expect(list({ limit: 2, before: 'd' })).toBe('cb');
        expect(refusal(() => list({ before: 'zz' })).code).toBe('run_not_found');
    });

    it('lastSyncDate is the START of the last SUCCEEDED run of this very sync (§6.8)', () => {
        const store = temporaryStore();
        const sync = { integration: 'github', script: 'issues', variant: 'base', connectionId: 'octo' };
        const run = (id: string, startedAt: string, status: 'succeeded' | 'failed' | 'cancelled', changes = {}) => {
            store.beginRun(newRun(id, { startedAt, ...changes }));
            store.finishRun(id, { status, durationMs: 1 }, []);
        };
        expect(store.lastSyncDate(sync)).toBeUndefined();
        run('a', '2026-01-01T00:00:00.000Z', 'failed');
        expect(store.lastSyncDate(sync)).toBeUndefined();
        run('b', '2026-01-02T00:00:00.000Z', 'succeeded');
        run('c', '2026-01-03T00:00:00.000Z', 'failed');
        run('d', '2026-01-04T00:00:00.000Z', 'cancelled');
        run('e', '2026-01-05T00:00:00.000Z', 'succeeded', { connectionId: 'hubot' });
        run('f', '2026-01-06T00:00:00.000Z', 'succeeded', { script: 'pulls' });
        run('g', '2026-01-07T00:00:00.000Z', 'succeeded', { variant: 'eu' });
        run('h', '2026-01-08T00:00:00.000Z', 'succeeded', { kind: 'action' });
        store.beginRun(newRun('i', { startedAt: '2026-01-09T00:00:00.000Z' }));
        expect(store.lastSyncDate(sync)).toBe('2026-01-02T00:00:00.000Z');
        expect(store.lastSyncDate({ ...sync, variant: 'eu' })).toBe('2026-01-07T00:00:00.000Z');
    });
});

describe('the timeline', () => {
    it('merges logs, HTTP attempts and batches by seq, pages and filters', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        const other = begin(store, 'other');
        store.appendTimeline(run, { logs: [log(1), log(4)], http: [http(2)] });
        store.appendTimeline(other, { logs: [log(1)], http: [] });
        store.batchSave(run, 3, scope, [{ id: '1' }, { id: '1' }]);
        store.appendTimeline(run, { logs: [{ ...log(6), meta: { a: [1] } }], http: [http(5)] });

        const entries = store.timeline(run);
        expect(entries.map(({ type, seq }) => `${type}${seq}`)).toEqual([
            'log1',
            'http2',
            'batch3',
            'log4',
            'http5',
            'log6',
        ]);
        expect(entries[0]).toEqual({ type: 'log', ...log(1) });
        expect(entries[1]).toEqual({ type: 'http', ...http(2) });
        expect(entries[2]).toEqual({
            type: 'batch',
            seq: 3,
            at: expect.any(String),
            operation: 'batchSave',
            model: 'Issue',
            records: 2,
            counts: counts(1, 0, 0, 0),
        });
        expect(entries[5]).toMatchObject({ meta: { a: [1] } });
        const page = (filter: object) => store.timeline(run, filter).map(({ seq }) => seq);
        expect(page({ limit: 2 })).toEqual([1, 2]);
        expect(page({ limit: 2, afterSeq: 2 })).toEqual([3, 4]);
        expect(page({ types: ['http', 'batch'] })).toEqual([2, 3, 5]);
        expect(page({ types: ['log'], afterSeq: 1 })).toEqual([4, 6]);
        expect(page({ types: [] })).toEqual([]);
        expect(store.timeline('nobody')).toEqual([]);
    });

    it('is written whole or not at all', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        expect(() => store.appendTimeline(run, { logs: [log(1), log(2), log(1)], http: [] })).toThrow();
        expect(store.timeline(run)).toEqual([]);
        expect(store.run(run)?.logs).toBe(0);
    });
});

describe('the journal', () => {
    it('keeps every call as it was made, duplicates included, also after the records have changed', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        const other = { ...scope, model: 'Other' };
        store.batchSave(run, 1, scope, [{ id: 'a', n: 1 }, { id: 'a', n: 2 }, { id: 'b' }]);
        store.batchSave(run, 4, other, [{ id: 'a', n: 1 }]);
        store.batchUpdate(run, 5, scope, [{ id: 'a', m: 1 }, { id: 'unknown' }]);
        store.batchDelete(run, 6, scope, [{ id: 'b' }, { id: 'c' }]);
        store.batchSave(run, 7, scope, [{ id: 'a', n: 1 }]);
        store.batchUpdate(run, 8, scope, [{ id: 'a', n: 1 }]);
        const later = begin(store, 'later');
        store.batchSave(later, 1, scope, [{ id: 'a', n: 9 }]);

        const payloads = (operation: 'batchSave' | 'batchUpdate' | 'batchDelete') =>
            [...store.journalPayloads(run, operation)].map(({ model, json }) => `${model} ${json}`);
        expect(payloads('batchSave')).toEqual([
            'Issue {"id":"a","n":1}',
            'Issue {"id":"a","n":2}',
            'Issue {"id":"b"}',
            'Other {"id":"a","n":1}',
            'Issue {"id":"a","n":1}',
        ]);
        expect(payloads('batchUpdate')).toEqual([
            'Issue {"id":"a","m":1}',
            'Issue {"id":"unknown"}',
            'Issue {"id":"a","n":1}',
        ]);
        expect(payloads('batchDelete')).toEqual(['Issue {"id":"b"}', 'Issue {"id":"c"}']);
        expect(
            store
                .journal(run)
                .map(({ seq, operation, model, records, counts: c }) => [seq, operation, model, records, c]),
        ).toEqual([
            [1, 'batchSave', 'Issue', 3, counts(2, 0, 0, 0)],
            [4, 'batchSave', 'Other', 1, counts(1, 0, 0, 0)],
            [5, 'batchUpdate', 'Issue', 2, counts(0, 1, 0, 0)],
            [6, 'batchDelete', 'Issue', 2, counts(0, 0, 0, 1)],
            [7, 'batchSave', 'Issue', 1, counts(0, 1, 0, 0)],
            [8, 'batchUpdate', 'Issue', 1, counts(0, 0, 1, 0)],
        ]);
        expect(store.journal('nobody')).toEqual([]);
        expect([...store.journalPayloads('nobody', 'batchSave')]).toEqual([]);
    });

    it('gives the partial record, not the merged one, for a save that changes nothing after batchUpdate', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        store.batchSave(run, 1, scope, [{ id: 'a', n: 1 }]);
        store.batchUpdate(run, 2, scope, [{ id: 'a', m: 1 }]);
        store.batchSave(run, 3, scope, [{ id: 'a', m: 1 }]);
        expect([...store.journalPayloads(run, 'batchSave')].map(({ json }) => json)).toEqual([
            '{"id":"a","n":1}',
            '{"id":"a","m":1}',
        ]);
    });

    it('can be read by two readers at a time, stopped half-way, and written between', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        store.batchSave(run, 1, scope, [{ id: '1' }, { id: '2' }, { id: '3' }]);
        const [left, right] = [store.journalPayloads(run, 'batchSave'), store.journalPayloads(run, 'batchSave')];
        const [leftReader, rightReader] = [left[Symbol.iterator](), right[Symbol.iterator]()];
        const read = (reader: Iterator<{ json: string }>) =>
            (reader.next().value as { json: string } | undefined)?.json;
        expect([read(leftReader), read(leftReader), read(rightReader)]).toEqual([
            '{"id":"1"}',
            '{"id":"2"}',
            '{"id":"1"}',
        ]);
        store.batchSave(run, 2, scope, [{ id: '4' }]);
        expect([read(rightReader), read(leftReader), read(leftReader)]).toEqual([
            '{"id":"2"}',
            '{"id":"3"}',
            '{"id":"4"}',
        ]);
        rightReader.return?.();
        store.close();
    });
});

describe('compareRuns', () => {
    it('tells by id what only one saved, what changed and what is the same, per model', () => {
        const store = temporaryStore();
        const [a, b] = [begin(store, 'a'), begin(store, 'b')];
        const pulls = { ...scope, model: 'Pull' };
        store.batchSave(a, 1, scope, [{ id: 'same' }, { id: 'changed', n: 1 }, { id: 'only a' }, { id: 'gone', n: 1 }]);
        store.batchSave(a, 2, pulls, [{ id: 'p' }]);
        store.batchSave(b, 1, scope, [{ id: 'only b' }, { id: 'same' }, { id: 'changed', n: 0 }, { id: 'gone', n: 1 }]);
        store.batchSave(b, 2, scope, [{ id: 'changed', n: 2 }]);
        store.batchDelete(b, 3, scope, [{ id: 'gone' }]);
        expect(store.compareRuns(a, b)).toEqual({
            Issue: {
                onlyInA: ['only a', 'gone'],
                onlyInB: ['only b'],
                changed: ['changed'],
                same: 1,
                totals: { onlyInA: 2, onlyInB: 1, changed: 1 },
            },
            Pull: { onlyInA: ['p'], onlyInB: [], changed: [], same: 0, totals: { onlyInA: 1, onlyInB: 0, changed: 0 } },
        });
        expect(store.compareRuns(a, b, { limit: 1 }).Issue).toMatchObject({
            onlyInA: ['only a'],
            totals: { onlyInA: 2 },
        });
        expect(store.compareRuns(b, b).Issue).toMatchObject({
            same: 3,
            totals: { onlyInA: 0, onlyInB: 0, changed: 0 },
        });
    });

    it('matches ids across connections, and across clearing the records', () => {
        const store = temporaryStore();
        const [a, b, c] = [begin(store, 'a'), begin(store, 'b'), begin(store, 'c')];
        const records = [{ id: 1, n: 1 }, { id: 2, n: 1 }, { id: 3 }];
        store.batchSave(a, 1, scope, records);
        store.batchSave(b, 1, { ...scope, connectionId: 'hubot' }, [records[0]!, { id: 2, n: 2 }, { id: 4 }]);
        expect(store.clearRecords(scope)).toBe(3);
        store.batchSave(c, 1, scope, records);
        expect(store.compareRuns(a, b).Issue).toEqual({
            onlyInA: ['3'],
            onlyInB: ['4'],
            changed: ['2'],
            same: 1,
            totals: { onlyInA: 1, onlyInB: 1, changed: 1 },
        });
        expect(store.compareRuns(a, c).Issue).toMatchObject({ same: 3, onlyInA: [], onlyInB: [], changed: [] });
    });
});
