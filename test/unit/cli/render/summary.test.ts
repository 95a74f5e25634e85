import { expect, test } from 'vitest';
import { progressLine, summaryLines } from '../../../../src/cli/render/summary';
import type { RunCounters, RunOutcome } from '../../../../src/protocol/events';
import { golden, PLAIN } from './style';

const counters: RunCounters = {
    logs: 2,
    http: 11,
    batches: 10,
    models: {
        GithubIssue: { added: 1_000, updated: 0, unchanged: 12, deleted: 3 },
        User: { added: 1, updated: 2, unchanged: 0, deleted: 0 },
    },
};
const nothing = { logs: 0, http: 0, batches: 0, models: {} };

function summary(
    outcome: RunOutcome,
    of: RunCounters = counters,
    runId: string | undefined = '0123456789abcdef',
): string {
    return summaryLines({ outcome, counters: of, runId }, PLAIN, () => undefined).join('\n');
}

test('a sync ends with a table of what the store made of its records', () => {
    expect(summary({ status: 'succeeded', durationMs: 1_234 })).toBe(
        golden(`

            model        added  updated  unchanged  deleted
            GithubIssue  1,000        0         12        3
            User             1        2          0        0

            Succeeded after 1.2 s: 11 HTTP calls, 2 log lines, 10 batches of records.
            See it again: syncbench runs 01234567
        `),
    );
});

test("an action's output is shown as JSON, and cut when it is huge", () => {
    const text = summary({ status: 'succeeded', durationMs: 5, output: { ok: true } }, nothing);
    expect(text).toContain('output\n{\n  "ok": true\n}\n');
    const huge = summary({ status: 'succeeded', durationMs: 5, output: 'x'.repeat(100_000) }, nothing);
    expect(huge.length).toBeLessThan(9_000);
    expect(huge).toContain('more characters; --json shows all)');
});

test('an output of null is shown, none is not', () => {
    expect(summary({ status: 'succeeded', durationMs: 5, output: null }, nothing)).toContain('output\nnull');
    expect(summary({ status: 'succeeded', durationMs: 5 }, nothing)).not.toContain('output');
});

test('a failure shows its error before the last line', () => {
    const error = { type: 'script_internal_error', message: 'boom', frames: [] };
    expect(summary({ status: 'failed', durationMs: 5, error }, nothing)).toBe(
        '\nerror  script_internal_error\n  boom\n\n' +
            'Failed after 5 ms: 0 HTTP calls, 0 log lines, 0 batches of records.\nSee it again: syncbench runs 01234567',
    );
});

test('calls that --read-only refused are not counted among those that went out', () => {
    const text = summary({ status: 'succeeded', durationMs: 5 }, { ...nothing, http: 5, refused: 2 });
    expect(text).toContain('Succeeded after 5 ms: 3 HTTP calls, 2 refused, 0 log lines');
});

test('a cancelled run says that what it saved is kept, unless nothing is', () => {
    const error = { type: 'script_aborted', message: 'The run was cancelled.', frames: [] };
    const text = summary({ status: 'cancelled', durationMs: 5, error });
    expect(text).toContain('What was saved before is kept.');
    expect(text).not.toContain('script_aborted');
    const ephemeral = summaryLines(
        { outcome: { status: 'cancelled', durationMs: 5 }, counters },
        PLAIN,
        () => undefined,
    );
    expect(ephemeral.at(-1)).toBe('Cancelled after 5 ms: 11 HTTP calls, 2 log lines, 10 batches of records.');
});

test('the command that shows a run again names its store', () => {
    const end = { outcome: { status: 'succeeded' as const, durationMs: 5 }, counters: nothing, runId: '0123456789' };
    const lines = summaryLines({ ...end, storeFlags: ['--store', 'my store'] }, PLAIN, () => undefined);
    expect(lines.at(-1)).toMatch(/\nSee it again: syncbench runs 01234567 --store (['"])my store\1$/);
});

test('the progress line fits the terminal', () => {
    expect(progressLine({ counters, elapsedMs: 12_300 }, 0, PLAIN)).toBe(
        '⠋ 12.3 s  11 HTTP calls  1,018 records  2 log lines',
    );
    expect(progressLine({ counters, elapsedMs: 12_300 }, 0, { ...PLAIN, width: 20 })).toHaveLength(19);
});

test('the progress line names the call that is waited for', () => {
    const awaited = { method: 'GET', url: 'https://api.example.com/x', waitedMs: 2_100, calls: 1 };
    const progress = { counters, elapsedMs: 12_300, awaited };
    expect(progressLine(progress, 0, PLAIN)).toBe(
        '⠋ 12.3 s  11 HTTP calls  waiting 2.1 s for GET https://api.example.com/x',
    );
    expect(progressLine(progress, 0, { ...PLAIN, width: 60 })).toBe(
        '⠋ 12.3 s  11 HTTP calls  waiting 2.1 s for GET https://api…',
    );
});

test('while a retry waits, the progress line says for how much longer', () => {
    const pending = { attempt: 1, max: 3, leftMs: 2_100 };
    expect(progressLine({ counters: nothing, elapsedMs: 900, retry: pending }, 0, PLAIN)).toMatch(
        / {2}waiting 2\.1 s more for retry 1 of 3$/,
    );
});

test('what the app receives holds the payload, which is not shown a second time', () => {
    const payload = { message: 'no such issue', field: 'id' };
    const error = { type: 'action_script_runtime_error', message: 'no such issue', payload, status: 500, frames: [] };
    const response = { status: 500, body: { error: { code: error.type, payload } } };
    const text = summary({ status: 'failed', durationMs: 5, error, response }, nothing);
    expect(text.match(/"field"/g)).toHaveLength(1);
    expect(text.match(/500/g)).toEqual(['500']);
    expect(summary({ status: 'failed', durationMs: 5, error }, nothing)).toContain('payload  {');
});
