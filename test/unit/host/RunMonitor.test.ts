import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { RunMonitor } from '../../../src/host/RunMonitor';
import type { HttpAttempt, LogEntry, RunEvent } from '../../../src/protocol/events';
import type { RecordStore } from '../../../src/records';
import { begin, temporaryFolder, temporaryStore } from '../records/support';

const begun = (url: string) => ({ at: new Date().toISOString(), method: 'GET', url, requestHeaders: {} });
const calling = (runId: string, id: number): RunEvent => ({
    type: 'calling',
    runId,
    call: { id, ...begun(`https://api.example.com/${id}`) },
});
const answered = (runId: string, seq: number, call: number): RunEvent => ({
    type: 'http',
    runId,
    attempt: { seq, ...begun(`https://api.example.com/${call}`), status: 200, durationMs: 400 },
    call,
});
const log = (seq: number): LogEntry => ({ seq, at: '', level: 'info', message: `line ${seq}`, source: 'script' });
const logged = (runId: string, seq: number): RunEvent => ({ type: 'log', runId, entry: log(seq) });
const started = (runId: string, parentRunId?: string): RunEvent => ({
    type: 'started',
    runId,
    parentRunId,
    script: { integration: 'demo', kind: 'action', name: 'a' },
    connectionId: 'c',
    at: '',
    node: '',
    unavailable: [],
});

/** A monitor of a run whose child has written its row, and whose events it has seen. */
function monitorOf(events: RunEvent[]): { monitor: RunMonitor; store: RecordStore } {
    const folder = path.join(temporaryFolder(), '.syncbench');
    const store = temporaryStore(folder);
    const monitor = new RunMonitor('r', folder);
    for (const event of events) {
        if (event.type === 'started') begin(store, event.runId);
        monitor.see(event);
    }
    return { monitor, store };
}

const stored = (store: RecordStore, runId: string) =>
    store
        .timeline(runId)
        .map((entry) =>
            entry.type === 'http' ? `${entry.seq} ${entry.url} ${entry.status ?? entry.error?.code}` : `${entry.seq}`,
        );

describe('A run whose child was killed', () => {
    it('has the calls that it was known to wait for, after all else that it told', () => {
        const { monitor, store } = monitorOf([
            started('r'),
            calling('r', 1),
            calling('r', 2),
            logged('r', 1),
            answered('r', 2, 1),
            calling('r', 3),
        ]);
        monitor.counters = { logs: 1, http: 1, batches: 0, models: {} };
        const told = monitor.conclude('cancelled');
        expect(stored(store, 'r')).toEqual([
            '1',
            '2 https://api.example.com/1 200',
            '3 https://api.example.com/2 ERR_CANCELED',
            '4 https://api.example.com/3 ERR_CANCELED',
        ]);
        expect(told.map((event) => event.type === 'http' && [event.call, event.attempt.seq])).toEqual([
            [2, 3],
            [3, 4],
        ]);
        expect([monitor.counters.http, store.run('r')?.http]).toEqual([3, 3]);
    });

    it('follows what the child had written by itself', () => {
        const { monitor, store } = monitorOf([started('r'), calling('r', 1), logged('r', 1), logged('r', 2)]);
        store.appendTimeline('r', { logs: [log(1), log(2), log(3)], http: [] });
        monitor.conclude('cancelled');
        expect(stored(store, 'r')).toEqual(['1', '2', '3', '4 https://api.example.com/1 ERR_CANCELED']);
    });

    it('that is abandoned gets no end in the store', () => {
        const { monitor, store } = monitorOf([started('r'), calling('r', 1)]);
        expect(monitor.conclude('cancelled', { isWritten: false })).toEqual([]);
        expect([stored(store, 'r'), store.run('r')?.finishedAt]).toEqual([[], undefined]);
    });

    it('gives each nested run its own calls, and counts only those of the outermost', () => {
        const { monitor, store } = monitorOf([started('r'), started('n', 'r'), calling('n', 1)]);
        const told = monitor.conclude({ code: 1, signal: null, stderr: '' });
        expect([stored(store, 'r'), stored(store, 'n')]).toEqual([[], ['1 https://api.example.com/1 ERR_CANCELED']]);
        expect(told.map(({ runId }) => runId)).toEqual(['n']);
        const { error } = (told[0] as { attempt: HttpAttempt }).attempt;
        expect(error?.message).toBe('The run ended before an answer came.');
        expect(monitor.counters.http).toBe(0);
    });
});
