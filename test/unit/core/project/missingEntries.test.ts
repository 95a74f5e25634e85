import { describe, expect, it } from 'vitest';
import { missingEntries, type Project } from '../../../../src/core/project';
import { FLAVOURS } from './flavours';
import { MemoryFiles } from './memoryFiles';

describe.each(FLAVOURS)('an entry of index.ts that leads to no file, $name', ({ path, at, tree }) => {
    const project: Project = { root: at('/p'), form: 'zero-yaml' };
    const found = (index: string) =>
        missingEntries(
            new MemoryFiles(
                path,
                tree({
                    '/p/index.ts': index,
                    '/p/github/syncs/issues.ts': '',
                    '/p/github/actions/create-issue.ts': '',
                    '/p/models.ts': '',
                }),
            ),
            project,
            path,
        );

    it.each<[what: string, specifier: string, suggested?: string, meant?: string]>([
        ['its name is misspelt', './github/syncs/isues.js', './github/syncs/issues.js', '/p/github/syncs/issues.ts'],
        ['it has no ending', './github/syncs/isues', './github/syncs/issues', '/p/github/syncs/issues.ts'],
        ['its folder is misspelt', './github/sync/issues.js', './github/syncs/issues.js', '/p/github/syncs/issues.ts'],
        [
            'its integration is misspelt',
            './gihub/syncs/issues.js',
            './github/syncs/issues.js',
            '/p/github/syncs/issues.ts',
        ],
        [
            'everything is misspelt',
            './gihub/action/creat-issue.js',
            './github/actions/create-issue.js',
            '/p/github/actions/create-issue.ts',
        ],
        ['nothing is like it', './github/syncs/entirely-different.js'],
        ['no folder is like its own', './salesforce/syncs/issues.js'],
    ])('is told with what was meant where %s', async (_what, specifier, suggested, meant) => {
        const [one, ...more] = await found(`// scripts\nimport './github/syncs/issues.js';\nimport '${specifier}';\n`);
        expect(more).toEqual([]);
        expect(one!.message).toContain(`The import "${specifier}" does not lead to a file`);
        const place = { line: 3, column: 8, endLine: 3, endColumn: 8 + specifier.length + 2 };
        expect(one!.location).toEqual({ file: at('/p/index.ts'), ...place });
        expect(one!.advice).toContain(suggested === undefined ? 'Check the path' : `Did you mean "${suggested}"?`);
        expect(one!.meant).toBe(meant && at(meant));
    });

    it('is not one that leads to a file', async () => {
        const index = `import './github/syncs/issues.js';\nimport "./github/actions/create-issue"\n`;
        expect(await found(index)).toEqual([]);
    });
});
