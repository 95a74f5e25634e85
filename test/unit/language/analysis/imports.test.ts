import { expect, test } from 'vitest';
import { findingsIn, HELPER, SYNC, sync, ZERO, ZERO_HELPER } from '../markedSource';
import { type Row, ruleTable } from '../ruleTable';

const USE = sync('await x(nango);');

ruleTable('disallowed-import', SYNC, {
    flagged: [
        ['a default import', `import axios from [['axios']]; ${USE}`],
        ['a named import', `import { get } from [['lodash']]; ${USE}`],
        ['a renamed import', `import { get as pick } from [["lodash"]]; ${USE}`],
        ['a namespace import', `import * as _ from [['lodash']]; ${USE}`],
        ['a default and a named import', `import got, { HTTPError } from [['got']]; ${USE}`],
        ['a side-effect import', `import [['dotenv/config']]; ${USE}`],
        ['an import of nothing', `import {} from [['lodash']]; ${USE}`],
        ['a re-export', `export { get } from [['lodash']]; ${USE}`],
        ['a re-export of everything', `export * from [['lodash']]; ${USE}`],
        ['a re-export as a namespace', `export * as _ from [['lodash']]; ${USE}`],
        ['require', `const fs = require([['fs']]); ${USE}`],
        ['require with node:', `const fs = require([['node:fs']]); ${USE}`],
        ['require in a function', sync(`const { readFileSync } = require([['fs']]);`)],
        ['require in a template literal', 'const fs = require([[`fs`]]);'],
        ['import()', sync(`const _ = await import([['lodash']]);`)],
        ['import = require()', `import fs = require([['fs']]); ${USE}`],
        ['a subpath of a library', `import get from [['lodash/get']]; ${USE}`],
        ['a scoped library', `import { Nango } from [['@nangohq/node']]; ${USE}`],
        ['an absolute path', `import x from [['/etc/x']]; ${USE}`],
        ['a URL', `import x from [['https://esm.sh/lodash']]; ${USE}`],
        ['a Node module', `import { readFile } from [['fs/promises']]; ${USE}`],
        ['a type beside a value', `import { type A, b } from [['lodash']]; ${USE}`],
        ['a default import beside types', `import axios, { type AxiosError } from [['axios']]; ${USE}`],
        ['two of them', `import a from [['a']];\nimport b from [['b']]; ${USE}`],
        ['in a helper', `import axios from [['axios']]; export const x = axios;`, HELPER],
        ['a subpath of an allowed one', `import { z } from [['zod/v4']]; ${USE}`],
        ['an import that is never used', `import axios from [['axios']]; ${USE}`],
        ['nango in a classic project', `import { createSync } from [['nango']]; ${USE}`],
        ['an empty specifier', `import x from [['']]; ${USE}`],
        ['a name of Object.prototype', `import x from [['constructor']]; ${USE}`],
        ['a list of types in a zero-YAML project', `import { type A } from [['axios']];`, ZERO],
        [
            'a default import for its types in a zero-YAML project',
            `import axios from [['axios']]; let a: axios.A;`,
            ZERO,
        ],
        ['a helper of a zero-YAML project', `export * from [['lodash']];`, ZERO_HELPER],
        ['nango/test in a script', `import { NangoActionMock } from [['nango/test']];`, ZERO],
        [
            'a module in a block of code that is commented on',
            `/* import */ import x from [['x']]; // import y from 'y'`,
        ],
    ],
    silent: [
        ...['zod', 'crypto', 'node:crypto', 'url', 'node:url', 'soap', 'botbuilder', 'unzipper'].map(
            (name): Row => [`${name}, which comes with Nango`, `import x from '${name}'; ${USE}`],
        ),
        ...['nango', 'nango/experimental', 'zod', 'crypto', 'url', 'node:url', 'soap'].map(
            (name): Row => [`${name} in a zero-YAML project`, `import { x } from '${name}'; x();`, ZERO],
        ),
        ['a relative import', `import { toIssue } from '../mappers/to-issue'; ${USE}`],
        ['a relative import with .js', `import { toIssue } from '../mappers/to-issue.js'; ${USE}`],
        ['the folder itself', `import x from '.'; ${USE}`],
        ['the folder above', `import x from '..'; ${USE}`],
        ['import type', `import type { AxiosResponse } from 'axios'; ${USE}`],
        ['a default import type', `import type axios from 'axios'; ${USE}`],
        ['a namespace import type', `import type * as axios from 'axios'; ${USE}`],
        ['import type = require()', `import type fs = require('fs'); ${USE}`],
        ['a list of types', `import { type A, type B } from 'axios'; ${USE}`],
        ['export type', `export type { A } from 'axios'; ${USE}`],
        ['export type of everything', `export type * from 'axios'; ${USE}`],
        ['a re-exported list of types', `export { type A } from 'axios'; ${USE}`],
        ['a type that imports', `let x: import('axios').AxiosResponse; ${USE}`],
        ['typeof import()', `let x: typeof import('axios'); ${USE}`],
        [
            'a default import of which only types are used',
            `import axios from 'axios'; let x: axios.AxiosResponse; ${USE}`,
        ],
        [
            'a namespace of which only types are used',
            `import * as axios from 'axios'; let x: axios.AxiosResponse; ${USE}`,
        ],
        ['a comment', `// import axios from 'axios'\n/* require('fs') */ ${USE}`],
        ['a string', `const code = "import axios from 'axios'; require('fs')"; ${USE}`],
        ['a template', 'const code = `import("axios")`;'],
        ['a function of its own called require', `function require(name) {} require('fs'); ${USE}`],
        ['a parameter called require', `const load = (require) => require('fs'); ${USE}`],
        ['a method called require', `loader.require('fs'); loader.import('fs'); ${USE}`],
        ['require of what is not written out', `require(name); import(name); require('a' + b); ${USE}`],
        ['require.resolve', `require.resolve('fs'); ${USE}`],
        ['a declared module', `declare module 'axios' { export const x: number; } ${USE}`],
        ['a reference to types', `/// <reference types="node" />\n${USE}`],
        ['an import attribute', `import data from './data.json' with { type: 'json' }; ${USE}`],
        ['import.meta', `const here = import.meta.url; ${USE}`],
        ['a key called import', `const x = { import: 'axios', require: 'fs', from: 'a' }; ${USE}`],
        ['import type in a zero-YAML project', `import type { A } from 'axios'; import type B from 'b';`, ZERO],
    ],
});

