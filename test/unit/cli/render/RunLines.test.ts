import { expect, test } from 'vitest';
import { RunLines } from '../../../../src/cli/render/RunLines';
import type { RunEvent } from '../../../../src/protocol/events';
import { golden, PLAIN } from './style';

const header = {
    script: { integration: 'github', kind: 'sync', name: 'issues' },
    connectionId: 'octocat',
    recordsIn: '.syncbench',
};
const at = '2025-01-02T12:00:01.123Z';
const script = { integration: 'github', kind: 'action' as const, name: 'label' };
const started = (runId: string, parentRunId?: string): RunEvent => ({
    type: 'started',
    runId,
    parentRunId,
    script,
    connectionId: 'octocat',
    at,
    node: 'v24.1.0',
    unavailable: [],
});
const logged = (runId: string, message: string): RunEvent => ({
    type: 'log',
    runId,
    entry: { seq: 1, at, level: 'info', message, source: 'script' },
});

function render(events: RunEvent[]): string {
    const lines = new RunLines(header, PLAIN);
    return events.flatMap((event) => lines.of(event)).join('\n');
}

test('lines of nested runs are indented under the name of their script, to any depth', () => {
    const failed = { status: 'failed' as const, durationMs: 5, error: { type: 't', message: 'no\nlabel', frames: [] } };
    expect(
        render([
            started('a'),
            logged('a', 'first'),
            started('b', 'a'),
            logged('b', 'two\nlines'),
            started('c', 'b'),
            logged('c', 'deep'),
            { type: 'finished', runId: 'c', outcome: failed },
            { type: 'finished', runId: 'b', outcome: { status: 'succeeded', durationMs: 12 } },
            logged('a', 'last'),
            { type: 'finished', runId: 'a', outcome: { status: 'succeeded', durationMs: 20 } },
        ]),
    ).toBe(
        golden(`
            github/issues sync
            connection  octocat
            records     .syncbench
            node        v24.1.0

            12:00:01.123  info   first
                            → action github/label
              12:00:01.123  info   two
                                   lines
                              → action github/label
                12:00:01.123  info   deep
                              ← action github/label failed in 5 ms: no\\nlabel
                            ← action github/label succeeded in 12 ms
            12:00:01.123  info   last
        `),
    );
});

test('protections that are missing are named', () => {
    const event = { ...started('a'), unavailable: ['file permissions', 'workers'] } as RunEvent;
    expect(render([event])).toContain('node        v24.1.0, without file permissions, workers');
});

test('that a call lasts is not a line of the timeline', () => {
    const call = { id: 1, at, method: 'GET', url: 'https://api.example.com/', requestHeaders: {} };
    expect(render([started('a'), { type: 'calling', runId: 'a', call }]).split('\n')).toHaveLength(5);
});

test('what was skipped is not announced: it is filled in', () => {
    expect(render([started('a'), { type: 'skipped', runId: 'a', throughSeq: 9 }]).split('\n')).toHaveLength(5);
});
