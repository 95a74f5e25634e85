import { describe, expect, it } from 'vitest';
import type { RecordOperation } from '../../../src/protocol/events';
import { begin, counts, record, scope, temporaryStore } from './support';

/** A record saved by one run, and changed by another after the first has noted the time. */
function contended() {
    const store = temporaryStore();
    const own = begin(store, 'own');
    store.batchSave(own, 1, scope, [
        { id: 'mine', n: 1 },
        { id: 'theirs', n: 1 },
    ]);
    const keepModifiedAfter = store.lastChange(scope)!;
    store.batchSave(begin(store, 'other'), 1, scope, [
        { id: 'theirs', n: 2 },
        { id: 'added', n: 2 },
    ]);
    return { store, own, keepModifiedAfter };
}

describe('ignore_if_modified_after (§6.7)', () => {
    const table: { operation: RecordOperation; counts: ReturnType<typeof counts> }[] = [
        { operation: 'batchSave', counts: counts(1, 1, 2, 0) },
        { operation: 'batchUpdate', counts: counts(0, 1, 2, 0) },
        { operation: 'batchDelete', counts: counts(0, 0, 2, 1) },
    ];

    it.each(table)('$operation leaves rows that were changed after the time', ({ operation, counts: expected }) => {
        const { store, own, keepModifiedAfter } = contended();
        const sent = ['mine', 'theirs', 'added', 'new'].map((id) => ({ id, n: 3 }));
        const result = store[operation](own, 2, scope, sent, { keepModifiedAfter });
        expect(result.counts).toEqual(expected);
        expect(record(store, 'theirs')).toMatchObject({ n: 2, _nango_metadata: { last_action: 'UPDATED' } });
        expect(record(store, 'added')).toMatchObject({ n: 2, _nango_metadata: { last_action: 'ADDED' } });
    });

    it('rows that were left count as seen, so the tracking of deletions leaves them, too', () => {
        const { store, own, keepModifiedAfter } = contended();
        const again = begin(store, 'again');
        store.batchSave(again, 1, scope, [{ id: 'theirs', n: 3 }], { keepModifiedAfter });
        expect(store.deleteUnseen(again, scope).sort()).toEqual(['added', 'mine']);
        expect(own).toBe('own');
    });

    it('a batch tells when it last changed a row, and nothing when it changed none', () => {
        const { store, own } = contended();
        const { lastChange } = store.batchSave(own, 2, scope, [{ id: 'mine', n: 4 }]);
        expect(lastChange).toBe(store.lastChange(scope));
        expect(store.batchSave(own, 3, scope, [{ id: 'mine', n: 4 }]).lastChange).toBeUndefined();
    });

    it('a scope without records has no last change', () => {
        expect(temporaryStore().lastChange(scope)).toBeUndefined();
    });
});
