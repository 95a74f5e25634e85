import { describe, expect, test } from 'vitest';
import type { FindingCode } from '../../../../src/core/findings/scriptFindings';
import { analyseFile } from '../../../../src/language/analysis/analyseFile';
import type { FileRole } from '../../../../src/language/analysis/types';
import { applyEdits, fixAll } from '../../../../src/language/fixes/fixAll';
import { FileFixes } from '../../../../src/language/fixes/fixesFor';
import { SYNC, sync, ZERO } from '../markedSource';

type FixRow = [rule: string, source: string, fixed: string | undefined, title?: string | RegExp, role?: FileRole];

/** The text after the first fix (or the one with this title) of the first finding of a code; undefined where there is none. */
function firstFix(
    code: FindingCode,
    source: string,
    title: string | RegExp = '',
    role: FileRole = SYNC,
): string | undefined {
    const finding = analyseFile('/p/demo/syncs/a.ts', source, role).findings.find((one) => one.code === code);
    if (!finding) throw new Error(`There is no ${code} in: ${source}`);
    const fixes = new FileFixes('/p/demo/syncs/a.ts', source, role).of(finding);
    const fix = fixes.find((one) => (typeof title === 'string' ? one.title.includes(title) : title.test(one.title)));
    return fix && applyEdits(source, fix.edits);
}

function fixTable(code: FindingCode, rows: FixRow[]): void {
    describe(code, () => {
        test.each(rows)('%s', (_rule, source, fixed, title, role) => {
            expect(firstFix(code, source, title, role)).toBe(fixed);
        });
    });
}

const USE = sync('');

fixTable('unawaited-call', [
    ['adds await', sync(`nango.log('x');`), sync(`await nango.log('x');`)],
    [
        'adds await to a declaration',
        sync(`const r = nango.get({}); r.data;`),
        sync(`const r = await nango.get({}); r.data;`),
    ],
    [
        'adds parentheses before a property',
        sync(`const x = nango.get({}).data;`),
        sync(`const x = (await nango.get({})).data;`),
    ],
    [
        'moves an await that waits for the wrong thing',
        sync(`const x = await nango.get({}).data;`),
        sync(`const x = (await nango.get({})).data;`),
    ],
    ['replaces void', sync(`void nango.log('x');`), sync(`await nango.log('x');`)],
    [
        'makes the script async',
        `export default function (nango: NangoSync) { nango.log('x'); }`,
        `export default async function (nango: NangoSync) { await nango.log('x'); }`,
    ],
    [
        'makes an arrow async',
        `export default (nango: NangoSync) => { nango.log('x'); };`,
        `export default async (nango: NangoSync) => { await nango.log('x'); };`,
    ],
    ['makes no other function async', sync(`function f() { nango.log('x'); } f();`), undefined],
    [
        'waits for Promise.all',
        sync(`Promise.all([nango.log('a'), nango.log('b')]);`),
        sync(`await Promise.all([nango.log('a'), nango.log('b')]);`),
    ],
    [
        'waits for a map',
        sync(`const a = [1]; a.map((i) => nango.log(i));`),
        sync(`const a = [1]; await Promise.all(a.map((i) => nango.log(i)));`),
    ],
    [
        'waits for Promise.all over a map',
        sync(`const a = [1]; Promise.all(a.map((i) => nango.log(i)));`),
        sync(`const a = [1]; await Promise.all(a.map((i) => nango.log(i)));`),
    ],
    [
        'makes a loop of forEach',
        sync(`const a = [1]; a.forEach((i) => nango.log(i));`),
        sync(`const a = [1]; for (const i of a) { await nango.log(i); }`),
    ],
    [
        'waits for pages',
        sync(`for (const p of nango.paginate({})) {}`),
        sync(`for await (const p of nango.paginate({})) {}`),
    ],
    [
        'waits in a condition',
        sync(`if (!nango.tryAcquireLock({})) return;`),
        sync(`if (!await nango.tryAcquireLock({})) return;`),
    ],
]);

