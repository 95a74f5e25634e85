import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../src/core/config';
import {
    candidateFiles,
    kindOfFolder,
    listScripts,
    locateScript,
    type Project,
    type Script,
    type ScriptKind,
    scriptFolder,
    scriptsOfFile,
} from '../../../../src/core/project';
import { FLAVOURS } from './flavours';
import { MemoryFiles } from './memoryFiles';

const YAML = `
integrations:
    github:
        syncs:
            issues: { endpoint: /issues, output: Issue, runs: every day }
            shared: { endpoint: /shared, output: Issue, runs: every day }
        actions:
            create-issue: { endpoint: /create }
            shared: { endpoint: /shared-too }
        on-events:
            post-connection-creation: [setup]
    jira:
        syncs:
            issues: { endpoint: /issues, output: Issue, runs: every day }
models:
    Issue:
        id: string
`;
const { config } = parseConfig(YAML, '/p/nango.yaml');

test.each<[folder: string, kind: ScriptKind | undefined]>([
    ['syncs', 'sync'],
    ['actions', 'action'],
    ['on-events', 'on-event'],
    ['post-connection-scripts', 'on-event'],
    ['mappers', undefined],
    ['constructor', undefined],
])('the folder %s holds scripts of kind %s', (folder, kind) => {
    expect(kindOfFolder(folder)).toBe(kind);
});

test('each kind has its folder', () => {
    expect((['sync', 'action', 'on-event'] as const).map(scriptFolder)).toEqual(['syncs', 'actions', 'on-events']);
});

