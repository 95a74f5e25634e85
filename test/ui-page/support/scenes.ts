import type { RunWarning } from '../../../src/protocol/events';
import type { PanelRow } from '../../../src/protocol/panelRows';
import { batchRow, calls, httpRow, logRow, runView, START, touched } from './runs';
import { ScriptedRun } from './ScriptedRun';

function at(seq: number): string {
    return new Date(START + seq * 37).toISOString();
}

/** Everything that a log can show, once. */
function everyRow(): PanelRow[] {
    const nested = { integration: 'github', kind: 'action' as const, name: 'add-label' };
    const rows: PanelRow[] = [
        logRow(1, 'Fetching issues of acme/tools', { meta: '{"since":"2026-02-01T00:00:00.000Z","state":"all"}' }),
        httpRow(2),
        logRow(3, 'Page 1 has 100 issues', { level: 'debug' }),
        batchRow(4, { added: 82, updated: 6, unchanged: 12 }),
        httpRow(5, { status: 502, durationMs: 1_204, responseSize: 0 }),
        {
            type: 'wait',
            key: 'r1:told1',
            runId: 'r1',
            depth: 0,
            at: at(6),
            ms: 1_000,
            unscaledMs: 3_000,
            reason: 'HTTP 502',
            attempt: 1,
            max: 3,
        },
        httpRow(7, { retry: { attempt: 1, max: 3, waitedMs: 1_000, reason: 'HTTP 502' }, durationMs: 52 }),
        logRow(8, 'x-ratelimit-remaining is low: 12', { level: 'warn', meta: '{"remaining":12}' }),
        { type: 'begin', key: 'r2:0', runId: 'r2', depth: 1, seq: 0, at: at(9), script: nested },
        logRow(10, 'Labelling issue 4711', { runId: 'r2', depth: 1 }),
        {
            ...httpRow(11, {
                method: 'POST',
                url: 'https://api.github.com/repos/acme/tools/issues/4711/labels',
                requestSize: 64,
                status: 201,
            }),
            runId: 'r2',
            key: 'r2:11',
            depth: 1,
        },
        {
            type: 'end',
            key: 'r2:99',
            runId: 'r2',
            depth: 1,
            seq: 99,
            at: at(12),
            script: nested,
            status: 'succeeded',
            durationMs: 212,
        },
        logRow(13, 'debugging by console', { source: 'console' }),
        {
            type: 'warning',
            key: 'r1:told2',
            runId: 'r1',
            depth: 0,
            at: at(14),
            code: 'credential-in-data',
            message: 'A record contains the value of a credential.',
        },
        httpRow(15, {
            method: 'DELETE',
            url: 'https://api.github.com/repos/acme/tools/issues/12/lock',
            status: undefined,
            responseHeaders: undefined,
            responseSize: undefined,
            error: { name: 'AxiosError', code: 'ECONNRESET', message: 'socket hang up' },
        }),
        logRow(16, 'Could not unlock issue 12: socket hang up', { level: 'error' }),
        batchRow(17, { deleted: 3 }, 'GithubLabel'),
    ];
    return rows.map((row) => ({ ...row, at: at(Number(row.key.split(':')[1]?.replace('told', '')) || 1) }));
}

const counters = {
    logs: 7,
    http: 5,
    batches: 2,
    models: {
        GithubIssue: { added: 820, updated: 61, unchanged: 119, deleted: 0 },
        GithubLabel: { added: 0, updated: 0, unchanged: 0, deleted: 3 },
    },
};

const records = {
    GithubIssue: [...touched(4), ...touched(3, 'updated', 5), ...touched(12, 'unchanged', 8)],
    GithubLabel: touched(3, 'deleted'),
};

/** A sync that was warned of something. */
export function succeededScene(): ScriptedRun {
    const view = runView({
        project: 'integrations',
        counters,
        given: [
            {
                label: 'Metadata',
                value: '{"owner":"acme","repo":"tools","labels":["bug","p1","regression"],"since":null}',
            },
            { label: 'Base URL', value: 'http://127.0.0.1:4600' },
            { label: 'Read-only' },
        ],
        repeated: [{ label: 'Read-only' }],
        warnings: [
            { code: 'credential-in-data', message: 'A record of GithubIssue contains the value of a credential.' },
        ],
    });
    return new ScriptedRun(view, everyRow(), records);
}