fixTable('disallowed-import', [
    ['removes the import with its line', `import x from 'lodash';\n${USE}`, USE, 'Remove'],
    ['removes the import alone', `import x from 'lodash'; ${USE}`, USE, 'Remove'],
    ['removes a re-export', `export * from 'lodash';\r\n${USE}`, USE, 'Remove'],
    ['has nothing for require', `const x = require('fs'); ${USE}`, undefined],
    [
        'writes proxy calls for axios',
        `import axios from 'axios';\n${sync(`const r = await axios.get('https://api.x.com/v1/items', { headers: h, params: { a: 1 } });`)}`,
        sync(
            `const r = await nango.get({ baseUrlOverride: 'https://api.x.com', endpoint: '/v1/items', headers: h, params: { a: 1 } });`,
        ),
        'axios',
    ],
    [
        'writes data for axios.post',
        `import axios from 'axios';\n${sync('await axios.post(`https://api.x.com/items/${id}`, { a: 1 }, { headers });')}`,
        sync(
            "await nango.post({ baseUrlOverride: 'https://api.x.com', endpoint: `/items/${id}`, data: { a: 1 }, headers });",
        ),
        'axios',
    ],
    [
        'reads axios(config)',
        `import axios from 'axios';\n${sync(`await axios({ method: 'PUT', url: '/x', data: d });`)}`,
        sync(`await nango.put({ endpoint: '/x', data: d });`),
        'axios',
    ],
    [
        'leaves axios.create alone',
        `import axios from 'axios';\n${sync(`const c = axios.create({}); await axios.get('/x');`)}`,
        undefined,
        'axios',
    ],
    [
        'leaves options alone that a proxy call has not',
        `import axios from 'axios';\n${sync(`await axios.get('/x', { timeout: 3 });`)}`,
        undefined,
        'axios',
    ],
    [
        'leaves a call alone where there is no nango',
        `import axios from 'axios';\nconst get = () => axios.get('/x');\n${USE}`,
        undefined,
        'axios',
    ],
    [
        'writes proxy calls for fetch',
        `import fetch from 'node-fetch';\n${sync(`const res = await fetch('/x', { method: 'POST', body: JSON.stringify(b) }); const data = await res.json(); res.status;`)}`,
        sync(`const res = await nango.post({ endpoint: '/x', data: b }); const data = res.data; res.status;`),
        'node-fetch',
    ],
    [
        'writes proxy calls for got',
        `import got from 'got';\n${sync(`const data = await got('/x', { searchParams: q }).json();`)}`,
        sync(`const data = (await nango.get({ endpoint: '/x', params: q })).data;`),
        'got',
    ],
]);

fixTable('missing-global', [
    [
        'writes a proxy call for fetch',
        sync(`const r = await fetch('/x'); const d = await r.json();`),
        sync(`const r = await nango.get({ endpoint: '/x' }); const d = r.data;`),
    ],
    ['leaves other uses of fetch alone', sync(`const r = await fetch('/x'); r.ok;`), undefined],
    [
        'imports crypto',
        `// head\n${sync(`crypto.randomUUID();`)}`,
        `// head\nimport crypto from 'crypto';\n${sync(`crypto.randomUUID();`)}`,
    ],
    ['writes globalThis', sync(`global.x = 1;`), sync(`globalThis.x = 1;`)],
    ['copies by JSON', sync(`const c = structuredClone(x);`), sync(`const c = JSON.parse(JSON.stringify(x));`)],
    ['decodes with Buffer', sync(`atob(x);`), sync(`Buffer.from(x, 'base64').toString('binary');`)],
    ['encodes with Buffer', sync(`btoa(x);`), sync(`Buffer.from(x, 'binary').toString('base64');`)],
    ['reads the clock with Date', sync(`performance.now();`), sync(`Date.now();`)],
    ['has nothing for process', sync(`process.env.X;`), undefined],
]);

