import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runJson, syncbench } from '../support/syncbench';
import { sync, type TestProject, testProject } from '../support/testProject';

let project: TestProject;

beforeAll(() => {
    project = testProject({
        'demo/syncs/no-default.ts': 'export const x = 1;',
        'demo/syncs/not-a-function.ts': 'export default { x: 1 };',
        'demo/syncs/disallowed.ts': sync('await axios.get("x");', '\nimport axios from "axios";'),
        'demo/syncs/missing-import.ts': sync('nothing();', 'import { nothing } from "../nothing";'),
        'demo/syncs/broken-helper.ts': sync('helper();', 'import { helper } from "../helper";'),
        'demo/helper.ts': 'export function helper() {\n    return 1 +;\n}\n',
        'demo/not-listed.ts': sync(''),
        'demo/syncs/fine.ts': sync(''),
    });
});

afterAll(() => project.remove());

const run = (script: string) => runJson(project.root, `demo/${script}`, ['--ephemeral']);

describe('a mistake is told once, with its place, before anything runs', () => {
    it('no project', async () => {
        const empty = mkdtempSync(path.join(os.tmpdir(), 'syncbench-empty-'));
        const { code, error } = await runJson(empty, 'demo/x');
        rmSync(empty, { recursive: true });
        expect([code, error?.type]).toEqual([2, 'no_project']);
        expect(error?.advice).toContain('nango.yaml');
        const gone = await runJson(empty, 'demo/x');
        expect([gone.code, gone.error?.type, gone.error?.message]).toEqual([
            2,
            'no_project',
            `The folder ${empty} does not exist, or cannot be read.`,
        ]);
    });

    it.each(['check', 'types', 'runs'])(
        'a folder that is not there, though one around it is a project: %s',
        async (command) => {
            const { code, stderr } = await syncbench([command, '--project', path.join(project.root, 'dmeo')]);
            expect([code, stderr]).toEqual([2, expect.stringContaining('dmeo does not exist, or cannot be read.')]);
        },
    );

    it.each([
        ['index.ts', { 'index.ts': '' }, 'has an index.ts, but no folder .nango beside it.', 'make the folder'],
        ['.nango', { '.nango/.gitkeep': '' }, 'has a folder .nango, but no index.ts beside it.', 'make the file'],
        [
            "a dependency on Nango's package",
            { 'package.json': '{ "devDependencies": { "nango": "0.71.10" } }' },
            'depends on nango, but has no index.ts.',
            'and that file',
        ],
        ['any other package.json', { 'package.json': '[' }, 'or in a folder above it.', 'Go to a folder'],
    ])('half a zero-YAML project, with what is missing: %s', async (_what, files, message, advice) => {
        const half = testProject(files);
        half.drop('nango.yaml');
        const { error } = await runJson(half.root, 'demo/x');
        half.remove();
        expect(error?.type).toBe('no_project');
        expect(error?.message).toContain(message);
        expect(error?.advice).toContain(advice);
    });

    it('a broken nango.yaml, with line and column', async () => {
        const broken = testProject({ 'nango.yaml': 'integrations:\n    demo:\n        syncs: [unclosed\n' });
        const { code, error } = await runJson(broken.root, 'demo/x');
        expect([code, error?.type, error?.file]).toEqual([2, 'yaml_syntax', path.join(broken.root, 'nango.yaml')]);
        expect(error?.line).toBeGreaterThanOrEqual(3);
        broken.remove();
    });

    it('an unknown script, with the likely ones', async () => {
        const { code, error } = await run('fien');
        expect([code, error?.type]).toEqual([2, 'script_not_found']);
        expect(error?.candidates?.[0]).toContain('fine');
    });

    it('a file that is not there, with the one that is probably meant', async () => {
        const { code, error } = await runJson(project.root, path.join(project.root, 'demo/syncs/fien.ts'));
        const [missing, meant] = ['fien', 'fine'].map((name) => path.join('demo', 'syncs', `${name}.ts`));
        expect([code, error?.type]).toEqual([2, 'script_not_found']);
        expect(error?.message).toBe(`There is no file ${missing} in this project.`);
        expect(error?.advice).toBe(`Did you mean ${meant}?`);
    });

    it('a file that nango.yaml does not list', async () => {
        const { code, error } = await runJson(project.root, path.join(project.root, 'demo/not-listed.ts'));
        expect([code, error?.type]).toEqual([2, 'script_not_listed']);
        const list = await runJson(project.root, path.join(project.root, 'nango.yaml'));
        expect([list.code, list.error?.type]).toEqual([2, 'not_a_script']);
        expect(list.error?.candidates).toContain('demo/fine');
    });

    it.each([
        ['the name of the file that is there', 'items', './demo/syncs/itmes.js'],
        ['that and its integration', 'demo/items', './demo/sync/items.js'],
        ['its path', 'demo/syncs/items.ts', './dmeo/syncs/items.js'],
        ['the name in index.ts', 'itmes', './demo/syncs/itmes.js'],
    ])('a misspelt import of index.ts, where a script is run by %s', async (_what, script, specifier) => {
        const zero = testProject({
            '.nango/.gitkeep': '',
            'index.ts': `import './demo/syncs/fine.js';\nimport '${specifier}';\n`,
            'demo/syncs/fine.ts': 'export default createSync({});',
            'demo/syncs/items.ts': 'export default createSync({});',
        });
        zero.drop('nango.yaml');
        const asked = script.endsWith('.ts') ? path.join(zero.root, script) : script;
        const { code, error } = await runJson(zero.root, asked);
        zero.remove();
        expect([code, error?.type, error?.file]).toEqual([2, 'script_file_missing', path.join(zero.root, 'index.ts')]);
        expect([error?.line, error?.column]).toEqual([2, 8]);
        expect(error?.message).toContain(`"${specifier}" does not lead to a file`);
        expect(error?.advice).toBe('Did you mean "./demo/syncs/items.js"?');
    });

    it('an input for a sync', async () => {
        const { code, error } = await runJson(project.root, 'demo/fine', ['--input', '{}']);
        expect([code, error?.type]).toEqual([2, 'no_input']);
        expect(error?.advice).toContain('--metadata');
    });

    it.each([
        ['no default export', 'no-default', 'has no default export'],
        ['a default export that is no function', 'not-a-function', 'default export that is not a function'],
    ])('%s', async (_, script, text) => {
        const { code, error } = await run(script);
        expect([code, error?.type]).toEqual([1, 'no_default_function']);
        expect(error?.message).toContain(text);
        expect(error?.file).toBe(path.join(project.root, `demo/syncs/${script}.ts`));
    });

    it('a disallowed import, at the import', async () => {
        const { code, error } = await run('disallowed');
        expect([code, error?.type, error?.line]).toEqual([1, 'compile_error', 2]);
        expect(error?.message).toContain('axios');
    });

    it('an import that leads nowhere, at the import', async () => {
        const { code, error } = await run('missing-import');
        expect([code, error?.type, error?.line]).toEqual([1, 'compile_error', 1]);
        expect(error?.message).toContain('../nothing');
    });

    it('an imported file that does not compile, at its own line and at the import', async () => {
        const { code, error } = await run('broken-helper');
        expect([code, error?.type]).toEqual([1, 'compile_error']);
        const places = [error, ...(error?.related ?? [])].map((at) => `${path.basename(at?.file ?? '')}:${at?.line}`);
        expect(places).toEqual(expect.arrayContaining(['helper.ts:2', 'broken-helper.ts:1']));
    });
});
