import { describe, expect, test } from 'vitest';
import { ProjectAnalysis } from '../../../../src/language/project/ProjectAnalysis';
import { MemoryFiles } from '../../core/project/memoryFiles';
import { checkProject, EMPTY_SYNC, FLAVOURS, YAML } from './checkProject';

describe.each(FLAVOURS)('with %s paths', (_name, flavour, root) => {
    test('models and endpoints are unique within an integration, and the later script is at fault', async () => {
        const define = (creator: string, fields: string) =>
            `import { ${creator} } from 'nango'; export default ${creator}({ ${fields} exec: async (nango) => {} });`;
        const get = (name: string) => `{ method: 'GET', path: '/${name}' }`;
        const sources = {
            'index.ts': ['github/actions/first', 'github/syncs/issues', 'github/syncs/others', 'gitlab/syncs/issues']
                .map((file) => `import './${file}.js';\n`)
                .join(''),
            'github/actions/first.ts': define('createAction', `endpoint: ${get('issues')},`),
            'github/syncs/issues.ts': define('createSync', `models: { Issue: I }, endpoints: [${get('issues')}],`),
            'github/syncs/others.ts': define(
                'createSync',
                `models: { Issue: I, Label }, endpoints: [${get('others')}, ${get('labels')}],`,
            ),
            'gitlab/syncs/issues.ts': define('createSync', `models: { Issue: I }, endpoints: [${get('issues')}],`),
        };
        const { found, analysis, at } = await checkProject(flavour, root, sources, '');
        expect(found).toEqual([
            'github/actions/first.ts: duplicate-endpoint',
            'github/syncs/others.ts: duplicate-model',
        ]);
        const [finding] = await analysis.findings(at('github/syncs/others.ts'));
        expect(finding?.message).toBe('The model "Issue" is already one of "github/syncs/issues.ts".');
        expect(finding?.related?.[0]?.location).toMatchObject({ file: at('github/syncs/issues.ts'), line: 1 });
    });

    test('a model that is no longer repeated is no longer reported', async () => {
        const text = (model: string) =>
            `import { createSync } from 'nango'; export default createSync({ models: { ${model} }, exec: async (n) => {} });`;
        const at = (file: string) => flavour.join(root, ...file.split('/'));
        const texts = new Map([
            [at('index.ts'), `import './a/syncs/one.js';\nimport './a/syncs/two.js';`],
            [at('a/syncs/one.ts'), text('Issue')],
            [at('a/syncs/two.ts'), text('Issue')],
        ]);
        const memory = new MemoryFiles(flavour, Object.fromEntries(texts));
        const files = {
            readDirectory: (folder: string) => memory.readDirectory(folder),
            isFile: (file: string) => memory.isFile(file),
            readFile: async (file: string) => texts.get(file),
        };
        const analysis = new ProjectAnalysis({ root, form: 'zero-yaml' }, files, flavour);
        const codes = async () => (await analysis.findings(at('a/syncs/two.ts'))).map(({ code }) => code);
        expect(await codes()).toEqual(['duplicate-model']);
        texts.set(at('a/syncs/one.ts'), text('Label'));
        analysis.forget(at('a/syncs/one.ts'));
        expect(await codes()).toEqual([]);
    });

    test('a changed file is read again, and so is whoever imports it', async () => {
        const sources = {
            'demo/syncs/issues.ts': `import { x } from '../helper'; ${EMPTY_SYNC}`,
            'demo/helper.ts': `import 'axios'; export const x = 1;`,
        };
        const texts = new Map(
            Object.entries({ ...sources, 'nango.yaml': YAML }).map(([f, t]) => [
                flavour.join(root, ...f.split('/')),
                t,
            ]),
        );
        const memory = new MemoryFiles(flavour, Object.fromEntries(texts));
        const files = {
            readDirectory: (folder: string) => memory.readDirectory(folder),
            isFile: (file: string) => memory.isFile(file),
            readFile: async (file: string) => texts.get(file),
        };
        const at = (file: string) => flavour.join(root, ...file.split('/'));
        const analysis = new ProjectAnalysis({ root, form: 'classic', configFile: at('nango.yaml') }, files, flavour);
        const codes = async () => (await analysis.findings(at('demo/syncs/issues.ts'))).map(({ code }) => code);
        expect(await codes()).toEqual(['imported-file-error']);

        texts.set(at('demo/helper.ts'), 'export const x = 1;');
        expect(await codes(), 'nobody has said that it changed').toEqual(['imported-file-error']);
        analysis.forget(at('demo/helper.ts'));
        expect(await codes()).toEqual([]);
    });
});