fixTable('console-call', [
    ['writes nango.log', sync(`console.log('x', y);`), sync(`await nango.log('x', y);`)],
    ['keeps the level', sync(`console.error('x');`), sync(`await nango.log('x', { level: 'error' });`)],
    [
        'uses the name of the object',
        `export default async (n: NangoSync) => { console.info('x'); };`,
        `export default async (n: NangoSync) => { await n.log('x'); };`,
    ],
    ['has nothing where there is no nango', `console.log('x'); ${USE}`, undefined],
    ['has nothing in a callback that is not async', sync(`list.forEach((i) => { console.log(i); });`), undefined],
    ['has nothing for console.table', sync(`console.table(x);`), undefined],
]);

fixTable('retry-on-without-retries', [
    [
        'adds retries',
        sync(`await nango.get({ endpoint: '/x', retryOn: [404] });`),
        sync(`await nango.get({ endpoint: '/x', retries: 3, retryOn: [404] });`),
    ],
    [
        'adds a line where each has its own',
        sync(`await nango.get({\n        endpoint: '/x',\n        retryOn: [404]\n    });`),
        sync(`await nango.get({\n        endpoint: '/x',\n        retries: 3,\n        retryOn: [404]\n    });`),
    ],
]);

fixTable('unknown-model', [
    [
        'writes the model that was meant',
        sync(`await nango.batchSave(x, "Isue");`),
        sync(`await nango.batchSave(x, "Issue");`),
    ],
    ['has nothing where none is near', sync(`await nango.batchSave(x, 'Zebra');`), undefined],
]);

fixTable('record-without-id', [
    [
        'takes the id of what is mapped',
        sync(`await nango.batchSave(xs.map((x) => ({ name: x.name })), 'Issue');`),
        sync(`await nango.batchSave(xs.map((x) => ({ id: String(x.id), name: x.name })), 'Issue');`),
    ],
    [
        'leaves the value to the writer',
        sync(`await nango.batchSave([{ name: 'x' }], 'Issue');`),
        sync(`await nango.batchSave([{ id: '', name: 'x' }], 'Issue');`),
    ],
    [
        'fills an empty record',
        sync(`await nango.batchSave([{}], 'Issue');`),
        sync(`await nango.batchSave([{ id: '' }], 'Issue');`),
    ],
]);

fixTable('sync-returns-value', [
    ['removes a last return', sync(`\n    const x = 1;\n    return x;\n`), sync(`\n    const x = 1;\n`)],
    [
        'returns nothing in a branch',
        sync(`if (a) return { ok: true }; await nango.log('x');`),
        sync(`if (a) return; await nango.log('x');`),
    ],
    [
        'keeps what the value does',
        sync(`return nango.batchSave(x, 'Issue');`),
        sync(`await nango.batchSave(x, 'Issue');`),
    ],
    [
        'keeps it in a branch',
        sync(`if (a) return await f(); await nango.log('x');`),
        sync(`if (a) { await f(); return; } await nango.log('x');`),
    ],
]);

fixTable('deprecated-call', [
    ['batchSend', sync(`await nango.batchSend(x, 'Issue');`), sync(`await nango.batchSave(x, 'Issue');`)],
    [
        'setFieldMapping',
        sync(`await nango.setFieldMapping(m);`),
        sync(`await nango.updateMetadata({ fieldMapping: m });`),
    ],
    [
        'getFieldMapping',
        sync(`const m = await nango.getFieldMapping();`),
        sync(`const m = ((await nango.getMetadata())?.fieldMapping ?? {});`),
    ],
    [
        'deleteRecordsFromPreviousExecutions',
        sync(`await nango.batchSave(x, 'Issue'); await nango.deleteRecordsFromPreviousExecutions('Issue');`),
        sync(
            `await nango.trackDeletesStart('Issue');\nawait nango.batchSave(x, 'Issue'); await nango.trackDeletesEnd('Issue');`,
        ),
    ],
]);

fixTable('node-spelling', [
    [
        'drops node:',
        `import crypto from 'node:crypto'; crypto.x();`,
        `import crypto from 'crypto'; crypto.x();`,
        '',
        ZERO,
    ],
]);

