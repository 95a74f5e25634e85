import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, temporaryStore } from './support';

const key = { integration: 'github', connectionId: 'octo', key: 'sync:issues:base' };

describe('checkpoints (§3.7)', () => {
    it('are kept until they are replaced or cleared, also for the next process', () => {
        const folder = path.join(temporaryFolder(), '.syncbench');
        const store = temporaryStore(folder);
        expect(store.checkpoint(key)).toEqual({ version: 0 });
        expect(store.writeCheckpoint(key, { cursor: 'a', page: 1, done: false }, 0)).toBe(1);
        expect(temporaryStore(folder).checkpoint(key)).toEqual({
            version: 1,
            value: { cursor: 'a', page: 1, done: false },
        });
        expect(store.writeCheckpoint(key, { cursor: 'b' }, 1)).toBe(2);
        expect(store.writeCheckpoint(key, undefined, 2)).toBe(3);
        expect(store.checkpoint(key)).toEqual({ version: 3 });
        expect(store.writeCheckpoint(key, { cursor: 'c' }, 3)).toBe(4);
    });

    it('are not written over a change that was not seen', () => {
        const store = temporaryStore();
        store.writeCheckpoint(key, { cursor: 'theirs' }, 0);
        expect(store.writeCheckpoint(key, { cursor: 'mine' }, 0)).toBeUndefined();
        expect(store.writeCheckpoint(key, undefined, 0)).toBeUndefined();
        expect(store.checkpoint(key).value).toEqual({ cursor: 'theirs' });
    });

    it.each([{ integration: 'x' }, { connectionId: 'x' }, { key: 'sync:issues:eu' }])('are apart by %o', (other) => {
        const store = temporaryStore();
        store.writeCheckpoint(key, { cursor: 'a' }, 0);
        expect(store.checkpoint({ ...key, ...other })).toEqual({ version: 0 });
    });
});
