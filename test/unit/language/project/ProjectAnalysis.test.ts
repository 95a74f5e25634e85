import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkProject, EMPTY_SYNC, FLAVOURS, YAML } from './checkProject';

describe.each(FLAVOURS)('with %s paths', (_name, flavour, root) => {
    test.each<[rule: string, sources: Record<string, string>, expected: string[]]>([
        ['a project without mistakes has no findings', { 'demo/syncs/issues.ts': EMPTY_SYNC }, []],
        [
            'an imported file is looked at, and its error shown at the import',
            {
                'demo/syncs/issues.ts': `import { x } from '../helper'; ${EMPTY_SYNC}`,
                'demo/helper.ts': `import axios from 'axios'; export const x = axios;`,
            },
            ['demo/syncs/issues.ts: imported-file-error', 'demo/helper.ts: disallowed-import'],
        ],
        [
            'an error is shown at every import on the way to it',
            {
                'demo/syncs/issues.ts': `import { x } from '../a.js'; ${EMPTY_SYNC}`,
                'demo/a.ts': `export { x } from './b';`,
                'demo/b.ts': `export const x = require('./c');`,
                'demo/c.ts': `export const x = ;`,
            },
            [
                'demo/syncs/issues.ts: imported-file-error',
                'demo/a.ts: imported-file-error',
                'demo/b.ts: imported-file-error',
                'demo/c.ts: syntax-error',
            ],
        ],
        [
            'a missing import counts as an error of the file that has it',
            {
                'demo/syncs/issues.ts': `import { x } from '../a'; ${EMPTY_SYNC}`,
                'demo/a.ts': `import './gone'; export const x = 1;`,
            },
            ['demo/syncs/issues.ts: imported-file-error', 'demo/a.ts: import-not-found'],
        ],
        [
            'a helper in a folder of scripts is no script',
            {
                'demo/syncs/issues.ts': `import { x } from './shared'; ${EMPTY_SYNC}`,
                'demo/syncs/shared.ts': `export const x = 1; export default function map(item) { item.log('x'); return 1; }`,
                'demo/actions/create.ts': `import { y } from './types.js'; export default async (nango: NangoAction) => { y(nango); };`,
                'demo/actions/types.ts': `export interface A { id: string } export const y = (nango: NangoAction) => nango.get({});`,
            },
            [],
        ],
        [
            'a helper that lies beside actions may do for syncs what actions may not',
            {
                'demo/syncs/issues.ts': `import { save } from '../actions/save'; ${EMPTY_SYNC}`,
                'demo/actions/save.ts': `import { all } from '../all'; export const save = (nango: NangoSync) => all(nango);`,
                'demo/all.ts': `export async function all(nango: NangoSync) { await nango.batchSave([], 'Issue'); }`,
            },
            [],
        ],
        [
            'what lies beside scripts and is neither a script nor imported is left alone',
            { 'demo/syncs/issues.ts': EMPTY_SYNC, 'demo/syncs/notes.ts': `import axios from 'axios'; axios.get('x');` },
            [],
        ],
        [
            'models are generated, wherever they are imported from',
            {
                'demo/syncs/issues.ts': `import { NangoSync } from '../../models'; import { A } from '../../../models.js'; ${EMPTY_SYNC}`,
                'demo/actions/create.ts': `import { B } from '../models'; import { C } from '../mappers/c.mapper.js'; export default async (nango: NangoAction) => C;`,
                'demo/mappers/c.mapper.ts': `import { NangoAction } from '../../../models.ts'; import data from './data.json'; export const C = data;`,
                'demo/mappers/data.json': '{}',
            },
            [],
        ],
        [
            'what the official tool writes into .nango need not be there',
            {
                'demo/syncs/issues.ts': `import { Issue } from '../../.nango/schema.js'; import x from '../../.nango/schema.json'; ${EMPTY_SYNC}`,
                'demo/actions/create.ts': `import { Issue } from '../../.nango/other'; export default async (nango: NangoAction) => Issue;`,
            },
            ['demo/actions/create.ts: import-not-found'],
        ],
        [
            'a warning does not stop those who import the file',
            {
                'demo/syncs/issues.ts': `import { x } from '../a'; ${EMPTY_SYNC}`,
                'demo/a.ts': `export const x = () => console.log('x');`,
            },
            ['demo/a.ts: console-call'],
        ],
        [
            'a suppressed error does not stop them either',
            {
                'demo/syncs/issues.ts': `import { x } from '../a'; ${EMPTY_SYNC}`,
                'demo/a.ts': `import ax from 'axios'; // syncbench-ignore\nexport const x = ax;`,
            },
            [],
        ],
        [
            'files that import each other come to an end',
            {
                'demo/syncs/issues.ts': `import { a } from '../a'; ${EMPTY_SYNC}`,
                'demo/a.ts': `import { b } from './b'; export const a = () => b;`,
                'demo/b.ts': `import { a } from './a'; import 'axios'; export const b = () => a;`,
            },
            [
                'demo/syncs/issues.ts: imported-file-error',
                'demo/a.ts: imported-file-error',
                'demo/b.ts: disallowed-import',
            ],
        ],
        [
            'what is imported for its types alone is not looked at',
            {
                'demo/syncs/issues.ts': `import type { A } from '../a'; import type { B } from '../gone'; ${EMPTY_SYNC}`,
                'demo/a.ts': `import axios from 'axios'; export type A = 1;`,
            },
            [],
        ],
        [
            'files that no script imports are not looked at',
            {
                'demo/syncs/issues.ts': EMPTY_SYNC,
                'demo/tests/issues.test.ts': `import { test } from 'vitest';`,
                'vite.config.ts': `import { defineConfig } from 'vite';`,
                'demo/syncs/issues.test.ts': `import { test } from 'vitest';`,
                'demo/syncs/types.d.ts': `import x from 'axios';`,
            },
            [],
        ],
        [
            'imports may name .js, .ts, .json and models, whether or not it exists',
            {
                'demo/syncs/issues.ts': `import { a } from '../a.js'; import { b } from '../a.ts'; import d from '../d.json'; import { I } from '../../models'; import { J } from '../../models.js'; import { c } from '../a.helper'; ${EMPTY_SYNC}`,
                'demo/a.ts': 'export const a = 1;',
                'demo/a.helper.ts': 'export const c = 1;',
                'demo/d.json': '{}',
            },
            [],
        ],
        [
            'the generated models.ts is not looked at',
            {
                'demo/syncs/issues.ts': `import { ActionError } from '../../models'; ${EMPTY_SYNC}`,
                'models.ts': `import { Nango } from '@nangohq/node'; import axios from 'axios';`,
            },
            [],
        ],
        [
            'an import that leaves the project, a folder and a missing file',
            {
                'demo/syncs/issues.ts': `import '../../../outside'; import '../mappers'; import '../gone'; ${EMPTY_SYNC}`,
                'demo/mappers/index.ts': '',
            },
            [
                'demo/syncs/issues.ts: import-outside-project',
                'demo/syncs/issues.ts: import-not-found',
                'demo/syncs/issues.ts: import-not-found',
            ],
        ],
        [
            'an action may not import what calls a sync alone may make',
            {
                'demo/actions/create.ts': `import { save } from '../save'; export default async function runAction(nango) {}`,
                'demo/syncs/issues.ts': `import { save } from '../save'; ${EMPTY_SYNC}`,
                'demo/save.ts': `export async function save(nango: NangoSync) { await nango.batchSave([], 'Issue'); }`,
            },
            ['demo/actions/create.ts: imported-file-error'],
        ],
        [
            'models come from nango.yaml, and of a sync its output counts',
            {
                'demo/syncs/issues.ts': `export default async function (nango) { await nango.batchSave([], 'Isue'); await nango.batchSave([], 'Other'); await nango.batchSave([], 'Issue'); }`,
            },
            ['demo/syncs/issues.ts: unknown-model', 'demo/syncs/issues.ts: model-not-in-output'],
        ],
        [
            'a script that nango.yaml does not list is said to be left out, and looked at all the same',
            { 'demo/syncs/draft.ts': `export default async function (nango) { nango.log('x'); }` },
            ['demo/syncs/draft.ts: unlisted-script', 'demo/syncs/draft.ts: unawaited-call'],
        ],
        [
            'scripts may lie in the root folder',
            { 'create.ts': `export default async function (nango) { await nango.batchSave([], 'Issue'); }` },
            ['create.ts: sync-only-call'],
        ],
    ])('%s', async (_rule, sources, expected) => {
        const { found } = await checkProject(flavour, root, sources);
        expect(found.sort()).toEqual([...expected].sort());
    });

    const saves = (model: string) => `export default async function (nango) { await nango.batchSave([], '${model}'); }`;
    test.each<[rule: string, yaml: string, model: string]>([
        ['a sync outputs what is no model', YAML.replace('output: Issue', 'output: Isue'), 'Issue'],
        ['a script is listed by almost its name', YAML.replace('issues:', 'isues:'), 'Issue'],
        ['the model itself is misspelt', YAML.replace(/^ {4}Issue:/m, '    Isue:'), 'Issue'],
        ['the list has a wrong indentation', YAML.replace(/^ {16}runs/m, '            runs'), 'Missing'],
        ['a sync stands in the wrong column', YAML.replace(/^ {8}syncs/m, '    syncs'), 'Issue'],
    ])('one cause is one error, in nango.yaml: %s', async (_rule, yaml, model) => {
        const sources = { 'demo/syncs/issues.ts': saves(model), 'demo/actions/create.ts': EMPTY_SYNC };
        const { found, analysis } = await checkProject(flavour, root, sources, yaml);
        const { configFindings } = await analysis.lists();
        const errors = configFindings.filter(({ severity }) => severity === 'error');
        expect(found).toEqual([]);
        expect(errors).toHaveLength(1);
    });

    test('a zero-YAML project is what index.ts lists', async () => {
        const define = `import { createAction } from 'nango'; import { z } from 'zod';`;
        const { found } = await checkProject(
            flavour,
            root,
            {
                'index.ts': `import './demo/actions/create.js';\nimport './demo/actions/gone.js';\nimport './demo/syncs/listed';`,
                'demo/actions/create.ts': `${define} import { schema } from '../../models.js'; export default createAction({ exec: async (n) => { n.log('x'); } });`,
                'demo/actions/draft.ts': `${define} export default createAction({ exec: async (n) => {} });`,
                'demo/syncs/listed.ts': `import crypto from 'node:crypto'; export default async function (nango) {}`,
                'models.ts': `import axios from 'axios'; export const schema = axios;`,
            },
            '',
        );
        expect(found.sort()).toEqual([
            'demo/actions/create.ts: imported-file-error',
            'demo/actions/create.ts: unawaited-call',
            'demo/actions/draft.ts: unlisted-script',
            'demo/syncs/listed.ts: invalid-default-export',
            'demo/syncs/listed.ts: node-spelling',
            'index.ts: import-not-found',
            'models.ts: disallowed-import',
        ]);
    });

    test('one cause is one error, in index.ts: an import by almost the name of a script', async () => {
        const { found } = await checkProject(
            flavour,
            root,
            {
                'index.ts': `import './demo/syncs/isues.js';`,
                'demo/syncs/issues.ts': `import { createSync } from 'nango'; export default createSync({ exec: async (n) => {} });`,
            },
            '',
        );
        expect(found).toEqual(['index.ts: import-not-found']);
    });

    test('in a zero-YAML project a helper may lie beside scripts, and models.ts is a file like any other', async () => {
        const { found } = await checkProject(
            flavour,
            root,
            {
                'index.ts': `import './demo/syncs/issues.js';`,
                'demo/syncs/issues.ts': `import { createSync } from 'nango'; import { x } from './shared.js'; import { M } from '../../models.js'; export default createSync({ exec: async (n) => { x(M); } });`,
                'demo/syncs/shared.ts': `export const x = (a) => a; export default x;`,
                'demo/syncs/notes.ts': `export const unused = require('fs');`,
            },
            '',
        );
        expect(found).toEqual(['demo/syncs/issues.ts: import-not-found']);
    });
});