fixTable('missing-default-export', [
    [
        'exports the only function by default',
        `export async function fetchData(nango) {}`,
        `export default async function fetchData(nango) {}`,
    ],
    [
        'has nothing to choose from two',
        `export async function a(nango) {} export async function b(nango) {}`,
        undefined,
    ],
]);

fixTable('named-export', [
    [
        'takes the export away',
        `import { createSync } from 'nango'; export const A = 1; export default createSync({});`,
        `import { createSync } from 'nango'; const A = 1; export default createSync({});`,
        '',
        ZERO,
    ],
]);

test('fix all mends what can be mended without thinking, and leaves the rest', async () => {
    const source = `import crypto from 'lodash';
export default function fetchData(nango: NangoSync) {
    nango.log('x');
    console.warn('y');
    const r = nango.get({ endpoint: '/x', retryOn: [404] });
    nango.batchSend(r.data, 'Isue');
    process.env.KEY;
    return r.data;
}
`;
    const fixed = await fixAll('/p/a.ts', source, SYNC, (text) => analyseFile('/p/a.ts', text, SYNC).findings);
    expect(fixed).toBe(`export default async function fetchData(nango: NangoSync) {
    await nango.log('x');
    await nango.log('y', { level: 'warn' });
    const r = await nango.get({ endpoint: '/x', retries: 3, retryOn: [404] });
    await nango.batchSave(r.data, 'Issue');
    process.env.KEY;
}
`);
    expect(analyseFile('/p/a.ts', fixed, SYNC).findings.map(({ code }) => code)).toEqual(['missing-global']);
});

test('a fix mends its finding: nothing of that code is left at its place', () => {
    const sources = [
        sync(`nango.log('x');`),
        sync(`const a = [1]; a.forEach((i) => nango.log(i));`),
        sync(`await nango.get({ retryOn: [404] });`),
        sync(`console.log('x');`),
        sync(`return 1;`),
        `import axios from 'axios';\n${sync(`await axios.get('/x');`)}`,
    ];
    for (const source of sources) {
        const [finding] = analyseFile('/p/a.ts', source, SYNC).findings;
        const fixed = firstFix(finding!.code, source)!;
        expect(analyseFile('/p/a.ts', fixed, SYNC).findings, fixed).toEqual([]);
    }
});

test('a finding can be silenced on its line and in its file', () => {
    const source = `${sync('\n    console.log(1);\n')}\n`;
    const [finding] = analyseFile('/p/a.ts', source, SYNC).findings;
    const [here, inFile] = new FileFixes('/p/a.ts', source, SYNC).suppressions(finding!);
    const silenced = applyEdits(source, here!.edits);
    expect(silenced).toContain('\n    // syncbench-ignore-next-line console-call\n    console.log(1);');
    for (const fix of [here!, inFile!]) {
        expect(analyseFile('/p/a.ts', applyEdits(source, fix.edits), SYNC).findings).toEqual([]);
    }
});

fixTable('merging-strategy-order', [
    [
        'moves the call to the beginning',
        `export default async function (nango: NangoSync) {
    const r = await nango.get({});
    await nango.setMergingStrategy({ strategy: 'override' }, 'Issue');
    await nango.batchSave(r.data, 'Issue');
}`,
        `export default async function (nango: NangoSync) {
    await nango.setMergingStrategy({ strategy: 'override' }, 'Issue');
    const r = await nango.get({});
    await nango.batchSave(r.data, 'Issue');
}`,
    ],
    [
        'leaves a call that needs what came before it',
        sync(`const r = await nango.get({}); await nango.setMergingStrategy(r.data, 'Issue');`),
        undefined,
    ],
    [
        'leaves a call in a branch',
        sync(`await nango.get({}); if (a) { await nango.setMergingStrategy({ strategy: 'override' }, 'Issue'); }`),
        undefined,
    ],
]);

