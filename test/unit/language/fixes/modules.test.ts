import { sync, ZERO } from '../markedSource';
import { fixTable } from './fixTable';

const USE = sync('');

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

fixTable('node-spelling', [
    [
        'drops node:',
        `import crypto from 'node:crypto'; crypto.x();`,
        `import crypto from 'crypto'; crypto.x();`,
        '',
        ZERO,
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
