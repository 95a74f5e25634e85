import { ZERO } from '../markedSource';
import { fixTable } from './fixTable';

const zero = (fields: string, body = '') =>
    `import { createSync } from 'nango'; export default createSync({ ${fields} exec: async (nango) => { ${body} } });`;

fixTable('invalid-model-name', [
    [
        'renames the model in the calls, too',
        zero(
            `models: { 'github-issue': I },`,
            `await nango.batchSave([], 'github-issue'); await nango.log('github-issue');`,
        ),
        zero(
            `models: { GithubIssue: I },`,
            `await nango.batchSave([], 'GithubIssue'); await nango.log('github-issue');`,
        ),
        '',
        ZERO,
    ],
    ['keeps the value of a shorthand', zero(`models: { issue },`), zero(`models: { Issue: issue },`), '', ZERO],
    ['leaves a name that is taken', zero(`models: { issue: a, Issue: b },`), undefined, '', ZERO],
    ['leaves a name of which nothing remains', zero(`models: { '-': a },`), undefined, '', ZERO],
]);

fixTable('definition-not-literal', [
    [
        'writes a constant out in the call',
        `import { createSync } from 'nango';\nconst definition = { exec: async () => {} };\nexport default createSync(definition);`,
        `import { createSync } from 'nango';\nexport default createSync({ exec: async () => {} });`,
        '',
        ZERO,
    ],
    [
        'leaves a constant that is used elsewhere',
        `import { createSync } from 'nango'; const d = { exec: async () => {} }; d.exec(); export default createSync(d);`,
        undefined,
        '',
        ZERO,
    ],
    ['leaves a call', `import { createSync } from 'nango'; export default createSync(make());`, undefined, '', ZERO],
]);

fixTable('invalid-frequency', [
    [
        'writes the interval that was meant',
        zero(`frequency: 'every houre',`),
        zero(`frequency: 'every hour',`),
        '',
        ZERO,
    ],
]);

fixTable('track-deletes-incremental', [
    [
        'leaves it out',
        zero(`syncType: 'incremental', trackDeletes: true,`),
        zero(`syncType: 'incremental',`),
        'Leave "trackDeletes" out',
        ZERO,
    ],
    [
        'leaves it out with its line',
        zero(`\n    trackDeletes: true,\n    syncType: 'incremental',\n`),
        zero(`\n    syncType: 'incremental',\n`),
        '',
        ZERO,
    ],
]);

fixTable('endpoint-count', [
    [
        'leaves the endpoints out',
        zero(`models: { A, B }, endpoints: [{ method: 'GET', path: '/a' }],`),
        zero(`models: { A, B },`),
        '',
        ZERO,
    ],
]);
