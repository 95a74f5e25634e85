import { action, sync } from './scriptSources';

/** What a script may not do under the typings, and what the one error in it says. */
export const REFUSED: [rule: string, source: string, message: RegExp][] = [
    ['a record without a field', sync(`await nango.batchSave([{ id: '1', title: 't' }], 'Issue');`), /state|Issue/],
    [
        'a field of another type',
        sync(`const rows = issues.map((one) => ({ ...one, id: 1 })); await nango.batchSave(rows, 'Issue');`),
        /not assignable to type 'Issue'|'string'/,
    ],
    ['records of another model', sync(`await nango.batchSave(issues, 'Person');`), /Person|'number'/],
    [
        'records of another model by a constant',
        sync(`const model = 'Person'; await nango.batchSave(issues, model);`),
        /Person|'number'/,
    ],
    [
        'a literal that the model does not know',
        sync(`await nango.batchSave([{ id: '1', title: 't', state: 'lost', closedAt: null }], 'Issue');`),
        /"lost"|'"lost"'/,
    ],
    ['one record in the place of a list', sync(`await nango.batchSave(issues[0]!, 'Issue');`), /Issue/],
    [
        'null for a field that is not nullable',
        sync(`await nango.batchSave([{ id: '1', title: null, state: 'open' as const, closedAt: null }], 'Issue');`),
        /null/,
    ],
    ['deleting by an id of another type', sync(`await nango.batchDelete([{ id: 1 }], 'Issue');`), /number/],
    ['deleting without an id', sync(`await nango.batchDelete([{ title: 'x' }], 'Issue');`), /id|title/],
    ['updating without an id', sync(`await nango.batchUpdate([{ title: 'x' }], 'Issue');`), /id|Issue/],
    ['updating a field to another type', sync(`await nango.batchUpdate([{ id: '1', title: 3 }], 'Issue');`), /number/],
    ['records that are no objects', sync(`await nango.batchSave(['1'], raw as string);`), /string/],
    ['a configuration without an endpoint', sync(`await nango.get({ params: {} });`), /endpoint/],
    ['a misspelt option', sync(`await nango.get({ endpoint: '/x', retry: 3 });`), /retry/],
    ['an unknown method', sync(`await nango.proxy({ endpoint: '/x', method: 'FETCH' });`), /FETCH/],
    ['a call that only syncs have', action(`await nango.batchSave([{ id: '1' }], 'Issue'); return null;`), /batchSave/],
    ['an unknown call', sync(`await nango.save(issues);`), /save/],
    ['lastSyncDate without a check', sync(`void nango.lastSyncDate.toISOString();`), /undefined/],
    ['an unused variable', sync(`void nango; const unused = 1;`), /unused/],
    [
        'a page read as something else',
        sync(`for await (const page of nango.paginate<Issue>({ endpoint: '/x' })) void page[0]?.nothing;`),
        /nothing/,
    ],
];