test.each([
    ['../helpr', '../helper'],
    ['../helpr.js', '../helper.js'],
    ['../mappers', '../mappers/index'],
    ['../dat.json', '../data.json'],
    ['../completely-different', undefined],
])('for the import %s, %s is proposed', async (written, meant) => {
    const { analysis, at } = await checkProject(path.posix, '/p', {
        'demo/syncs/issues.ts': `import x from '${written}'; ${EMPTY_SYNC}`,
        'demo/helper.ts': '',
        'demo/data.json': '{}',
        'demo/mappers/index.ts': '',
    });
    const [finding] = await analysis.findings(at('demo/syncs/issues.ts'));
    expect(finding).toMatchObject({ code: 'import-not-found' });
    expect(finding?.replacement).toBe(meant);
});

test('an error behind an import names its file and line', async () => {
    const { analysis, at } = await checkProject(path.posix, '/p', {
        'demo/syncs/issues.ts': `import x from '../a'; ${EMPTY_SYNC}`,
        'demo/a.ts': `\n  import 'axios';`,
    });
    const [finding] = await analysis.findings(at('demo/syncs/issues.ts'));
    expect(finding).toMatchObject({
        message: expect.stringContaining('"demo/a.ts" has an error'),
        advice: 'Mend line 2 of "demo/a.ts".',
        related: [{ location: { file: '/p/demo/a.ts', line: 2, column: 10, endLine: 2, endColumn: 17 } }],
    });
});
