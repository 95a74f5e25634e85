import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BegunAttempt, OpenCall } from '../../../src/protocol/events';
import { OpenCalls, SLOW_MS } from '../../../src/runtime/OpenCalls';

const attempt = (url: string): BegunAttempt => ({ at: '', method: 'GET', url, requestHeaders: {} });

let told: OpenCall[];
let described: string[];
let calls: OpenCalls;
const begin = (url: string) =>
    calls.begin(() => {
        described.push(url);
        return attempt(url);
    });

beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    described = [];
    calls = new OpenCalls((call) => told.push(call));
});
afterEach(() => vi.useRealTimers());

describe('The calls of a run that are on their way', () => {
    it('are told of once, after a while', () => {
        begin('a');
        vi.advanceTimersByTime(SLOW_MS - 1);
        expect(told).toEqual([]);
        vi.advanceTimersByTime(10 * SLOW_MS);
        expect(told).toEqual([{ id: 1, ...attempt('a') }]);
    });

    it('are told of each in its time, whatever began and ended between', () => {
        begin('a');
        vi.advanceTimersByTime(200);
        const endB = begin('b');
        begin('c');
        endB();
        vi.advanceTimersByTime(SLOW_MS - 200);
        expect(told.map(({ url }) => url)).toEqual(['a']);
        vi.advanceTimersByTime(200);
        expect(told.map(({ id, url }) => [id, url])).toEqual([
            [1, 'a'],
            [2, 'c'],
        ]);
    });

    it('end with the id that they were told of under', () => {
        const endSlow = begin('slow');
        vi.advanceTimersByTime(SLOW_MS);
        const endFast = begin('fast');
        expect([endSlow(), endFast()]).toEqual([1, undefined]);
    });

    it('cost neither a description nor a timer each as long as they are fast', () => {
        const setTimeout = vi.fn(globalThis.setTimeout);
        vi.stubGlobal('setTimeout', setTimeout);
        for (let n = 0; n < 1_000; n++) {
            const end = begin(`${n}`);
            vi.advanceTimersByTime(1);
            end();
        }
        expect([told, described]).toEqual([[], []]);
        expect(setTimeout.mock.calls.length).toBeLessThanOrEqual(2 * (1_000 / SLOW_MS));
        vi.unstubAllGlobals();
    });

    it('are given back at the end of the run, told of or not, and no longer watched', () => {
        begin('a');
        vi.advanceTimersByTime(SLOW_MS);
        begin('b');
        expect(calls.close()).toEqual([
            { attempt: attempt('a'), id: 1, bodies: {} },
            { attempt: attempt('b'), id: undefined, bodies: {} },
        ]);
        vi.advanceTimersByTime(10 * SLOW_MS);
        expect(told).toHaveLength(1);
    });
});
