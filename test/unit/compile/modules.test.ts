import { describe, expect, it } from 'vitest';
import { compilerFixture, ENTRY } from './compilerFixture';

const { compile, errorLines } = compilerFixture();

describe('modules are judged in every spelling', () => {
    const spellings: [string, string, string][] = [
        ['a default import', `import lib from 'LIB';\nexport default () => lib;`, '1:17'],
        ['a named import', `import { a } from 'LIB';\nexport default () => a;`, '1:19'],
        ['a namespace import', `import * as lib from 'LIB';\nexport default () => lib;`, '1:22'],
        ['a side-effect import', `import 'LIB';\nexport default () => 1;`, '1:8'],
        ['an import that nothing uses', `import lib from 'LIB';\nexport default () => 1;`, '1:17'],
        ['a re-export', `export { a } from 'LIB';\nexport default () => 1;`, '1:19'],
        ['a re-export of everything', `export * from 'LIB';\nexport default () => 1;`, '1:15'],
        ['require', `export default () => require('LIB');`, '1:30'],
        ['import =', `import lib = require('LIB');\nexport default () => lib;`, '1:22'],
        ['a dynamic import', `export default () => import('LIB');`, '1:29'],
    ];
    const refused = ['axios', 'fs', 'node:fs', 'lodash/get', '@scope/name', 'child_process'];

    it.each(spellings)('%s of a refused module is an error at its place', async (_, text, place) => {
        for (const specifier of refused) {
            const [line, ...rest] = errorLines(await compile({ [ENTRY]: text.replaceAll('LIB', specifier) }));
            expect(line).toBe(
                `${ENTRY}:${place} import_not_allowed: Importing libraries is not allowed. Please remove the import "${specifier}" from "${ENTRY}"`,
            );
            expect(rest).toEqual([]);
        }
    });

    it.each(spellings)('%s of an allowed module is left to the sandbox', async (name, text) => {
        const result = await compile({ [ENTRY]: text.replaceAll('LIB', 'crypto') });
        expect(errorLines(result)).toEqual([]);
        const unused = name === 'an import that nothing uses';
        expect(result.ok && result.modules).toEqual(unused ? [] : ['crypto']);
    });

    it('import type of anything is fine, and classic projects may mark the names instead', async () => {
        const text = `import type { A } from 'axios';\nimport { type B } from 'lodash';\nexport default (a: A, b: B) => [a, b];`;
        expect(errorLines(await compile({ [ENTRY]: text }))).toEqual([]);
        expect(errorLines(await compile({ [ENTRY]: text }, 'zero-yaml'))).toEqual([
            `${ENTRY}:2:24 import_not_allowed: Import of package 'lodash' is not allowed in "${ENTRY}".`,
        ]);
    });

    it('a refused module comes with the list of those that may be imported', async () => {
        const result = await compile({ [ENTRY]: `import 'fs';\nexport default () => 1;` });
        expect(!result.ok && result.errors[0]?.advice).toContain('zod, url, node:url, crypto, node:crypto');
    });

    it('a refused module in an imported file names the chain', async () => {
        const result = await compile({
            [ENTRY]: `import { a } from './a';\nexport default () => a;`,
            'github/syncs/a.ts': `import fs from 'fs';\nexport const a = fs;`,
        });
        expect(errorLines(result)).toEqual([
            'github/syncs/a.ts:1:16 import_not_allowed: Importing libraries is not allowed. Please remove the import "fs" from "github/syncs/a.ts"',
            '  github/syncs/issues.ts:1:19 "a.ts" is imported here.',
        ]);
    });

    it('the node: spelling is dropped, and modules of the project carry a notice', async () => {
        const result = await compile({
            [ENTRY]: `import crypto from 'node:crypto';\nimport soap from 'soap';\nexport default () => [crypto, soap];`,
        });
        expect(result.ok && result.modules.sort()).toEqual(['crypto', 'soap']);
        expect(result.ok && result.notices).toMatchObject([
            { code: 'import_notice', location: { line: 2, column: 18 } },
        ]);
    });

    it('a dynamic import of a module is warned of, as it fails when it runs', async () => {
        const result = await compile({ [ENTRY]: `export default () => import('zod');` });
        expect(result.ok && result.notices).toMatchObject([
            { code: 'dynamic_import', location: { line: 1, column: 29 } },
        ]);
    });
});
