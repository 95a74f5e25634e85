import { expect, it } from 'vitest';
import type { ScriptKind } from '../../../../src/core/project';
import { explainMisspelling } from '../../../../src/runtime/sandbox/explainMisspelling';

/** What V8 itself says of a call. */
function thrownBy(call: (nango: Record<string, () => void>) => unknown): unknown {
    try {
        return call({});
    } catch (error) {
        return error;
    }
}

const undeclared = (model: string, declared = 'Issue, Label') =>
    new Error(`The model '${model}' is not included in the declared sync models: ${declared}`);

it.each<[what: string, error: unknown, advice: string | undefined, kind?: ScriptKind]>([
    ['a misspelt member', thrownBy((nango) => nango.gte!()), 'Did you mean nango.get()?'],
    [
        'one of a bundle that renamed nango',
        thrownBy((nango2) => nango2.batchsave!()),
        'Did you mean nango.batchSave()?',
    ],
    ['one that is held by an object', thrownBy((nango) => ({ nango }).nango.gte!()), undefined],
    ['a member like one of syncs, in an action', thrownBy((nango) => nango.batchSav!()), undefined, 'action'],
    ['a member that only syncs have, in an action', thrownBy((nango) => nango.batchSave!()), undefined, 'action'],
    ['a member that is like none', thrownBy((nango) => nango.somethingElse!()), undefined],
    ['a member of something else', thrownBy((client) => client.gte!()), undefined],
    ['a misspelt model', undeclared('Isue'), 'Did you mean "Issue"?'],
    ['a model that is like none', undeclared('Repository'), undefined],
    [
        'a model of a sync whose output is none',
        undeclared('Repo', 'Anonymous_github_sync_repos_output'),
        'What nango.yaml writes as this sync\'s output is no model, and Nango calls it Anonymous_github_sync_repos_output: name "Repo" there.',
    ],
    [
        'a misspelt one beside such an output',
        undeclared('Isue', 'Anonymous_gh_sync_a_output, Issue'),
        'Did you mean "Issue"?',
    ],
    [
        'a model of a sync that declares none',
        undeclared('Issue', ''),
        'This sync declares no model: add "Issue" to its `models`, in a classic project to its `output` in nango.yaml.',
    ],
    ['any other error', new Error('nango.gte is not a function'), undefined],
    ['what is no error', 'nango.gte is not a function', undefined],
])('of %s it says what was meant, if that can be told', (_what, error, advice, kind = 'sync') => {
    expect(explainMisspelling(error, kind)).toBe(advice);
});
