import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FramePump } from '../../../../src/extension/panel/FramePump';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** A pump, the times at which it sent, and what makes the frames that it sent arrive, in their order. */
function pump() {
    const sent: number[] = [];
    const arrivals: (() => void)[] = [];
    const begun = performance.now();
    const made = new FramePump(() => {
        sent.push(performance.now() - begun);
        return new Promise<void>((resolve) => arrivals.push(resolve));
    });
    return { made, sent, arrivals };
}

it('sends at once what is due, and no more than once per frame', async () => {
    const { made, sent, arrivals } = pump();
    made.due();
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toHaveLength(1);
    arrivals[0]?.();
    for (let time = 0; time < 14; time++) {
        made.due();
        await vi.advanceTimersByTimeAsync(1);
    }
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(16);
    expect(sent).toHaveLength(2);
});

it('has two frames on their way and no third, which then takes all that came meanwhile', async () => {
    const { made, sent, arrivals } = pump();
    for (let time = 0; time < 100; time++) {
        made.due();
        await vi.advanceTimersByTimeAsync(5);
    }
    expect(sent).toHaveLength(2);
    arrivals[0]?.();
    await vi.advanceTimersByTimeAsync(16);
    expect(sent).toHaveLength(3);
});

it('sends what can wait after a while, or along with what cannot', async () => {
    const { made, sent } = pump();
    made.due({ canWait: true });
    await vi.advanceTimersByTimeAsync(99);
    made.due({ canWait: true });
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toEqual([100]);
    made.due({ canWait: true });
    await vi.advanceTimersByTimeAsync(50);
    made.due();
    await vi.advanceTimersByTimeAsync(500);
    expect(sent).toEqual([100, 150]);
});

it('sends nothing that has been sent otherwise, and nothing once it is disposed of', async () => {
    const { made, sent } = pump();
    made.due();
    made.clear();
    await vi.advanceTimersByTimeAsync(100);
    made.due();
    made.dispose();
    made.due();
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toEqual([]);
});
