import { describe, expect, it } from 'vitest';
import { definitionKind, likelyZeroYamlScripts, listZeroYamlScripts, type Project } from '../../../../src/core/project';
import { FLAVOURS } from './flavours';
import { MemoryFiles } from './memoryFiles';

const INDEX = `import './github/syncs/issues.js';
import "./github/actions/create-issue"
import './github/misplaced/labels.js';
  import './github/syncs/indented.js';
// import './github/syncs/commented.js';
import { x } from './github/syncs/named.js';
import './outside.js';
import '../elsewhere/syncs/a.js';
import './github/on-events/gone.js';
import './github/syncs/issues.js';
`;

describe.each(FLAVOURS)('a zero-YAML project, $name', ({ path, at, tree }) => {
    const project: Project = { root: at('/p'), form: 'zero-yaml' };
    const files = new MemoryFiles(
        path,
        tree({
            '/p/index.ts': INDEX,
            '/p/github/syncs/issues.ts': `export default createSync({});`,
            '/p/github/actions/create-issue.ts': `const a = createAction({}); export default a;`,
            '/p/github/misplaced/labels.ts': `export default createOnEvent({});`,
        }),
    );

    it('has the scripts that its index imports, by their definitions, in its order, each once', async () => {
        const scripts = await listZeroYamlScripts(files, project, path);
        expect(scripts.map(({ integration, kind, name, exists }) => [integration, kind, name, exists])).toEqual([
            ['github', 'sync', 'issues', true],
            ['github', 'action', 'create-issue', true],
            ['github', 'on-event', 'labels', true],
            ['github', 'on-event', 'gone', false],
        ]);
        expect(scripts[0]!.file).toBe(at('/p/github/syncs/issues.ts'));
    });

    it.each([
        ['a name', { name: 'github/labels' }],
        ['a name with its ending', { name: 'labels.ts' }],
        ['a file', { file: at('/p/github/misplaced/labels.ts') }],
    ])('looks only into what %s may mean', async (_, wanted) => {
        const scripts = await likelyZeroYamlScripts(files, project, wanted, path);
        expect(scripts.map(({ kind, name }) => [kind, name])).toEqual([
            ['sync', 'issues'],
            ['action', 'create-issue'],
            ['on-event', 'labels'],
            ['on-event', 'gone'],
        ]);
    });

    it('without an index has none', async () => {
        expect(await listZeroYamlScripts(new MemoryFiles(path, {}), project, path)).toEqual([]);
    });
});

describe('the kind of a definition', () => {
    it.each([
        ['export default createSync({ exec: async () => {} });', 'sync'],
        ['export default createAction<In, Out>({});', 'action'],
        ['export default createOnEvent({});', 'on-event'],
        ['const sync = createSync({});\nexport default sync;', 'sync'],
        ['const action: Action<In> = createAction({});\nexport default action', 'action'],
        ['export { it as default };\nconst it = createOnEvent({});', 'on-event'],
        [`import { createSync as define } from 'nango';\nexport default define({});`, 'sync'],
        [`// export default createSync({})\nexport default createAction({});`, 'action'],
        [
            `/* export default createSync({}) */ const s = "export default createSync";\nexport default createAction({});`,
            'action',
        ],
        ['const text = `export default createSync({})`;\nexport default createAction({});', 'action'],
        [`const url = 'https://a.b';\nexport default createAction({});`, 'action'],
        ['export default async function fetchData() {}', undefined],
        [`export { default } from './other';`, undefined],
        ['export default makeSync({});', undefined],
        ['', undefined],
    ])('%s', (text, kind) => {
        expect(definitionKind(text)).toBe(kind);
    });
});
