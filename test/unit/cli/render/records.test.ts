import { expect, test } from 'vitest';
import { recordsPage, scopesTable, versionLines, wholeRecords } from '../../../../src/cli/render/records';
import type { LastAction, StoredRecord } from '../../../../src/records/types';
import { golden, PLAIN } from './style';

const scope = { integration: 'github', connectionId: 'octocat', model: 'GithubIssue', variant: 'base' };

function record(id: string, action: LastAction, payload: object): StoredRecord {
    const at = '2025-01-02T12:00:01.123456Z';
    const meta = { first_seen_at: at, last_modified_at: at, last_action: action, deleted_at: null, pruned_at: null };
    return { ...payload, id, _nango_metadata: { ...meta, cursor: `c${id}` } };
}

test('what is stored: a row per scope', () => {
    const other = { ...scope, connectionId: 'hubot' };
    const scopes = [
        { scope, live: 1_000, deleted: 3 },
        { scope: other, live: 2, deleted: 0 },
    ];
    expect(scopesTable(scopes, PLAIN).join('\n')).toBe(
        golden(`
            integration  connection  model         live  deleted
            github       octocat     GithubIssue  1,000        3
            github       hubot       GithubIssue      2        0
        `),
    );
});

test('variants have a column only where there are some', () => {
    const scopes = [
        { scope, live: 1, deleted: 0 },
        { scope: { ...scope, variant: 'eu' }, live: 2, deleted: 0 },
    ];
    expect(scopesTable(scopes, PLAIN)[0]).toBe('integration  connection  model        variant  live  deleted');
});

test('a page of records: a line each, the payload as far as the line is wide', () => {
    const page = {
        records: [
            record('1', 'ADDED', { title: 'First' }),
            record('22', 'DELETED', { title: `Second\n\x1b[0m ${'x'.repeat(100)}` }),
        ],
        nextCursor: 'c22',
    };
    expect(recordsPage(page, 1_003, PLAIN).join('\n')).toBe(
        golden(`
            id  last action  last modified        payload
            1   ADDED        2025-01-02 12:00:01  {"title":"First"}
            22  DELETED      2025-01-02 12:00:01  {"title":"Second\\n\\u001b[0m xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…

            2 of 1,003 records (live and deleted). Next page: --cursor c22
        `),
    );
});

test('no line of a page is wider than the terminal, a long id included', () => {
    const page = { records: [record('i'.repeat(300), 'ADDED', { a: 'x'.repeat(300) })], nextCursor: null };
    const lines = recordsPage(page, 1, { ...PLAIN, width: 120 });
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
});

test('whole records and versions are shown in full', () => {
    expect(wholeRecords([record('1', 'ADDED', { title: 'x' })])[0]).toContain('"title": "x",\n  "id": "1"');
    const versions = [
        { runId: 'run-2', at: '2025-01-03T00:00:00Z', action: 'UPDATED' as const, payload: { id: '1', title: 'b' } },
    ];
    expect(versionLines(versions, PLAIN).join('\n')).toBe(
        '2025-01-03 00:00:00  UPDATED  run run-2\n{\n  "id": "1",\n  "title": "b"\n}\n',
    );
});

test.each([
    ['scopes', () => scopesTable([], PLAIN)],
    ['records', () => recordsPage({ records: [], nextCursor: null }, 0, PLAIN)],
    ['whole records', () => wholeRecords([])],
])('no %s are a sentence, not an empty table', (_what, render) => {
    expect(render()).toEqual([expect.stringMatching(/^No.*\w/)]);
});