ruleTable('node-spelling', ZERO, {
    flagged: [
        ['node:crypto in a zero-YAML project', `import crypto from [['node:crypto']]; crypto.x();`],
        ['node:url by require', `const url = require([['node:url']]);`],
    ],
    silent: [
        ['the bare name', `import crypto from 'crypto'; crypto.x();`],
        ['a type', `import type { Hash } from 'node:crypto';`],
        ['a classic project, whose bundle drops it', `import crypto from 'node:crypto'; crypto.x();`, SYNC],
        ['a module that is refused anyway', `import fs from 'node:fs'; fs.x();`],
    ],
});

ruleTable('module-not-in-2024-list', SYNC, {
    flagged: [
        ['soap', `import soap from [['soap']]; ${USE}`],
        ['unzipper', `import { Open } from [['unzipper']]; ${USE}`],
    ],
    silent: [
        ['zod', `import { z } from 'zod'; ${USE}`],
        ['soap in a zero-YAML project', `import soap from 'soap'; soap.x();`, ZERO],
    ],
});

ruleTable('dynamic-import', SYNC, {
    flagged: [['an allowed module', sync(`const { z } = await [[import('zod')]];`)]],
    silent: [
        ['a relative file, which is bundled', sync(`const { x } = await import('./x');`)],
        ['a refused module', sync(`await import('fs');`)],
        ['require', sync(`require('zod');`)],
    ],
});

test('the advice for a library that makes HTTP calls names the calls on nango', () => {
    const [finding] = findingsIn(`import axios from 'axios'; ${USE}`, SYNC, 'disallowed-import');
    expect(finding).toMatchObject({ severity: 'error', advice: expect.stringContaining('nango.get()') });
});

test('a node: spelling brings the bare name', () => {
    const [finding] = findingsIn(`import 'node:crypto';`, ZERO, 'node-spelling');
    expect(finding).toMatchObject({ severity: 'warning', replacement: 'crypto' });
});
