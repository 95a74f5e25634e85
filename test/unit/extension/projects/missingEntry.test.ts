import path from 'node:path';
import { expect, test } from 'vitest';
import { placeOf } from '../../../../src/extension/integrations/scriptItem';
import { readProject } from '../../../../src/extension/projects/readProject';
import { testProject } from '../../../support/testProject';

test('a script whose import in index.ts is misspelt is shown there, with what was meant', async () => {
    const project = testProject({
        'index.ts': `import './demo/syncs/fine.js';\nimport './demo/syncs/itmes.js';\n`,
        'demo/syncs/fine.ts': 'export default createSync({});',
        'demo/syncs/items.ts': 'export default createSync({});',
    });
    const { scripts } = await readProject({ root: project.root, form: 'zero-yaml' }, 'p');
    project.remove();
    const index = path.join(project.root, 'index.ts');
    expect(scripts.map((entry) => [entry.script.name, entry.missing?.advice, placeOf(entry)])).toEqual([
        ['fine', undefined, { file: path.join(project.root, 'demo/syncs/fine.ts') }],
        [
            'itmes',
            'Did you mean "./demo/syncs/items.js"?',
            { file: index, line: 2, column: 8, endLine: 2, endColumn: 31 },
        ],
    ]);
});
