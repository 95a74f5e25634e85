import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { enclosingProject, findProjects } from '../../../../src/core/project';
import { FLAVOURS } from './flavours';
import { MemoryFiles } from './memoryFiles';

describe.each(FLAVOURS)('findProjects ($name)', ({ path, at, tree }) => {
    const roots = async (contents: Record<string, string>, from = '/w') => {
        const projects = await findProjects(new MemoryFiles(path, tree(contents)), at(from), path);
        return projects.map(({ root, form }) => `${form} ${root}`);
    };

    test.each<[rule: string, contents: Record<string, string>, expected: string[]]>([
        ['nango.yaml makes a folder a classic project', { '/w/nango.yaml': '' }, ['classic /w']],
        ['.nango and index.ts make a zero-YAML project', { '/w/.nango/': '', '/w/index.ts': '' }, ['zero-yaml /w']],
        [
            'nango.yaml decides where a folder has both',
            { '/w/.nango/': '', '/w/index.ts': '', '/w/nango.yaml': '' },
            ['classic /w'],
        ],
        ['index.ts alone is no project', { '/w/index.ts': '' }, []],
        ['.nango alone is no project', { '/w/.nango/': '' }, []],
        ['.nango as a file is no project', { '/w/.nango': '', '/w/index.ts': '' }, []],
        ['a folder called nango.yaml is no project', { '/w/nango.yaml/': '' }, []],
        [
            'a project inside nango-integrations is found',
            { '/w/nango-integrations/nango.yaml': '' },
            ['classic /w/nango-integrations'],
        ],
        [
            'several projects come sorted by root',
            { '/w/z/nango.yaml': '', '/w/a/deep/er/nango.yaml': '', '/w/m/.nango/': '', '/w/m/index.ts': '' },
            ['classic /w/a/deep/er', 'zero-yaml /w/m', 'classic /w/z'],
        ],
        [
            'a project nested in a project is found',
            { '/w/nango.yaml': '', '/w/old/nango.yaml': '' },
            ['classic /w', 'classic /w/old'],
        ],
        [
            'dependencies, build output and dot-folders are not searched',
            {
                '/w/node_modules/x/nango.yaml': '',
                '/w/dist/nango.yaml': '',
                '/w/build/nango.yaml': '',
                '/w/.cache/nango.yaml': '',
            },
            [],
        ],
        ['a folder that does not exist has no projects', {}, []],
    ])('%s', async (_, contents, expected) => {
        expect(await roots(contents)).toEqual(expected.map((line) => line.replace(/\/.*/, (root) => at(root))));
    });

    test('a start folder called build is searched all the same', async () => {
        expect(await roots({ '/w/build/nango.yaml': '' }, '/w/build')).toEqual([`classic ${at('/w/build')}`]);
    });
});

describe.each(FLAVOURS)('enclosingProject ($name)', ({ path, at, tree }) => {
    test.each<[rule: string, contents: Record<string, string>, from: string, root: string | undefined]>([
        ['the folder itself', { '/w/nango.yaml': '' }, '/w', '/w'],
        ['a script in it', { '/w/nango.yaml': '', '/w/github/syncs/a.ts': '' }, '/w/github/syncs/a.ts', '/w'],
        ['a file that does not exist yet', { '/w/nango.yaml': '' }, '/w/github/syncs/new.ts', '/w'],
        ['the nearest of nested ones', { '/w/nango.yaml': '', '/w/in/nango.yaml': '' }, '/w/in/x/y.ts', '/w/in'],
        ['a zero-YAML one', { '/w/.nango/': '', '/w/index.ts': '' }, '/w/github/syncs', '/w'],
        [
            'nango-integrations of the starting folder',
            { '/app/nango-integrations/nango.yaml': '', '/app/src/': '' },
            '/app',
            '/app/nango-integrations',
        ],
        [
            'nango-integrations beside the starting file',
            { '/app/nango-integrations/nango.yaml': '', '/app/package.json': '{}' },
            '/app/package.json',
            '/app/nango-integrations',
        ],
        [
            'an enclosing one goes before nango-integrations',
            { '/w/nango.yaml': '', '/w/x/nango-integrations/nango.yaml': '' },
            '/w/x',
            '/w',
        ],
        [
            'nango-integrations of a parent is not taken',
            { '/app/nango-integrations/nango.yaml': '', '/app/src/': '' },
            '/app/src',
            undefined,
        ],
        ['none', { '/w/a.ts': '' }, '/w/a.ts', undefined],
    ])('%s', async (_, contents, from, root) => {
        const project = await enclosingProject(new MemoryFiles(path, tree(contents)), at(from), path);
        expect(project?.root).toBe(root && at(root));
        if (project?.form === 'classic') expect(project.configFile).toBe(path.join(project.root, 'nango.yaml'));
    });
});

test('a path with forward slashes and another letter case is understood on win32', async () => {
    const files = new MemoryFiles(path.win32, { 'C:\\w\\nango.yaml': '' });
    expect((await enclosingProject(files, 'c:/w/github/syncs/a.ts', path.win32))?.root).toBe('c:\\w');
});