/** The same, with bodies of one call: kept, cut and left out. */
export function bodiesScene(): ScriptedRun {
    const run = succeededScene();
    const type = 'application/json; charset=utf-8';
    const items = Array.from({ length: 80 }, (_, n) => ({ id: n, title: `Issue ${n}`, token: 'REDACTED' }));
    run.bodies['r2:11'] = {
        request: { type, size: 64, text: '{\n  "labels": [\n    "bug"\n  ]\n}', hasMore: false },
        response: {
            type,
            size: 48_213,
            text: JSON.stringify(items, null, 2).slice(0, 4_000),
            hasMore: true,
            cut: true,
        },
    };
    run.bodies['r1:7'] = { response: { type: 'image/png', size: 48_213, omitted: 'binary' } };
    return run;
}

/** A sync that waits for answers. */
export function waitingScene(): ScriptedRun {
    const open = { ...calls(1, 2), more: 3 };
    return new ScriptedRun(
        runView({ state: 'running', durationMs: undefined, counters, calls: open, waiting: 2 }),
        everyRow(),
    );
}

const MISMATCHES: RunWarning[] = [
    {
        code: 'record-mismatch',
        message: '2 records do not match the model Issue.',
        mismatches: [
            { model: 'Issue', id: '42', path: 'labels[].name', message: 'must be a string, and is null', count: 1_200 },
            { model: 'Issue', id: '43', path: 'title', message: 'is missing', count: 1 },
        ],
    },
    {
        code: 'output-mismatch',
        message: 'The output does not match what the script declares.',
        mismatches: [{ path: '', message: 'must be an object, and is null', count: 1 }],
    },
];

/** A trial run whose data does not match what is declared. */
export function mismatchScene(): ScriptedRun {
    return new ScriptedRun(runView({ counters, warnings: MISMATCHES, isPartial: true }), everyRow(), records);
}

/** An action that failed. */
export function failedScene(): ScriptedRun {
    const file = '/home/me/integrations/github/actions/create-issue.ts';
    const view = runView({
        name: 'github/create-issue',
        kind: 'action',
        state: 'failed',
        durationMs: 734,
        counters: { logs: 7, http: 5, batches: 0, models: {} },
        unavailable: ['network permission'],
        error: {
            type: 'action_script_runtime_error',
            message: "Cannot read properties of undefined (reading 'id')",
            advice: 'The response of the call before it has no "data.issue". Look at it in the tab HTTP.',
            status: 422,
            payload: '{\n  "field": "title",\n  "code": "missing"\n}',
            places: [
                { label: 'github/actions/create-issue.ts:14:31', file, line: 14, column: 31, function: 'runAction' },
                {
                    label: 'github/lib/labels.ts:8:5',
                    file: '/home/me/integrations/github/lib/labels.ts',
                    line: 8,
                    column: 5,
                },
            ],
            related: [],
        },
        response: { status: 500, body: '{\n  "error": {\n    "code": "action_script_runtime_error"\n  }\n}' },
    });
    return new ScriptedRun(view, everyRow());
}

/** One for which there is no Node. */
export function unstartedScene(): ScriptedRun {
    const error = {
        type: 'node_unsuitable',
        message: 'No Node can run the scripts. The PATH has no node.',
        advice: 'Install Node 22.13 or later and name it in the setting syncbench.node.path.',
        places: [],
        related: [],
        setting: 'syncbench.node.path',
    };
    const given = [{ label: 'Max pages', value: '2' }];
    return new ScriptedRun(runView({ state: 'failed', durationMs: 3, node: undefined, error, given }));
}

/** An action that returned something. */
export function outputScene(): ScriptedRun {
    const text = JSON.stringify(
        { id: 4711, url: 'https://github.com/acme/tools/issues/4711', labels: ['bug', 'p1'] },
        null,
        2,
    );
    const view = runView({ name: 'github/create-issue', kind: 'action', output: { text, isCut: false } });
    return new ScriptedRun(view, everyRow());
}
