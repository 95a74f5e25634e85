import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RecordStore } from '../../../../src/records';
import type { RunScope } from '../../../../src/runtime/RunScope';
import { Checkpoints } from '../../../../src/runtime/sdk/Checkpoints';

/** Checkpoints of runs of one sync that share a store. */
function runs() {
    const folder = mkdtempSync(path.join(tmpdir(), 'syncbench-checkpoints-'));
    const store = RecordStore.open(path.join(folder, 'store'));
    onTestFinished(() => {
        store.close();
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    });
    const warnings: string[] = [];
    const open = (checkpoint?: object, depth = 0) =>
        new Checkpoints({
            runtime: { store, request: { checkpoint } },
            recorder: {
                run: { kind: 'sync', script: 'issues', variant: 'base' },
                watchForSecrets: () => {},
                warn: ({ code }: { code: string }) => warnings.push(code),
            },
            script: { integration: 'github' },
            connectionId: 'octo',
            depth,
        } as unknown as RunScope);
    return { open, warnings };
}

describe('checkpoints of runs that meet (nango-semantics §3.7)', () => {
    it('a save over what another run has saved since is refused; read again, it goes through', () => {
        const { open } = runs();
        const [mine, theirs] = [open(), open()];
        expect(mine.get()).toBeNull();
        theirs.save({ n: 1 });
        expect(() => mine.save({ n: 2 })).toThrow('Error saving checkpoint: another run has changed it.');
        expect(mine.get()).toEqual({ n: 1 });
        mine.save({ n: 2 });
        expect(theirs.get()).toEqual({ n: 2 });
    });

    it('so is clearing it', () => {
        const { open } = runs();
        const [mine, theirs] = [open(), open()];
        mine.save({ n: 1 });
        theirs.save({ n: 2 });
        expect(() => mine.clear()).toThrow('Error clearing checkpoint: another run has changed it.');
    });

    it('a run that never read it starts from what is there', () => {
        const { open } = runs();
        open().save({ n: 1 });
        open().save({ n: 2 });
        expect(open().get()).toEqual({ n: 2 });
        open().clear();
        expect(open().get()).toBeNull();
    });

    it('one of an earlier run is told of, one of its own is not', () => {
        const { open, warnings } = runs();
        const first = open();
        first.save({ n: 1 });
        first.get();
        expect(warnings).toEqual([]);
        open().get();
        expect(warnings).toEqual(['dryrun-checkpoint']);
    });

    it('a given one takes its place, for the run that was asked for only', () => {
        const { open } = runs();
        open().save({ stored: true });
        const given = open({ given: true });
        expect(given.get()).toEqual({ given: true });
        given.save({ given: false });
        expect(given.get()).toEqual({ given: false });
        given.clear();
        expect(given.get()).toBeNull();
        expect(open({ given: true }, 1).get()).toEqual({ stored: true });
    });
});
