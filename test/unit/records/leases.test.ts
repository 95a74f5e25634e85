import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { RecordStore } from '../../../src/records';
import { bundle, kill, start } from './programs';
import { newRun, refusal, temporaryFolder, temporaryStore } from './support';

const succeeded = { status: 'succeeded', durationMs: 5 } as const;

describe('the lease of a sync, in one process', () => {
    it('is refused to a second run of the same sync while the first runs, also through another store object', () => {
        const folder = path.join(temporaryFolder(), '.syncbench');
        const [first, second] = [temporaryStore(folder), temporaryStore(folder)];
        first.beginRun(newRun('one'));
        for (const store of [first, second]) {
            const refused = refusal(() => store.beginRun(newRun('two')));
            expect(refused.code).toBe('run_in_progress');
            expect(refused.message).toBe(
                `github/issues is already running for connection octo: run one, process ${process.pid}, since 2026-01-01T00:00:00.000Z.`,
            );
        }
        expect(second.run('one')?.status).toBe('running');
        expect(second.run('two')).toBeUndefined();
        first.finishRun('one', succeeded, []);
        second.beginRun(newRun('two'));
        second.finishRun('two', succeeded, []);
        expect(readdirSync(path.join(folder, 'locks'))).toEqual([]);
    });

    it.each([
        ['another integration', { integration: 'gitlab' }],
        ['another script', { script: 'pulls' }],
        ['another variant', { variant: 'eu' }],
        ['another connection', { connectionId: 'hubot' }],
        ['an action of the same name', { kind: 'action' }],
        ['an on-event script', { kind: 'on-event' }],
        ['a nested run', { parentRunId: 'one' }],
    ] as const)('does not concern %s', (_, changes) => {
        const store = temporaryStore();
        store.beginRun(newRun('one'));
        store.beginRun(newRun('two', changes));
        store.beginRun(newRun('three', { ...changes, parentRunId: 'one' }));
        expect(store.runs({ includeNested: true })).toHaveLength(3);
    });

    it('ends when the store is closed, and the run reads as interrupted', () => {
        const folder = path.join(temporaryFolder(), '.syncbench');
        const first = RecordStore.open(folder);
        first.beginRun(newRun('one'));
        const second = temporaryStore(folder);
        expect(second.run('one')?.status).toBe('running');
        first.close();
        expect(second.run('one')?.status).toBe('interrupted');
        second.beginRun(newRun('two'));
    });

    it('is not left behind by a run that could not begin', () => {
        const folder = path.join(temporaryFolder(), '.syncbench');
        const store = temporaryStore(folder);
        store.beginRun(newRun('one'));
        store.finishRun('one', succeeded, []);
        expect(() => store.beginRun(newRun('one'))).toThrow();
        expect(readdirSync(path.join(folder, 'locks'))).toEqual([]);
    });
});

describe('the lease of a sync, across processes', () => {
    it('two runs of the same sync at once: one runs, the other is refused with run_in_progress', async () => {
        const temporary = temporaryFolder();
        const folder = path.join(temporary, '.syncbench');
        const holder = bundle('runHolder', temporary);
        const both = await Promise.all([start(holder, folder, 'a', 'octo'), start(holder, folder, 'b', 'octo')]);
        const winner = both.find(({ said }) => said === 'begun')!;
        const loser = both.find((one) => one !== winner)!;
        const winnerRun = winner === both[0] ? 'a' : 'b';
        expect(loser.said).toMatch(
            new RegExp(`^run_in_progress github/issues .* run ${winnerRun}, process ${winner.child.pid}, since 20`),
        );
        const store = temporaryStore(folder);
        expect(store.runs({ status: 'running' }).map(({ id }) => id)).toEqual([winnerRun]);

        const ended = once(winner.child, 'exit');
        winner.child.stdin!.end();
        await ended;
        expect(store.run(winnerRun)).toMatchObject({ status: 'succeeded', durationMs: 1 });
        store.beginRun(newRun('next'));
    });

    it('an owner that is killed loses the lease and its run reads as interrupted', async () => {
        const temporary = temporaryFolder();
        const folder = path.join(temporary, '.syncbench');
        const holder = bundle('runHolder', temporary);
        const { child } = await start(holder, folder, 'victim', 'octo');
        const other = await start(holder, folder, 'other', 'hubot');
        const reader = RecordStore.open(folder, { readOnly: true });
        expect(reader.run('victim')?.status).toBe('running');
        await kill(child);
        expect(reader.run('victim')?.status).toBe('interrupted');
        expect(reader.runs({ status: 'interrupted' }).map(({ id }) => id)).toEqual(['victim']);
        expect(reader.runs({ status: 'running' }).map(({ id }) => id)).toEqual(['other']);
        reader.close();

        const store = temporaryStore(folder);
        store.beginRun(newRun('next'));
        // The dead owner's file is gone; the other's and our own are there.
        expect(readdirSync(path.join(folder, 'locks'))).toHaveLength(2);
        await kill(other.child);
    });
});
