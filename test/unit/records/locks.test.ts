import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { RecordStore } from '../../../src/records';
import { bundle, kill, start } from './programs';
import { begin, temporaryFolder, temporaryStore } from './support';

const NOW = 1_700_000_000_000;

describe('locks (§3.4)', () => {
    const two = () => {
        const store = temporaryStore();
        begin(store, 'one');
        begin(store, 'two');
        const take = (runId: string, now = NOW, key = 'k') => store.tryAcquireLock({ runId, key, ttlMs: 1000, now });
        return { store, take };
    };

    it('one run holds a key at a time; other keys are free', () => {
        const { take } = two();
        expect([take('one'), take('two'), take('two', NOW, 'other')]).toEqual([true, false, true]);
    });

    it('the run that holds a lock may take it again, which starts its time anew', () => {
        const { take } = two();
        expect([take('one'), take('one', NOW + 900), take('two', NOW + 1800)]).toEqual([true, true, false]);
        expect(take('two', NOW + 1900)).toBe(true);
    });

    it.each([
        [999, false],
        [1000, true],
    ])('after %i of 1,000 ms another run may take it: %s', (later, expected) => {
        const { take } = two();
        take('one');
        expect(take('two', NOW + later)).toBe(expected);
    });

    it('only its run releases a lock', () => {
        const { store, take } = two();
        take('one');
        expect(store.releaseLock('two', 'k')).toBe(false);
        expect(take('two')).toBe(false);
        expect(store.releaseLock('one', 'k')).toBe(true);
        expect(store.releaseLock('one', 'k')).toBe(false);
        expect(take('two')).toBe(true);
    });

    it.each(['releaseAllLocks', 'finishRun'] as const)('%s releases every lock of the run and no other', (how) => {
        const { store, take } = two();
        for (const key of ['a', 'b']) take('one', NOW, key);
        take('two', NOW, 'c');
        if (how === 'finishRun') store.finishRun('one', { status: 'failed', durationMs: 1 }, []);
        else store.releaseAllLocks('one');
        begin(store, 'three');
        expect(['a', 'b', 'c'].map((key) => take('three', NOW, key))).toEqual([true, true, false]);
    });

    it('a very long time does not overflow', () => {
        const { store, take } = two();
        expect(store.tryAcquireLock({ runId: 'one', key: 'k', ttlMs: Number.MAX_VALUE, now: NOW })).toBe(true);
        expect(take('two')).toBe(false);
    });

    it('a lock of a process that was killed is free, while it lives it is not', async () => {
        const folder = path.join(temporaryFolder(), '.syncbench');
        RecordStore.open(folder).close();
        const { child, said } = await start(bundle('runHolder', path.dirname(folder)), folder, 'theirs', 'octo');
        expect(said).toBe('begun');
        const store = temporaryStore(folder);
        const take = (runId: string) => store.tryAcquireLock({ runId, key: 'k', ttlMs: 1e9, now: NOW });
        expect(take('theirs')).toBe(true);
        begin(store, 'mine');
        expect(take('mine')).toBe(false);
        await kill(child);
        expect(take('mine')).toBe(true);
    });
});
