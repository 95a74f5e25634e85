import { describe, expect, it } from 'vitest';
import type { RunCounters, RunEvent } from '../../../src/protocol/events';
import { EventPump } from '../../../src/runtime/EventPump';

const NONE: RunCounters = { logs: 0, http: 0, batches: 0, models: {} };

const log = (seq: number): RunEvent => ({
    type: 'log',
    runId: 'r',
    entry: { seq, at: '', level: 'info', message: `line ${seq}`, source: 'script' },
});
const attempt = { at: '', method: 'GET', url: 'https://api.example.com/', requestHeaders: {} };
const calling = (id: number): RunEvent => ({ type: 'calling', runId: 'r', call: { id, ...attempt } });
const http = (seq: number, call?: number): RunEvent => ({
    type: 'http',
    runId: 'r',
    attempt: { seq, ...attempt, status: 200, durationMs: 1 },
    ...(call !== undefined && { call }),
});
const finished: RunEvent = { type: 'finished', runId: 'r', outcome: { status: 'succeeded', durationMs: 1 } };

function pump() {
    const sent: RunEvent[][] = [];
    const flushes: number[] = [];
    let flooded = false;
    let drain: () => void = () => {};
    const subject = new EventPump(
        {
            isFlooded: () => flooded,
            send: (events) => sent.push(events),
            drained: () => new Promise((resolve) => (drain = resolve)),
        },
        () => NONE,
        () => flushes.push(sent.length),
    );
    return { subject, sent, flushes, flood: (on: boolean) => (flooded = on), drain: () => drain() };
}

const name = (event: RunEvent) =>
    event.type === 'log'
        ? event.entry.seq
        : event.type === 'skipped'
          ? `skipped through ${event.throughSeq}`
          : event.type;

describe('EventPump', () => {
    it('sends the first events at once, without waiting for the event loop', () => {
        const { subject, sent } = pump();
        subject.push(log(1));
        subject.push(log(2));
        expect(sent.flat().map(name)).toEqual([1, 2]);
    });

    it('puts a burst into frames of at most 100', () => {
        const { subject, sent } = pump();
        for (let seq = 1; seq <= 2_000; seq++) subject.push(log(seq));
        subject.send();
        expect(sent.flat()).toHaveLength(2_000);
        expect(Math.max(...sent.map((frame) => frame.length))).toBe(100);
        expect(sent.length).toBeLessThan(400);
    });

    it('sends the rest of a burst when the event loop turns', async () => {
        const { subject, sent } = pump();
        for (let seq = 1; seq <= 250; seq++) subject.push(log(seq));
        await new Promise((resolve) => setImmediate(resolve));
        expect(sent.flat()).toHaveLength(250);
    });

    it('leaves log lines to the store while the host is slower, and says through which one', async () => {
        const { subject, sent, flushes, flood, drain } = pump();
        subject.push(log(1));
        flood(true);
        for (let seq = 2; seq <= 10_000; seq++) subject.push(log(seq));
        subject.push(finished);
        flood(false);
        drain();
        await new Promise((resolve) => setImmediate(resolve));
        expect(sent.flat().map(name)).toEqual([1, 'skipped through 10000', 'finished']);
        expect(flushes).not.toHaveLength(0);
    });

    it('says which calls on their way have ended among what it leaves to the store', async () => {
        const { subject, sent, flood, drain } = pump();
        subject.push(calling(1));
        flood(true);
        subject.push(http(1, 1));
        subject.push(http(2));
        flood(false);
        drain();
        await new Promise((resolve) => setImmediate(resolve));
        expect(sent.flat()).toEqual([calling(1), { type: 'skipped', runId: 'r', throughSeq: 2, calls: [1] }]);
    });

    it('does not tell that a call is on its way once it has left its end to the store', () => {
        const { subject, sent, flood } = pump();
        for (let seq = 1; seq <= 250; seq++) subject.push(log(seq));
        subject.push(calling(1));
        flood(true);
        subject.push(http(251, 1));
        subject.send();
        expect(sent.flat().map(name)).not.toContain('calling');
        expect(sent.flat()).toContainEqual({ type: 'skipped', runId: 'r', throughSeq: 251 });
    });

    it('never leaves out how the run ended', () => {
        const { subject, sent, flood } = pump();
        flood(true);
        subject.push(finished);
        subject.send();
        expect(sent.flat().map(name)).toEqual(['finished']);
    });
});
