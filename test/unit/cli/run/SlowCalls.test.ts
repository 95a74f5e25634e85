import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SlowCalls } from '../../../../src/cli/run/SlowCalls';
import type { RunEvent } from '../../../../src/protocol/events';

let tell: (event: RunEvent) => void;
let said: string[];
let calls: SlowCalls;

beforeEach(() => {
    vi.useFakeTimers();
    said = [];
    const session = {
        onEvent: (listener: (event: RunEvent) => void) => {
            tell = listener;
            return () => {
                tell = () => {};
            };
        },
    };
    calls = new SlowCalls(session, ({ url, waitedMs, calls: count }) => said.push(`${url} ${waitedMs} ${count}`));
});
afterEach(() => {
    calls.end();
    vi.useRealTimers();
});

/** As the runtime tells of a call, once it has lasted for a while. */
function begin(id: number, url: string, lastedMs = 300): void {
    const at = new Date(Date.now() - lastedMs).toISOString();
    tell({ type: 'calling', runId: 'r', call: { id, at, method: 'GET', url, requestHeaders: {} } });
}

function end(call: number, seq = call): void {
    const attempt = { seq, at: '', method: 'GET', url: '', requestHeaders: {}, durationMs: 1 };
    tell({ type: 'http', runId: 'r', attempt, call });
}

describe('The calls that nobody answers', () => {
    it('are named in the last line of a terminal from 2 s on, the oldest of them', () => {
        begin(1, 'a');
        vi.advanceTimersByTime(1_600);
        begin(2, 'b');
        expect(calls.named).toBeUndefined();
        vi.advanceTimersByTime(100);
        expect(calls.named).toEqual({ method: 'GET', url: 'a', waitedMs: 2_000, calls: 2 });
        end(1);
        expect(calls.named).toBeUndefined();
    });

    it('are said once, after 5 s', () => {
        begin(1, 'a');
        vi.advanceTimersByTime(4_699);
        expect(said).toEqual([]);
        vi.advanceTimersByTime(60_000);
        expect(said).toEqual(['a 5000 1']);
    });

    it('make one line as long as the one that was said lasts, however many there are', () => {
        for (let id = 1; id <= 100; id++) begin(id, `call ${id}`);
        vi.advanceTimersByTime(10_000);
        begin(101, 'later');
        vi.advanceTimersByTime(10_000);
        expect(said).toEqual(['call 1 5000 100']);
        end(1);
        vi.advanceTimersByTime(1);
        expect(said).toHaveLength(2);
    });

    it('are not said when they end before, or when the run does', () => {
        begin(1, 'a');
        vi.advanceTimersByTime(2_000);
        end(1);
        begin(2, 'b');
        vi.advanceTimersByTime(2_000);
        tell({ type: 'skipped', runId: 'r', throughSeq: 9, calls: [2] });
        begin(3, 'c');
        calls.end();
        vi.advanceTimersByTime(60_000);
        expect(said).toEqual([]);
    });
});
