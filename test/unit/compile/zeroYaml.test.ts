import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type CompileResult, Compiler } from '../../../src/compile/Compiler';
import { loadEsbuild } from '../../../src/compile/loadEsbuild';
import type { ProjectForm } from '../../../src/core/project/types';

const compiler = new Compiler({ loadEsbuild });
const folders: string[] = [];
let root: string;
beforeEach(() => {
    root = realpathSync(mkdtempSync(path.join(tmpdir(), 'syncbench-compile-')));
    folders.push(root);
});
afterAll(async () => {
    await compiler.dispose();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Case {
    form?: ProjectForm;
    strict?: boolean;
    files?: Record<string, string>;
}

async function compile(text: string, { form = 'zero-yaml', strict, files = {} }: Case = {}): Promise<CompileResult> {
    for (const [name, content] of Object.entries({ ...files, 'github/syncs/a.ts': text })) {
        mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
        writeFileSync(path.join(root, name), content);
    }
    return compiler.compile({ entry: path.join(root, 'github/syncs/a.ts'), projectRoot: root, form, strict });
}

/** The default export of a bundle, run without a sandbox. */
function run(result: CompileResult): unknown {
    if (!result.ok) throw new Error(JSON.stringify(result.errors));
    const module = { exports: {} as { default?: unknown } };
    new Function('module', 'exports', 'require', result.code)(module, module.exports, () => ({}));
    return module.exports.default;
}

const errors = (result: CompileResult) =>
    result.ok ? [] : result.errors.map(({ code, location }) => `${code} ${location?.line}`);

describe('the `nango` package is ours, in every spelling (nango-semantics §3.2)', () => {
    it.each([
        ['named', `import { createSync } from 'nango'; export default createSync({ a: 1 });`, 'sync'],
        ['renamed', `import { createAction as make } from "nango"; export default make({ a: 1 });`, 'action'],
        ['as a namespace', `import * as nango from 'nango'; export default nango.createOnEvent({ a: 1 });`, 'onEvent'],
        ['among types', `import { type X, createSync } from 'nango'; export default createSync({ a: 1 });`, 'sync'],
        [
            'as a variable',
            `import { createSync } from 'nango'; import type { N } from 'nango'; const s = createSync({ a: 1 }); export type L = typeof s; export default s;`,
            'sync',
        ],
        [
            'exported by its name',
            `import { createSync } from 'nango'; const s = createSync({ a: 1 }); export { s as default };`,
            'sync',
        ],
        [
            'experimental',
            `import { createFunction } from 'nango/experimental'; export default createFunction({ a: 1 });`,
            'function',
        ],
    ])('%s', async (_, text, type) => {
        const result = await compile(text);
        expect(run(result)).toEqual({ type, a: 1 });
        expect(result.ok && result.modules).toEqual([]);
    });
});

describe('files of a zero-YAML project', () => {
    it('models are files like all others, with the values that they export', async () => {
        const files = {
            'models.ts': 'export const shared = 1;',
            'github/models.ts': 'export const own = 2; export default 3;',
        };
        const text = `import { shared } from '../../models.js'; import three, { own } from '../models'; export default [shared, own, three];`;
        expect(run(await compile(text, { files }))).toEqual([1, 2, 3]);
    });

    it('a models file that is not there is missing', async () => {
        const text = `import { Issue } from '../models.js';\nexport default Issue;`;
        expect(errors(await compile(text))).toEqual(['import_not_found 1']);
    });

    it('a JSON file, with and without an attribute', async () => {
        const files = { 'github/data.json': '{ "a": [1] }' };
        const text = `import one from '../data.json'; import two from '../data.json' with { type: 'json' }; export default [one, two];`;
        expect(run(await compile(text, { files }))).toEqual([{ a: [1] }, { a: [1] }]);
    });
});

describe('--strict refuses the imports that are only noticed otherwise', () => {
    const NODE = `import { createHash } from 'node:crypto';\nexport default () => createHash;`;
    it.each<[string, ProjectForm, string, string[]]>([
        ['zero-YAML, node:', 'zero-yaml', NODE, ['import_not_strict 1']],
        ['zero-YAML, bare', 'zero-yaml', NODE.replace('node:', ''), []],
        ['classic, node:, which its bundler takes off', 'classic', NODE, []],
        [
            'classic, soap',
            'classic',
            `import * as soap from 'soap';\nexport default () => soap;`,
            ['import_not_strict 1'],
        ],
        ['zero-YAML, soap', 'zero-yaml', `import * as soap from 'soap';\nexport default () => soap;`, []],
    ])('%s', async (_, form, text, expected) => {
        const strict = await compile(text, { form, strict: true });
        const lenient = await compile(text, { form });
        expect(errors(strict)).toEqual(expected);
        expect(lenient.ok && lenient.notices.map(({ code }) => code)).toEqual(expected.map(() => 'import_notice'));
    });
});