fixTable('track-deletes-order', [
    [
        'moves the start up',
        sync(
            `await nango.batchSave([], 'Issue'); await nango.trackDeletesStart('Issue'); await nango.trackDeletesEnd('Issue');`,
        ),
        sync(
            `await nango.trackDeletesStart('Issue'); await nango.batchSave([], 'Issue'); await nango.trackDeletesEnd('Issue');`,
        ),
        'beginning',
    ],
    [
        'moves the end down',
        `export default async function (nango: NangoSync) {
    await nango.trackDeletesStart('Issue');
    await nango.trackDeletesEnd('Issue');
    for (const x of y) {
        await nango.batchSave([x], 'Issue');
    }
}`,
        `export default async function (nango: NangoSync) {
    await nango.trackDeletesStart('Issue');
    for (const x of y) {
        await nango.batchSave([x], 'Issue');
    }
    await nango.trackDeletesEnd('Issue');
}`,
        'end',
    ],
    [
        'moves the end before what ends the script',
        sync(
            `await nango.trackDeletesStart('Issue'); await nango.trackDeletesEnd('Issue'); await nango.batchSave([], 'Issue'); return;`,
        ),
        sync(
            `await nango.trackDeletesStart('Issue'); await nango.batchSave([], 'Issue'); await nango.trackDeletesEnd('Issue'); return;`,
        ),
    ],
    [
        'removes a second call',
        sync(
            `await nango.trackDeletesStart('Issue'); await nango.trackDeletesStart('Issue'); await nango.trackDeletesEnd('Issue');`,
        ),
        sync(`await nango.trackDeletesStart('Issue'); await nango.trackDeletesEnd('Issue');`),
    ],
    [
        'writes the missing end',
        sync(`await nango.trackDeletesStart('Issue'); await nango.batchSave([], 'Issue');`),
        sync(
            `await nango.trackDeletesStart('Issue'); await nango.batchSave([], 'Issue'); await nango.trackDeletesEnd('Issue');`,
        ),
    ],
    [
        'writes the missing start, with the name that nango has',
        `export default async function (n: NangoSync) { await n.batchSave([], 'Issue'); await n.trackDeletesEnd('Issue'); }`,
        `export default async function (n: NangoSync) { await n.trackDeletesStart('Issue'); await n.batchSave([], 'Issue'); await n.trackDeletesEnd('Issue'); }`,
    ],
    [
        'moves the deletion of earlier records to the end',
        sync(`await nango.deleteRecordsFromPreviousExecutions('Issue'); await nango.batchSave([], 'Issue');`),
        sync(`await nango.batchSave([], 'Issue'); await nango.deleteRecordsFromPreviousExecutions('Issue');`),
    ],
]);

fixTable('dynamic-import', [
    [
        'of names',
        `export default async function (nango: NangoSync) {
    const { z, ZodError: Wrong } = await import('zod');
    z.string();
}`,
        `import { z, ZodError as Wrong } from 'zod';
export default async function (nango: NangoSync) {
    z.string();
}`,
    ],
    [
        'of a whole module',
        sync(`const c = await import('node:crypto'); c.x();`),
        `import * as c from 'crypto';\n${sync('c.x();')}`,
    ],
    [
        'of a default export',
        sync(`const c = (await import('crypto')).default; c.x();`),
        `import c from 'crypto';\n${sync('c.x();')}`,
    ],
    ['leaves a name that is taken', `const z = 1; ${sync(`const { z } = await import('zod');`)}`, undefined],
    ['leaves what is not kept', sync(`(await import('zod')).z.string();`), undefined],
    ['leaves a pattern with a default', sync(`const { z = 1 } = await import('zod');`), undefined],
]);

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

fixTable('model-not-in-output', [
    [
        'writes the output that was meant',
        sync(`await nango.batchSave([], 'Issues');`),
        sync(`await nango.batchSave([], 'Issue');`),
        '',
        { ...SYNC, models: new Set(['Issue', 'Issues']), outputs: new Set(['Issue']) },
    ],
    ['leaves a model that is like none of the outputs', sync(`await nango.batchSave([], 'Unsaved');`), undefined],
]);