describe.each(FLAVOURS)('scripts and files ($name)', ({ path, at, tree }) => {
    const project: Project = { root: at('/p'), form: 'classic', configFile: at('/p/nango.yaml') };

    test.each<[rule: string, files: string[], id: string, expected: string]>([
        ['a nested source', ['/p/github/syncs/issues.ts'], 'github sync issues', 'nested /p/github/syncs/issues.ts'],
        ['a root source', ['/p/issues.ts'], 'github sync issues', 'root /p/issues.ts'],
        [
            'nested goes before root',
            ['/p/issues.ts', '/p/github/syncs/issues.ts'],
            'github sync issues',
            'nested /p/github/syncs/issues.ts',
        ],
        [
            'the nested source of another integration does not count',
            ['/p/issues.ts', '/p/github/syncs/issues.ts'],
            'jira sync issues',
            'root /p/issues.ts',
        ],
        [
            'the nested source of another kind does not count',
            ['/p/github/actions/shared.ts'],
            'github sync shared',
            'missing /p/github/syncs/shared.ts',
        ],
        [
            'a missing source is expected nested',
            [],
            'github action create-issue',
            'missing /p/github/actions/create-issue.ts',
        ],
        [
            'an on-event script',
            ['/p/github/on-events/setup.ts'],
            'github on-event setup',
            'nested /p/github/on-events/setup.ts',
        ],
        [
            'an on-event script in the legacy folder',
            ['/p/github/post-connection-scripts/setup.ts'],
            'github on-event setup',
            'nested /p/github/post-connection-scripts/setup.ts',
        ],
        [
            'a folder of that name is no source',
            ['/p/github/syncs/issues.ts/'],
            'github sync issues',
            'missing /p/github/syncs/issues.ts',
        ],
    ])('%s: locateScript and listScripts agree', async (_, contents, id, expected) => {
        const files = new MemoryFiles(path, tree(Object.fromEntries(contents.map((file) => [file, '']))));
        const [integration, kind, name] = id.split(' ') as [string, ScriptKind, string];
        const located = await locateScript(files, project, { integration, kind, name }, path);
        const text = ({ exists, layout, file }: Script) => `${exists ? layout : 'missing'} ${file}`;
        expect(text(located)).toBe(expected.replace(/\/.*/, (file) => at(file)));
        const listed = await listScripts(files, project, config, path);
        expect(listed).toHaveLength(6);
        expect(listed).toContainEqual(located);
    });

    test.each<[file: string, expected: string[]]>([
        ['/p/github/syncs/issues.ts', ['github sync issues']],
        ['/p/jira/syncs/issues.ts', ['jira sync issues']],
        ['/p/github/actions/shared.ts', ['github action shared']],
        ['/p/github/on-events/setup.ts', ['github on-event setup']],
        ['/p/github/post-connection-scripts/setup.ts', ['github on-event setup']],
        ['/p/issues.ts', ['github sync issues', 'jira sync issues']],
        ['/p/shared.ts', ['github sync shared', 'github action shared']],
        ['/p/github/actions/issues.ts', []],
        ['/p/gitlab/syncs/issues.ts', []],
        ['/p/github/mappers/issues.ts', []],
        ['/p/github/issues.ts', []],
        ['/p/nested/github/syncs/issues.ts', []],
        ['/p/github/syncs/issues.js', []],
        ['/p/github/syncs/issues.d.ts', []],
        ['/p/models.ts', []],
        ['/p', []],
        ['/p/../syncs/issues.ts', []],
        ['/github/syncs/issues.ts', []],
        ['/pp/issues.ts', []],
    ])('scriptsOfFile: %s is %j', (file, expected) => {
        const scripts = scriptsOfFile(project, config, at(file), path);
        expect(scripts.map(({ integration, kind, name }) => `${integration} ${kind} ${name}`)).toEqual(expected);
    });

    test('the way from script to file and back ends at the script', async () => {
        const files = new MemoryFiles(path, {});
        for (const script of await listScripts(files, project, config, path)) {
            const { integration, kind, name } = script;
            expect(scriptsOfFile(project, config, script.file, path)).toEqual([{ integration, kind, name }]);
        }
    });

    test('candidateFiles names every place, nested ones first', () => {
        expect(candidateFiles(project, 'github', 'issues', path)).toEqual([
            { kind: 'sync', file: at('/p/github/syncs/issues.ts') },
            { kind: 'action', file: at('/p/github/actions/issues.ts') },
            { kind: 'on-event', file: at('/p/github/on-events/issues.ts') },
            { kind: 'on-event', file: at('/p/github/post-connection-scripts/issues.ts') },
            { kind: undefined, file: at('/p/issues.ts') },
        ]);
    });

    test.each([
        ['..', 'issues'],
        ['github', '../../../etc/passwd'],
        ['github', '..\\..\\secret'],
        ['C:', 'x'],
        ['a/b', 'x'],
        ['github', ''],
        ['github', 'a\0b'],
    ])('the ids %j and %j never lead outside of the project', async (integration, name) => {
        const files = new MemoryFiles(path, {});
        const script = await locateScript(files, project, { integration, kind: 'sync', name }, path);
        expect(script).toMatchObject({ integration, name, exists: false });
        expect(path.relative(project.root, script.file)).toMatch(/^[^/\\:.][^/\\:]*[/\\]syncs[/\\][^/\\:]*\.ts$/);
        expect(files.filesAsked).toEqual([]);
        expect(candidateFiles(project, integration, name, path)).toEqual([]);
    });

    test('listScripts reads each folder once and asks for no single file, in a project of 6,000 scripts', async () => {
        const contents: Record<string, string> = {};
        const integrations = Array.from({ length: 60 }, (_, i) => {
            const syncs = Array.from({ length: 100 }, (_, k) => {
                contents[at(`/p/int-${i}/syncs/sync-${k}.ts`)] = '';
                return `            sync-${k}: { output: M }\n`;
            });
            return `    int-${i}:\n        syncs:\n${syncs.join('')}`;
        });
        const large = parseConfig(`integrations:\n${integrations.join('')}models: {}\n`, 'nango.yaml');
        const files = new MemoryFiles(path, contents);
        const scripts = await listScripts(files, project, large.config, path);
        expect(scripts).toHaveLength(6_000);
        expect(scripts.every(({ exists }) => exists)).toBe(true);
        expect(files.filesAsked).toEqual([]);
        expect(files.directoriesRead).toHaveLength(61);
        expect(new Set(files.directoriesRead).size).toBe(61);
    });
});

test.each(['c:\\P\\github\\SYNCS\\Issues.TS', 'C:/p/github/syncs/issues.ts', 'c:\\p\\GitHub\\syncs\\issues.ts'])(
    'on win32, %s is found whatever its letter case',
    (file) => {
        const project: Project = { root: 'C:\\p', form: 'classic' };
        expect(scriptsOfFile(project, config, file, path.win32)).toEqual([
            { integration: 'github', kind: 'sync', name: 'issues' },
        ]);
    },
);

test('on win32, listing finds a file whose letter case differs', async () => {
    const files = new MemoryFiles(path.win32, { 'C:\\p\\GitHub\\syncs\\Issues.ts': '' });
    const scripts = await listScripts(files, { root: 'c:\\p', form: 'classic' }, config, path.win32);
    expect(scripts.filter(({ exists }) => exists).map(({ file }) => file)).toEqual(['c:\\p\\github\\syncs\\issues.ts']);
});

test('on posix, letter case counts', () => {
    const project: Project = { root: '/p', form: 'classic' };
    expect(scriptsOfFile(project, config, '/p/GitHub/syncs/issues.ts', path.posix)).toEqual([]);
});
