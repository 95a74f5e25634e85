import { describe, expect, it } from 'vitest';
import { rules } from './batchRules';
import { allRecords, begin, counts, record, refusal, scope, temporaryStore } from './support';

const one = { id: '1', title: 'a' };

describe('batchSave, batchUpdate and batchDelete', () => {
    it.each(rules)('$rule', (rule) => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        let seq = 0;
        for (const [operation, ...records] of rule.before) store[operation](run, ++seq, scope, records);
        const before = record(store, '1')?._nango_metadata;

        const [operation, ...records] = rule.call;
        const result = store[operation](run, ++seq, scope, records);
        expect(result).toMatchObject({ counts: rule.counts, duplicates: [] });

        const after = record(store, '1');
        const metadata = after?._nango_metadata;
        if (rule.action) expect(metadata?.last_action).toBe(rule.action);
        if (rule.payload) expect(after).toEqual({ ...rule.payload, _nango_metadata: metadata });
        if (rule.times) {
            const names = ['first_seen_at', 'last_modified_at', 'deleted_at'] as const;
            expect(names.filter((name) => metadata?.[name] !== before?.[name])).toEqual(rule.times);
        }
        if (rule.scope) expect(store.scopes()).toEqual([{ scope, ...rule.scope }]);
        if (rule.states) expect(store.versions(scope, '1')).toHaveLength(rule.states);
    });

    it('§6.3 deletes at the time the record names in deletedAt', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        const sent = [
            { id: '1', deletedAt: '2025-05-05T05:05:05.123Z' },
            { id: '2', deletedAt: new Date('2025-06-06T00:00:00Z') },
            { id: '3', deletedAt: 'whenever' },
        ];
        store.batchDelete(run, 1, scope, sent);
        expect(record(store, '1')?._nango_metadata.deleted_at).toBe('2025-05-05T05:05:05.123000Z');
        expect(record(store, '2')?._nango_metadata.deleted_at).toBe('2025-06-06T00:00:00.000000Z');
        const third = record(store, '3')!._nango_metadata;
        expect(third.deleted_at).toBe(third.last_modified_at);
    });

    it('§6.2 keeps the first of two records with one id in a chunk of 1,000 and names the other', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        const sent = [
            { id: 'a', n: 1 },
            { id: 7, n: 1 },
            { id: 'a', n: 2 },
            { id: '7', n: 2 },
            { id: 'a\0', n: 3 },
        ];
        expect(store.batchSave(run, 1, scope, sent)).toMatchObject({
            counts: counts(2, 0, 0, 0),
            duplicates: ['a', '7', 'a'],
        });
        expect(record(store, 'a')?.n).toBe(1);
        expect(record(store, '7')?.n).toBe(1);
    });

    it('§6.2 lets a later chunk, and a later batch, overwrite: it counts as updated', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        const sent = Array.from({ length: 1001 }, (_, n) => ({ id: n === 1000 ? 'r0' : `r${n}`, n }));
        expect(store.batchSave(run, 1, scope, sent)).toMatchObject({ counts: counts(1000, 1, 0, 0), duplicates: [] });
        expect(record(store, 'r0')?.n).toBe(1000);
        expect(store.batchSave(run, 2, scope, [{ id: 'r0', n: -1 }]).counts).toEqual(counts(0, 1, 0, 0));
        expect(store.run(run)?.models).toEqual({ Issue: counts(1000, 2, 0, 0) });
    });

    it('keeps integrations, connections, models and variants apart (§6.1)', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        const others = [
            { ...scope, integration: 'gitlab' },
            { ...scope, connectionId: 'hubot' },
            { ...scope, model: 'Pull' },
            { ...scope, variant: 'eu' },
        ];
        for (const [index, of] of [scope, ...others].entries()) {
            expect(store.batchSave(run, index + 1, of, [one]).counts).toEqual(counts(1, 0, 0, 0));
        }
        expect(store.scopes()).toHaveLength(5);
    });

    it('writes nothing for a batch without records', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        expect(store.batchSave(run, 1, scope, [])).toEqual({ counts: counts(0, 0, 0, 0), duplicates: [] });
        expect(store.journal(run)).toEqual([]);
    });

    it('keeps a field named __proto__ as data through save, merge and read', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        store.batchSave(run, 1, scope, [JSON.parse('{"id":"1","__proto__":{"a":1}}')]);
        store.batchUpdate(run, 2, scope, [JSON.parse('{"id":"1","__proto__":{"b":2}}')]);
        expect(JSON.stringify(store.versions(scope, '1')[0]?.payload)).toBe('{"id":"1","__proto__":{"a":1,"b":2}}');
        expect(Object.getOwnPropertyDescriptor(record(store, '1'), '__proto__')?.value).toEqual({ a: 1, b: 2 });
    });

    it('leaves the records it is given as they are', () => {
        const store = temporaryStore();
        const sent = Object.freeze({ id: '1', _nango_metadata: {} });
        store.batchSave(begin(store, 'run'), 1, scope, [sent]);
        expect(sent).toEqual({ id: '1', _nango_metadata: {} });
    });

    it('shows every payload to onPayload, ignored duplicates included', () => {
        const store = temporaryStore();
        const seen: string[] = [];
        store.batchSave(begin(store, 'run'), 1, scope, [{ id: 'a' }, { id: 'a', n: 2 }], {
            onPayload: (json) => seen.push(json),
        });
        expect(seen).toEqual(['{"id":"a"}', '{"id":"a","n":2}']);
    });

    it('refuses a record whose toJSON writes to the store, and stays usable', () => {
        const store = temporaryStore();
        const run = begin(store, 'run');
        const greedy = { id: 'g', toJSON: () => store.batchSave(run, 9, scope, [one]) };
        const sent = [...Array.from({ length: 1000 }, (_, n) => ({ id: `r${n}` })), greedy];
        expect(refusal(() => store.batchSave(run, 1, scope, sent)).code).toBe('record_not_serializable');
        expect(store.batchSave(run, 1, scope, [one]).counts).toEqual(counts(1, 0, 0, 0));
        expect(allRecords(store)).toHaveLength(1);
    });
});
