import { expect, test } from 'vitest';
import { type RunReader, runDocument } from '../../../../src/cli/output/runDocument';
import type { RecordOperation } from '../../../../src/protocol/events';
import type { TimelineEntry } from '../../../../src/records/types';

const at = '2025-01-02T12:00:01.123Z';
const none = { added: 0, updated: 0, unchanged: 0, deleted: 0 };
const facts = { ok: true, kind: 'sync' as const, output: null, counts: {}, error: null, durationMs: 12.5 };
const LISTS = ['records', 'deleted', 'updated', 'counts', 'logs', 'http'];
const KEYS = ['ok', 'kind', 'output', ...LISTS, 'warnings', 'error', 'response', 'durationMs'];

function reader(calls: [RecordOperation, string, string[]][], timeline: TimelineEntry[] = []): RunReader {
    return {
        *journalPayloads(_run, wanted) {
            for (const [operation, model, records] of calls) {
                if (operation === wanted) for (const json of records) yield { model, json };
            }
        },
        timeline: (_run, { afterSeq = 0, limit = 1_000, types = [] }) =>
            timeline.filter(({ seq, type }) => seq > afterSeq && types.includes(type)).slice(0, limit),
    };
}

function document(...parameters: Parameters<typeof runDocument>): Record<string, unknown> {
    return JSON.parse([...runDocument(...parameters)].join(''));
}

test('without a store it is a whole document, its keys in the order that is promised', () => {
    const parsed = document(facts);
    expect(Object.keys(parsed)).toEqual(KEYS);
    expect(parsed).toMatchObject({
        ok: true,
        records: {},
        deleted: {},
        updated: {},
        logs: [],
        http: [],
        durationMs: 12.5,
    });
});

test('records are grouped by model, in the order of the calls, though the calls interleave', () => {
    const calls: [RecordOperation, string, string[]][] = [
        ['batchSave', 'A', ['{"id":1}', '{"id":2}']],
        ['batchSave', 'B', ['{"id":"x"}']],
        ['batchDelete', 'A', ['{"id":1}']],
        ['batchSave', 'A', ['{"id":1}']],
        ['batchUpdate', 'B', ['{"id":"x","n":1}']],
    ];
    const parsed = document({ ...facts, counts: { A: none, B: none } }, { reader: reader(calls), runId: 'r' });
    expect(parsed).toMatchObject({
        records: { A: [{ id: 1 }, { id: 2 }, { id: 1 }], B: [{ id: 'x' }] },
        deleted: { A: [{ id: 1 }] },
        updated: { B: [{ id: 'x', n: 1 }] },
    });
    expect(parsed.deleted).not.toHaveProperty('B');
});

test("a model's name can be anything JSON can say", () => {
    const model = '__proto__"\n';
    const parsed = document(
        { ...facts, counts: { [model]: none } },
        { reader: reader([['batchSave', model, ['{"id":1}']]]), runId: 'r' },
    );
    expect(Object.entries(parsed.records as object)).toEqual([[model, [{ id: 1 }]]]);
});

test('logs and HTTP attempts are paged out of the store, each list whole and in order', () => {
    const timeline = Array.from({ length: 2_500 }, (_, index): TimelineEntry => {
        const seq = index + 1;
        return seq % 2
            ? { type: 'log', seq, at, level: 'info', message: `m${seq}`, source: 'script' }
            : { type: 'http', seq, at, method: 'GET', url: `u${seq}`, requestHeaders: {}, durationMs: 1 };
    });
    const parsed = document(facts, { reader: reader([], timeline), runId: 'r' });
    const logs = parsed.logs as { message: string }[];
    expect(logs.map(({ message }) => message)).toEqual(
        Array.from({ length: 1_250 }, (_, index) => `m${index * 2 + 1}`),
    );
    expect(logs[0]).toEqual({ level: 'info', message: 'm1', at, source: 'script' });
    expect((parsed.http as unknown[])[0]).toEqual({ at, method: 'GET', url: 'u2', requestHeaders: {}, durationMs: 1 });
    expect(parsed.http).toHaveLength(1_250);
});

test('no piece holds more than one record', () => {
    const records = Array.from({ length: 1_000 }, (_, id) => JSON.stringify({ id, text: 'x'.repeat(1_000) }));
    const stored = { reader: reader([['batchSave', 'A', records]]), runId: 'r' };
    const pieces = [...runDocument({ ...facts, counts: { A: none } }, stored)];
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(1_100);
});

test('what a stored run is comes first', () => {
    expect(Object.keys(document(facts, undefined, { id: 'r' }))).toEqual(['run', ...KEYS]);
});
