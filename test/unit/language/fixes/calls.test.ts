import { sync } from '../markedSource';
import { fixTable } from './fixTable';

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

fixTable('unknown-member', [
    [
        'writes the member that was meant',
        `import type { NangoSync } from '../../models'; ${sync('await nango.gte({});')}`,
        `import type { NangoSync } from '../../models'; ${sync('await nango.get({});')}`,
    ],
]);
