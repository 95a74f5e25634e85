import { expect, test } from 'vitest';
import { comparisonLines, runHeader, runsTable, timelineLine } from '../../../../src/cli/render/runs';
import type { RunRow } from '../../../../src/records/types';
import { golden, PLAIN } from './style';

const run: RunRow = {
    id: '01234567-89ab-cdef',
    integration: 'github',
    kind: 'sync',
    script: 'issues',
    variant: 'base',
    connectionId: 'octocat',
    startedAt: '2025-01-02T12:00:00.000Z',
    options: {},
    status: 'succeeded',
    durationMs: 1_234,
    outcome: { status: 'succeeded', durationMs: 1_234 },
    models: { GithubIssue: { added: 98, updated: 1, unchanged: 0, deleted: 0 } },
    warnings: [],
    logs: 2,
    http: 11,
    batches: 1,
};
const running: RunRow = {
    ...run,
    id: 'fedcba98',
    status: 'running',
    durationMs: undefined,
    outcome: undefined,
    models: {},
};

test('runs: a row each', () => {
    expect(runsTable([running, run], PLAIN).join('\n')).toBe(
        golden(`
            id        when                 script         connection  status      took  http  logs  records
            fedcba98  2025-01-02 12:00:00  github/issues  octocat     running             11     2
            01234567  2025-01-02 12:00:00  github/issues  octocat     succeeded  1.2 s    11     2  GithubIssue +98 ~1
        `),
    );
});

test('calls that --read-only refused are not counted among those that went out', () => {
    const refusing = { ...run, http: 1_003, refused: 1_000 };
    expect(runsTable([refusing], PLAIN)[1]).toMatch(/ 1\.2 s {5}3 {5}2 /);
    expect(runHeader({ ...refusing, outcome: undefined }, [], PLAIN)).toContain(
        'did         3 HTTP calls, 1,000 refused, 2 log lines',
    );
});

test('the header of a run that has not ended says how it stands; of one that has, the last line does', () => {
    const header = (of: RunRow) => runHeader(of, [], PLAIN).join('\n');
    expect(header(running)).toMatch(/status {6}running\ndid {9}11 HTTP calls/);
    expect(header(run)).not.toMatch(/status|did/);
});

test('no runs are a sentence', () => {
    expect(runsTable([], PLAIN)).toEqual([expect.stringContaining('No runs yet')]);
});

test('the header of a run names the runs it started', () => {
    const child = { ...run, id: 'aaaabbbbcccc', parentRunId: run.id, script: 'label', kind: 'action' as const };
    expect(runHeader(run, [child], PLAIN).join('\n')).toBe(
        `${golden(`
            github/issues sync
            run         01234567-89ab-cdef
            connection  octocat
            started     2025-01-02 12:00:00
            nested run  aaaabbbb  github/label succeeded
        `)}\n`,
    );
    expect(runHeader(child, [], PLAIN)).toContain('started by  01234567');
});

test('a timeline shows batches with their time', () => {
    const counts = { added: 98, updated: 1, unchanged: 0, deleted: 0 };
    const at = '2025-01-02T12:00:01.123Z';
    const batch = {
        type: 'batch' as const,
        seq: 3,
        at,
        operation: 'batchSave' as const,
        model: 'M',
        records: 99,
        counts,
    };
    expect(timelineLine(batch, PLAIN)).toBe('12:00:01.123  batchSave M 99: +98 ~1');
});

test('a comparison counts per model and lists the ids that differ', () => {
    const difference = {
        onlyInA: ['1'],
        onlyInB: [],
        changed: ['2', '3\x1b'],
        same: 1_000,
        totals: { onlyInA: 1, onlyInB: 0, changed: 102 },
    };
    expect(comparisonLines(run, { ...run, id: 'fedcba98' }, { GithubIssue: difference }, PLAIN).join('\n')).toBe(
        golden(`
            a  01234567  2025-01-02 12:00:00  github/issues  succeeded
            b  fedcba98  2025-01-02 12:00:00  github/issues  succeeded

            model        only in a  only in b  changed   same
            GithubIssue          1          0      102  1,000

            GithubIssue only in a: 1

            GithubIssue changed: 2, 3\\x1b … and 100 more
        `),
    );
    expect(comparisonLines(run, run, {}, PLAIN).at(-1)).toBe('Neither run saved records.');
});
