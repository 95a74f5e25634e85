import { expect, test } from 'vitest';
import { findRun, type RunIndex } from '../../../../src/cli/store/findRun';
import { findScope } from '../../../../src/cli/store/findScope';
import type { RunRow } from '../../../../src/records/types';

const runs = Array.from({ length: 450 }, (_, index) => ({
    id: `${String(index).padStart(3, '0')}-run`,
    integration: 'github',
    script: 'issues',
    status: 'succeeded',
    ...(index === 10 ? { parentRunId: '011-run' } : {}),
})) as RunRow[];

function index(rows: RunRow[]): RunIndex {
    return {
        run: (id) => rows.find((row) => row.id === id),
        runs: ({ limit = 100, before, includeNested }) => {
            const from = before === undefined ? 0 : rows.findIndex(({ id }) => id === before) + 1;
            const listed = rows.slice(from).filter((row) => includeNested || row.parentRunId === undefined);
            return listed.slice(0, limit);
        },
    };
}

test.each([
    ['its id', '123-run', '123-run'],
    ['the start of its id', '123', '123-run'],
    ['the start of its id, however old it is', '449', '449-run'],
    ['the start of its id, though nested', '010', '010-run'],
    ['last', 'last', '000-run'],
    ['previous', 'previous', '001-run'],
])('a run is found by %s', (_how, word, id) => {
    expect(findRun(index(runs), word).id).toBe(id);
});

test('previous is the run before the last of the same script', () => {
    const other = { ...runs[1]!, script: 'another' };
    expect(findRun(index([runs[0]!, other, ...runs.slice(2)]), 'previous').id).toBe('002-run');
});

test('of a script that ran once, previous is said to be missing', () => {
    const [first] = runs;
    expect(() => findRun(index([first!]), 'previous')).toThrow(
        `The last run is the first of ${first!.integration}/${first!.script}: it has no previous one.`,
    );
});

test('a start that several ids share lists some of them', () => {
    expect(() => findRun(index(runs), '12')).toThrow(
        expect.objectContaining({ code: 'run_ambiguous', message: 'The ids of 10 runs start with "12".' }),
    );
});

test.each([
    ['zzz', runs, 5],
    ['previous', runs.slice(0, 1), 1],
    ['last', [], 0],
])('an unknown run lists the latest: %s', (word, rows, candidates) => {
    const error = (() => {
        try {
            return findRun(index(rows), word);
        } catch (thrown) {
            return thrown;
        }
    })();
    expect(error).toMatchObject({ code: 'run_not_found', details: { candidates: { length: candidates } } });
});

const scope = { integration: 'github', connectionId: 'octocat', model: 'Issue', variant: 'base' };
const scopes = [
    { scope, live: 1, deleted: 0 },
    { scope: { ...scope, connectionId: 'hubot' }, live: 2, deleted: 0 },
    { scope: { ...scope, connectionId: 'hubot', variant: 'eu' }, live: 3, deleted: 0 },
    { scope: { ...scope, model: 'User' }, live: 4, deleted: 0 },
];

test.each([
    ['User', {}, 4],
    ['Issue', { connection: 'octocat' }, 1],
    ['Issue', { connection: 'hubot', variant: 'eu' }, 3],
    ['Issue::eu', {}, 3],
])('%s with %o is one scope', (model, flags, live) => {
    expect(findScope(scopes, model, flags).live).toBe(live);
});

test.each([
    ['Issue', {}, 'scope_ambiguous', ['Issue --integration github --connection octocat']],
    [
        'Issue',
        { connection: 'hubot' },
        'scope_ambiguous',
        ['Issue --integration github --connection hubot --variant eu'],
    ],
    ['User', { connection: 'hubot' }, 'scope_not_found', ['User --integration github --connection octocat']],
    ['isue', {}, 'model_not_found', ['Issue', 'User']],
])('%s with %o is refused with candidates', (model, flags, code, candidates) => {
    const details = expect.objectContaining({ candidates: expect.arrayContaining(candidates) });
    expect(() => findScope(scopes, model, flags)).toThrow(expect.objectContaining({ code, details }));
});

test('a model that is nearly right is named', () => {
    expect(() => findScope(scopes, 'isue', {})).toThrow(
        expect.objectContaining({ details: expect.objectContaining({ advice: 'Did you mean Issue?' }) }),
    );
});
