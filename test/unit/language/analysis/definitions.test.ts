import { expect, test } from 'vitest';
import type { FileRole } from '../../../../src/language/analysis/types';
import { findingsIn, SYNC, ZERO } from '../markedSource';
import { ruleTable } from '../ruleTable';

const INDEX: FileRole = { form: 'zero-yaml', role: 'index', kinds: [], listed: true };
const define = (creator: string, fields: string) =>
    `import { ${creator} } from 'nango'; export default ${creator}({ ${fields} exec: async (nango) => {} });`;
const sync = (fields: string) => define('createSync', fields);
const action = (fields: string) => define('createAction', fields);

ruleTable('invalid-frequency', ZERO, {
    flagged: [
        ['what is no interval', sync(`frequency: [['hourly']],`)],
        ['an empty one', sync(`frequency: [['']],`)],
        ['capital letters in a phrase', sync(`frequency: [['Every hour']],`)],
        ['an interval below 30 seconds', sync(`frequency: [['every 10s']],`)],
        ['a template', sync('frequency: [[`often`]],')],
    ],
    silent: [
        ['a phrase', sync(`frequency: 'every half day',`)],
        ['a duration', sync(`frequency: 'every 45 minutes',`)],
        ['a short duration', sync(`frequency: '2h',`)],
        ['30 seconds', sync(`frequency: 'every 30s',`)],
        ['what is not written out', sync('frequency: FREQUENCY,')],
        ['a template with a value', sync('frequency: `every ${n} minutes`,')],
        ['an action', action(`frequency: 'never',`)],
        ['no frequency', sync('')],
        ['a classic script', sync(`frequency: 'hourly',`), SYNC],
    ],
});

ruleTable('endpoint-count', ZERO, {
    flagged: [
        [
            'fewer endpoints than models',
            sync(`models: { A: a, B: b }, [[endpoints]]: [{ method: 'GET', path: '/a' }],`),
        ],
        ['more endpoints than models', sync(`[[endpoints]]: [x, y], models: { A },`)],
        ['none', sync(`models: { A }, [[endpoints]]: [],`)],
    ],
    silent: [
        ['as many', sync(`models: { A, B }, endpoints: [{ path: '/a' }, { path: '/b' }],`)],
        ['no endpoints', sync(`models: { A, B },`)],
        ['models that are not all written out', sync(`models: { A, ...more }, endpoints: [],`)],
        ['models from elsewhere', sync(`models, endpoints: [],`)],
        ['endpoints that are not all written out', sync(`models: { A, B }, endpoints: [...list],`)],
        ['endpoints from elsewhere', sync(`models: { A, B }, endpoints: ENDPOINTS,`)],
        ['an action', action(`endpoint: { method: 'POST', path: '/a' },`)],
    ],
});

ruleTable('duplicate-endpoint', ZERO, {
    flagged: [
        [
            'the same endpoint for two models',
            sync(`models: { A, B }, endpoints: [{ method: 'GET', path: '/a' }, [[{ path: '/a', method: 'GET' }]]],`),
        ],
        [
            'a third one',
            sync(
                `endpoints: [{ method: 'GET', path: '/a', group: 'x' }, [[{ method: 'GET', path: '/a' }]], [[{ method: 'GET', path: '/a' }]]],`,
            ),
        ],
    ],
    silent: [
        ['another path', sync(`endpoints: [{ method: 'GET', path: '/a' }, { method: 'GET', path: '/b' }],`)],
        ['another method', sync(`endpoints: [{ method: 'GET', path: '/a' }, { method: 'POST', path: '/a' }],`)],
        ['a path that is not written out', sync('endpoints: [{ method, path: P }, { method, path: P }],')],
        ['a spread', sync(`endpoints: [{ method: 'GET', path: '/a' }, { method: 'GET', path: '/a', ...x }],`)],
    ],
});

ruleTable('track-deletes-incremental', ZERO, {
    flagged: [
        ['both', sync(`syncType: 'incremental', [[trackDeletes: true]],`)],
        ['in the other order', sync(`[['trackDeletes': true]], syncType: 'incremental' as const,`)],
    ],
    silent: [
        ['a full sync', sync(`syncType: 'full', trackDeletes: true,`)],
        ['no type', sync(`trackDeletes: true,`)],
        ['false', sync(`syncType: 'incremental', trackDeletes: false,`)],
        ['what is not written out', sync(`syncType: 'incremental', trackDeletes: TRACK,`)],
        ['calls that track deletes', sync(`syncType: 'incremental', onWebhook: async (nango) => {},`)],
    ],
});

ruleTable('no-scripts', INDEX, {
    flagged: [
        ['an empty index.ts', `[[]]`],
        ['nothing but exports', `[[export * from './github/syncs/issues.js';]]`],
        ['an import of a name', `[[import issues from './github/syncs/issues.js';]]`],
        ['an import that is indented', `[[import 'nango';]]\n    import './github/syncs/issues.js';`],
        ['comments alone', `[[]]// import './github/syncs/issues.js';\n`],
    ],
    silent: [
        ['a script', `import './github/syncs/issues.js';`],
        ['double quotes and no extension', `// Scripts\nimport "./github/syncs/issues"`],
        ['another file', `export const x = 1;`, ZERO],
    ],
});

ruleTable('script-outside-integration', INDEX, {
    flagged: [['a script in the root folder', `import './a/syncs/b.js';\nimport [['./issues.js']];`]],
    silent: [
        ['a script in an integration', `import './github/issues.js';`],
        ['a deeper one', `import './github/syncs/more/issues.js';`],
        ['an import of a name', `import './a/b.js';\nimport x from './issues.js';`],
        ['another file', `import './issues.js';`, ZERO],
    ],
});

test.each([
    ['every houre', 'every hour'],
    ['Every Day', 'every day'],
    ['every 5s', 'every 30 seconds'],
    ['0 * * * *', undefined],
])('for the frequency %s, %s is proposed', (written, meant) => {
    const [finding] = findingsIn(sync(`frequency: '${written}',`), ZERO, 'invalid-frequency');
    expect(finding).toBeDefined();
    expect(finding?.replacement).toBe(meant);
});
