import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { watchStore } from '../../../src/host/store/watchStore';
import { bundle, kill, start } from '../records/programs';
import { begin, temporaryFolder, temporaryStore } from '../records/support';

const finished = { status: 'succeeded', durationMs: 1 } as const;

function watched(storeFolder: string) {
    const changed = vi.fn();
    const end = watchStore(storeFolder, changed);
    onTestFinished(end);
    return { end, calls: (count: number) => vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(count)), changed };
}

describe('a store that is watched', () => {
    it('tells of a run that begins, and of its end', async () => {
        const folder = path.join(temporaryFolder(), '.syncbench');
        const store = temporaryStore(folder);
        const { calls } = watched(folder);
        const run = begin(store, 'one');
        await calls(1);
        store.finishRun(run, finished, []);
        await calls(2);
    });

    it('tells when it comes to be, after it was removed too', async () => {
        const folder = path.join(temporaryFolder(), 'project', '.syncbench');
        mkdirSync(path.dirname(folder));
        const { calls, changed } = watched(folder);
        begin(temporaryStore(folder), 'one');
        await calls(1);
        changed.mockClear();
        rmSync(folder, { recursive: true });
        await calls(1);
        begin(temporaryStore(folder), 'two');
        await calls(2);
    });

    it('tells of a process that was killed, when its end is written by another', async () => {
        const programs = temporaryFolder();
        const folder = path.join(temporaryFolder(), '.syncbench');
        const store = temporaryStore(folder);
        const { child } = await start(bundle('runHolder', programs), folder, 'killed', 'octo');
        const { calls } = watched(folder);
        await kill(child);
        store.finishRun('killed', { status: 'failed', durationMs: 1 }, []);
        await calls(1);
    });

    it('tells nothing of what happens beside it, and nothing after the end', async () => {
        const folder = path.join(temporaryFolder(), '.syncbench');
        const { calls, changed, end } = watched(folder);
        writeFileSync(path.join(path.dirname(folder), 'nango.yaml'), '');
        mkdirSync(folder);
        writeFileSync(path.join(folder, 'other'), '');
        const store = temporaryStore(folder);
        await calls(1);
        changed.mockClear();
        end();
        const { calls: beside } = watched(folder);
        begin(store, 'one');
        await beside(1);
        expect(changed).not.toHaveBeenCalled();
    });
});
