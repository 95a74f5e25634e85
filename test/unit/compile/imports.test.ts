import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compilerFixture, ENTRY, run } from './compilerFixture';

const { projectRoot, file, compile, errorLines } = compilerFixture();

describe('relative imports (nango-semantics §8.1)', () => {
    it.each([
        ['without an extension', './helper', 'helper.ts'],
        ['with .ts', './helper.ts', 'helper.ts'],
        ['with .js, which is written in TypeScript', './helper.js', 'helper.ts'],
        ['with something that only looks like an extension', './issue.helper', 'issue.helper.ts'],
        ['from a folder above', '../../common/helper', '../../common/helper.ts'],
        ['by naming the index of a folder', './mappers/index', 'mappers/index.ts'],
    ])('are resolved %s', async (_, specifier, target) => {
        const name = path.posix.join('github/syncs', target);
        const result = await compile({
            [ENTRY]: `import { helper } from '${specifier}';\nexport default () => helper;`,
            [name]: `export const helper = 'helped';`,
        });
        expect((run(result).default as () => string)()).toBe('helped');
        expect(result.ok && result.inputs.sort()).toEqual([file(ENTRY), file(name)].sort());
    });

    it('take JSON files as they are', async () => {
        const result = await compile({
            [ENTRY]: `import data from './data.json';\nexport default () => data.answer;`,
            'github/syncs/data.json': '{ "answer": 42 }',
        });
        expect((run(result).default as () => number)()).toBe(42);
    });

    it('take unsaved contents before those on the disk, for the entry and for what it imports', async () => {
        const overlay = new Map([
            [file(ENTRY), `import { helper } from './fresh';\nexport default () => helper;`],
            [file('github/syncs/fresh.ts'), `export const helper = 'unsaved';`],
        ]);
        const result = await compile({ [ENTRY]: 'broken (' }, 'classic', overlay);
        expect((run(result).default as () => string)()).toBe('unsaved');
    });

    it.each([
        ['models above the project, for its types', `import { NangoSync } from '../../../models';`],
        ['what the official tool generates, for its types', `import { Issue } from '../.nango/schema.js';`],
    ])('let through %s', async (_, line) => {
        const result = await compile({ [ENTRY]: `${line}\nexport default (n: NangoSync, i: Issue) => 1;` });
        expect((run(result).default as () => number)()).toBe(1);
    });

    it('refuse a value of what the official tool generates, which has only types', async () => {
        const result = await compile({
            [ENTRY]: `import { schema } from '../.nango/schema';\nexport default () => schema;`,
        });
        expect(errorLines(result)).toEqual([
            'github/syncs/issues.ts:1:24 import_not_found: "../.nango/schema" has not been generated.',
        ]);
    });

    it.each([
        [
            'a file that does not exist',
            { [ENTRY]: `import { a } from './gone';\nexport default () => a;` },
            [
                'github/syncs/issues.ts:1:19 import_not_found: The import "./gone" does not lead to a file: "github/syncs/gone.ts" does not exist.',
            ],
        ],
        [
            'a folder, although it has an index',
            {
                [ENTRY]: `import { a } from './mappers';\nexport default () => a;`,
                'github/syncs/mappers/index.ts': 'export const a = 1;',
            },
            [
                'github/syncs/issues.ts:1:19 import_of_folder: The import "./mappers" leads to a folder, and Nango only resolves files.',
            ],
        ],
        [
            'JavaScript',
            {
                [ENTRY]: `import { a } from './old.js';\nexport default () => a;`,
                'github/syncs/old.js': 'exports.a = 1;',
            },
            [
                'github/syncs/issues.ts:1:19 import_not_found: The import "./old.js" does not lead to a file: "github/syncs/old.ts" does not exist.',
            ],
        ],
    ])('refuse %s', async (_, files, expected) => {
        expect(errorLines(await compile(files))).toEqual(expected);
    });

    it('refuse a file outside the project, even a neighbour at the same depth', async () => {
        writeFileSync(path.join(projectRoot(), '..', 'secret.ts'), 'export const a = 1;');
        const result = await compile({ [ENTRY]: `import { a } from '../../../secret';\nexport default () => a;` });
        expect(errorLines(result)).toEqual([
            `github/syncs/issues.ts:1:19 import_outside_project: All imported files must live within the project's folder, and "../../../secret" is outside "${projectRoot()}".`,
        ]);
    });
});

describe('an error in an imported file fails the entry', () => {
    it('at the place of the error, with every import that leads there', async () => {
        const result = await compile({
            [ENTRY]: `import { a } from './a';\nexport default () => a;`,
            'github/syncs/a.ts': `\nimport { b } from './deep/b';\nexport const a = b;`,
            'github/syncs/deep/b.ts': 'export const b = 1 +;',
        });
        expect(errorLines(result)).toEqual([
            'github/syncs/deep/b.ts:1:21 compile_error: Unexpected ";"',
            '  github/syncs/a.ts:2:19 "b.ts" is imported here.',
            '  github/syncs/issues.ts:1:19 "a.ts" is imported here.',
        ]);
    });

    it('when files import each other in a circle', async () => {
        const result = await compile({
            [ENTRY]: `import { a } from './a';\nexport default () => a;`,
            'github/syncs/a.ts': `import { b } from './b';\nexport const a = () => b;`,
            'github/syncs/b.ts': `import { a } from './a';\nimport { c } from './gone';\nexport const b = [a, c];`,
        });
        expect(errorLines(result)).toEqual([
            'github/syncs/b.ts:2:19 import_not_found: The import "./gone" does not lead to a file: "github/syncs/gone.ts" does not exist.',
            '  github/syncs/a.ts:1:19 "b.ts" is imported here.',
            '  github/syncs/issues.ts:1:19 "a.ts" is imported here.',
        ]);
    });

    it('with columns in UTF-16 units, not bytes', async () => {
        const result = await compile({ [ENTRY]: `/* äöü 😀 */ import { a } from './gone';\nexport default () => a;` });
        expect(errorLines(result)[0]).toMatch(/^github\/syncs\/issues\.ts:1:32 /);
    });

    it('and a missing export is told at its import', async () => {
        const result = await compile({
            [ENTRY]: `import { a } from './a';\nexport default () => a;`,
            'github/syncs/a.ts': 'export const b = 1;',
        });
        expect(errorLines(result)[0]).toBe(
            'github/syncs/issues.ts:1:10 compile_error: No matching export in "github/syncs/a.ts" for import "a"',
        );
    });

    it('and an entry that does not exist is told, too', async () => {
        expect(errorLines(await compile({}))).toEqual([`${ENTRY}:1:1 compile_error: Cannot read file: ${file(ENTRY)}`]);
    });
});
