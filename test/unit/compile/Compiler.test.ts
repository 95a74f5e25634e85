import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type CompileResult, Compiler } from '../../../src/compile/Compiler';
import { loadEsbuild } from '../../../src/compile/loadEsbuild';
import type { ProjectForm } from '../../../src/core/project/types';

const compiler = new Compiler({ loadEsbuild });
afterAll(() => compiler.dispose());

let root: string;
const folders: string[] = [];
beforeEach(() => {
    root = path.join(realpathSync(mkdtempSync(path.join(tmpdir(), 'syncbench-compile-'))), 'nango-integrations');
    folders.push(path.dirname(root));
    mkdirSync(root);
});
afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const ENTRY = 'github/syncs/issues.ts';
const file = (name: string) => path.join(root, ...name.split('/'));

function write(files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) {
        mkdirSync(path.dirname(file(name)), { recursive: true });
        writeFileSync(file(name), text);
    }
}

function compile(files: Record<string, string>, form: ProjectForm = 'classic', overlay?: Map<string, string>) {
    write(files);
    return compiler.compile({ entry: file(ENTRY), projectRoot: root, form, overlay });
}

/** The exports of a bundle, run without a sandbox. */
function run(result: CompileResult, ActionError: unknown = undefined): Record<string, unknown> {
    if (!result.ok) throw new Error(JSON.stringify(result.errors, undefined, 2));
    const module = { exports: {} as Record<string, unknown> };
    new Function('module', 'exports', 'require', 'ActionError', result.code)(
        module,
        module.exports,
        (name: string) => ({ required: name }),
        ActionError,
    );
    return module.exports;
}

/** Errors as `file:line:column code: message`, with their related places. */
function errorLines(result: CompileResult): string[] {
    if (result.ok) return [];
    const at = (place?: { file: string; line: number; column: number }) =>
        place
            ? `${path.relative(root, place.file).split(path.sep).join('/')}:${place.line}:${place.column}`
            : 'nowhere';
    return result.errors.flatMap((error) => [
        `${at(error.location)} ${error.code}: ${error.message}`,
        ...(error.related ?? []).map((one) => `  ${at(one.location)} ${one.message}`),
    ]);
}

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
        writeFileSync(path.join(root, '..', 'secret.ts'), 'export const a = 1;');
        const result = await compile({ [ENTRY]: `import { a } from '../../../secret';\nexport default () => a;` });
        expect(errorLines(result)).toEqual([
            `github/syncs/issues.ts:1:19 import_outside_project: All imported files must live within the project's folder, and "../../../secret" is outside "${root}".`,
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

describe('models (nango-semantics §3.1)', () => {
    class ActionError extends Error {}

    it.each(['../../models', '../../models.js', '../../models.ts'])(
        '%s gives the runtime ActionError without a file',
        async (specifier) => {
            const result = await compile({
                [ENTRY]: `import { ActionError, NangoSync } from '${specifier}';\nexport default (n: NangoSync) => ActionError;`,
            });
            expect((run(result, ActionError).default as () => unknown)()).toBe(ActionError);
        },
    );

    it('gives it beside the values of a real file, whose own imports of types do not count', async () => {
        const result = await compile({
            [ENTRY]: `import { ActionError, NangoFlows } from '../../models';\nexport default () => [ActionError, NangoFlows];`,
            'models.ts': `import { AxiosInstance } from 'axios';\nexport declare class ActionError extends Error { a: AxiosInstance }\nexport const NangoFlows = [{ syncs: [] }] as const;`,
        });
        expect((run(result, ActionError).default as () => unknown)()).toEqual([ActionError, [{ syncs: [] }]]);
    });

    it('gives what nango.yaml lists as NangoFlows where no file has it, asked for only then', async () => {
        let asked = 0;
        const flows = async () => {
            asked++;
            return [{ providerConfigKey: 'github' }];
        };
        const texts = [
            `import { NangoSync, Issue } from '../../models';\nexport default (n: NangoSync) => ({} as Issue);`,
            `import { NangoFlows } from '../../models.js';\nexport default () => NangoFlows[0].providerConfigKey;`,
        ];
        const values: unknown[] = [];
        for (const text of texts) {
            write({ [ENTRY]: text });
            const result = await compiler.compile({ entry: file(ENTRY), projectRoot: root, form: 'classic', flows });
            values.push((run(result, ActionError).default as (n?: unknown) => unknown)(), asked);
        }
        expect(values).toEqual([{}, 0, 'github', 1]);
    });

    it('is found in the flat layout, and for types alone it is not needed at all', async () => {
        write({
            'flat.ts': `import { ActionError, Issue } from './models';\nexport default (i: Issue) => ActionError;`,
        });
        const result = await compiler.compile({ entry: file('flat.ts'), projectRoot: root, form: 'classic' });
        expect((run(result, ActionError).default as () => unknown)()).toBe(ActionError);
        expect(result.ok && result.inputs).toEqual([file('flat.ts')]);
    });

    it('says that a type is not a value', async () => {
        const result = await compile({
            [ENTRY]: `import { NangoSync } from '../../models';\nexport default () => NangoSync;`,
        });
        expect(errorLines(result)).toEqual([
            `${ENTRY}:1:10 compile_error: "NangoSync" is not a value that "models" exports; it is a type at most, and types are gone when a script runs.`,
        ]);
    });
});

describe('the bundle', () => {
    it('has a source map whose sources are the absolute files', async () => {
        const result = await compile({
            [ENTRY]: `import { a } from './a b';\nexport default function fetchData() {\n    throw new Error(a);\n}`,
            'github/syncs/a b.ts': `export const a = 'x';`,
        });
        if (!result.ok) throw new Error('not compiled');
        const map = new TraceMap(Buffer.from(result.code.split('base64,').pop() as string, 'base64').toString());
        expect(map.resolvedSources.map((source) => fileURLToPath(source)).sort()).toEqual([
            file('github/syncs/a b.ts'),
            file(ENTRY),
        ]);
        const lines = result.code.split('\n');
        const line = lines.findIndex((text) => text.includes('throw new Error')) + 1;
        const column = (lines[line - 1] as string).indexOf('throw');
        expect(originalPositionFor(map, { line, column })).toMatchObject({ line: 3, column: 4 });
    });

    it('ignores the tsconfig of the user', async () => {
        const result = await compile({
            [ENTRY]: `export default () => 'ran';`,
            'tsconfig.json': '{ "compilerOptions": { "target": "nonsense" ',
        });
        expect((run(result).default as () => unknown)()).toBe('ran');
    });

    it('gives zero-YAML scripts their definition with its type', async () => {
        const result = await compile(
            { [ENTRY]: `import { createSync } from 'nango';\nexport default createSync({ exec: () => 1 });` },
            'zero-yaml',
        );
        expect(run(result).default).toMatchObject({ type: 'sync' });
        expect(result.ok && result.modules).toEqual([]);
    });
});

it('dispose ends the service, and the next compile starts another', async () => {
    const own = new Compiler({ loadEsbuild });
    write({ [ENTRY]: 'export default () => 1;' });
    const request = { entry: file(ENTRY), projectRoot: root, form: 'classic' } as const;
    expect((await own.compile(request)).ok).toBe(true);
    await own.dispose();
    expect((await own.compile(request)).ok).toBe(true);
    await own.dispose();
});
