import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { isFindingCode } from '../../src/core/findings/scriptFindings';
import { syncbench } from '../support/syncbench';
import { sync, type TestProject, testProject } from '../support/testProject';

const root = path.resolve(import.meta.dirname, '../..');
let project: TestProject | undefined;
afterEach(() => {
    project?.remove();
    project = undefined;
});

const yamlOf = (...syncs: string[]) => `integrations:
    demo:
        syncs:${syncs
            .map(
                (name, index) => `
            ${name}:
                runs: every hour
                output: ${index === 0 ? 'Item' : `Item${index}`}
                endpoint: GET /${name}`,
            )
            .join('')}
models:
${syncs.map((_, index) => `    Item${index === 0 ? '' : index}:\n        id: string\n`).join('')}`;

const FILES = {
    'nango.yaml': yamlOf('issues', 'clean'),
    'demo/syncs/issues.ts': sync(
        `    nango.log('x');\n    console.log('y');\n    await nango.batchSave([], 'Itm');`,
        `import { x } from '../helper';`,
    ),
    'demo/helper.ts': `import axios from 'axios';\n\nexport const x = axios;\n`,
    'demo/syncs/clean.ts': sync(`    await nango.log('x');`),
};

async function check(args: string[] = [], files: Record<string, string> = FILES) {
    project = testProject(files);
    return syncbench(['check', '--project', project.root, '--no-color', ...args]);
}

test('findings are shown file by file, with their lines, and counted', async () => {
    const { code, stdout, stderr } = await check();
    // A file is named by the shorter of its two paths, which depends on where the tests are.
    const relative = path.relative(process.cwd(), project!.root);
    const shown = stdout.replaceAll(relative, '<project>').replaceAll(project!.root, '<project>');
    expect(shown).toBe(`<project>/demo/helper.ts
  error 1:19  disallowed-import
    Importing libraries is not allowed, and "axios" is none of those that come with Nango.
      1 | import axios from 'axios';
                            ^^^^^^^
    Call the API with nango.get(), nango.post() and their siblings, which also authenticate.

<project>/demo/syncs/issues.ts
  error 1:19  imported-file-error
    "demo/helper.ts" has an error, so this file does not compile either: Importing libraries is not allowed, and "axios" is none of those that come with Nango.
      1 | import { x } from '../helper';
                            ^^^^^^^^^^^
    see <project>/demo/helper.ts:1:19
    Mend line 1 of "demo/helper.ts".
  error 3:5  unawaited-call
    nango.log() is not awaited: the run may end before it is done, and its errors are lost.
      3 |     nango.log('x');
              ^^^^^^^^^^^^^^
    Write "await nango.log(…)".
  warning 4:5  console-call
    console.log() writes nothing in the cloud.
      4 |     console.log('y');
              ^^^^^^^^^^^
    Write "await nango.log(…)" instead.
  error 5:31  unknown-model
    nango.yaml has no model "Itm".
      5 |     await nango.batchSave([], 'Itm');
                                        ^^^^^
    Did you mean "Item"?

4 errors, 1 warning in 4 files in 1 project.
`);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
});

test('--json gives places from 1 with exclusive ends, and files from the checked folder with forward slashes', async () => {
    const name = 'packages/integrations';
    const nested = Object.entries(FILES).map(([file, text]) => [`${name}/${file}`, text]);
    const { code, stdout } = await check(['--json'], Object.fromEntries(nested));
    const { findings } = JSON.parse(stdout) as { findings: { file: string }[] };
    const own = findings.filter(({ file }) => file.startsWith(`${name}/`));
    expect(code).toBe(1);
    expect(own).toHaveLength(5);
    expect(own[2]).toEqual({
        file: `${name}/demo/syncs/issues.ts`,
        line: 3,
        column: 5,
        endLine: 3,
        endColumn: 19,
        code: 'unawaited-call',
        severity: 'error',
        message: 'nango.log() is not awaited: the run may end before it is done, and its errors are lost.',
        advice: 'Write "await nango.log(…)".',
    });
});

test('--sarif is a SARIF log', async () => {
    const { code, stdout } = await check(['--sarif']);
    const log = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(log).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'syncbench' } } }] });
    const [run] = log.runs;
    expect(run.results).toHaveLength(5);
    expect(run.results[0]).toMatchObject({
        ruleId: 'disallowed-import',
        level: 'error',
        locations: [
            {
                physicalLocation: {
                    artifactLocation: { uri: 'demo/helper.ts', uriBaseId: 'ROOT' },
                    region: { startLine: 1, startColumn: 19, endLine: 1, endColumn: 26 },
                },
            },
        ],
    });
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
});

test('--sarif carries the page of each code, without links that lead nowhere', async () => {
    const files = { ...FILES, 'nango.yaml': yamlOf('issues', 'clean').replace('output: Item1', 'output: Itme1') };
    const [run] = JSON.parse((await check(['--sarif'], files)).stdout).runs;
    const { rules } = run.tool.driver;
    expect(rules.map(({ id }: { id: string }) => id)).toEqual(
        expect.arrayContaining(['disallowed-import', 'output_not_model']),
    );
    for (const { id, help, fullDescription } of rules) {
        expect(help.markdown.split('\n')[0]).toBe(`# ${id}`);
        expect(help.markdown).not.toContain('.md)');
        expect(fullDescription.text).toMatch(/^[^\n]+$/);
    }
});

test.each<[rule: string, files: Record<string, string>, args: string[], code: number, stdout: string]>([
    [
        'without findings',
        { 'nango.yaml': yamlOf('clean'), 'demo/syncs/clean.ts': sync('') },
        [],
        0,
        'No findings in 2 files in 1 project.\n',
    ],
    [
        'without findings, as JSON',
        { 'nango.yaml': yamlOf('clean'), 'demo/syncs/clean.ts': sync('') },
        ['--json'],
        0,
        '{"findings":[]}\n',
    ],
])('%s the exit code is 0', async (_rule, files, args, code, stdout) => {
    const result = await check(args, files);
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code, stdout });
});

test('warnings alone do not fail', async () => {
    const { code, stdout } = await check([], {
        'nango.yaml': yamlOf('a'),
        'demo/syncs/a.ts': sync(`    console.log('x');`),
    });
    expect(code).toBe(0);
    expect(stdout).toContain('1 warning in 2 files');
});

test('nango.yaml is checked too, and a script without a file is an error', async () => {
    const yaml = `integrations:\n    demo:\n        actions:\n            gone:\n                endpoint: POST /gone\nmodels: {}\n`;
    const { code, stdout } = await check(['--json'], { 'nango.yaml': yaml });
    const { findings } = JSON.parse(stdout) as { findings: { code: string; file: string; line: number }[] };
    expect(code).toBe(1);
    expect(findings).toMatchObject([{ file: 'nango.yaml', line: 4, code: 'script_file_missing' }]);
});

describe('connection files', () => {
    const CONNECTIONS = {
        'nango.yaml': yamlOf('clean'),
        'demo/syncs/clean.ts': sync(''),
        'syncbench/connections/broken.json': '{ "credentials": { "apiKey": "canary-value" x } }',
        'syncbench/connections/octo.json': '{\n    "provider": "githbu"\n}\n',
        '.syncbench/connections/mine.json':
            '{\n    "provider": "github",\n    "credentials": { "type": "API_KEY", "apiKey": "canary-value" }\n}\n',
    };

    test('stand beside the others as text, without their lines, which may hold secrets', async () => {
        const { code, stdout } = await check([], CONNECTIONS);
        const relative = path.relative(process.cwd(), project!.root);
        expect(
            stdout.replaceAll(relative, '<project>').replaceAll(project!.root, '<project>'),
        ).toBe(`<project>/.syncbench/connections/mine.json
  warning 3:30  connection-credentials-unused
    The credentials are of the type API_KEY, of which nothing gets into the requests of github.
    It authenticates by OAUTH2: give {"type":"OAUTH2","access_token":"…"}.

<project>/syncbench/connections/broken.json
  error 1:45  connection-syntax
    This is not valid JSON.
    Correct it at this place; comments and trailing commas are not allowed in JSON.

<project>/syncbench/connections/octo.json
  warning 2:17  connection-provider
    The file names the provider \`githbu\`, which is not known.
    Did you mean \`github\`?

1 error, 2 warnings in 5 files in 1 project.
`);
        expect(code).toBe(1);
    });

    test('as JSON', async () => {
        const { findings } = JSON.parse((await check(['--json'], CONNECTIONS)).stdout);
        expect(findings).toMatchObject([
            { file: '.syncbench/connections/mine.json', line: 3, column: 30, endColumn: 39, severity: 'warning' },
            { file: 'syncbench/connections/broken.json', code: 'connection-syntax', severity: 'error' },
            { file: 'syncbench/connections/octo.json', code: 'connection-provider' },
        ]);
    });

    test('as SARIF, with the page of each code', async () => {
        const { stdout } = await check(['--sarif'], CONNECTIONS);
        expect(stdout).not.toContain('canary');
        const [run] = JSON.parse(stdout).runs;
        expect(run.results.map(({ ruleId, level }: { ruleId: string; level: string }) => [ruleId, level])).toEqual([
            ['connection-credentials-unused', 'warning'],
            ['connection-syntax', 'error'],
            ['connection-provider', 'warning'],
        ]);
        for (const { id, help } of run.tool.driver.rules) expect(help.markdown.split('\n')[0]).toBe(`# ${id}`);
    });

    test('that are right, as the docs show them, have no findings', async () => {
        const docs = readFileSync(path.join(root, 'docs/connections.md'), 'utf8');
        const example = /^```json\n([\s\S]*?)^```$/m.exec(docs)![1]!;
        const right = { ...CONNECTIONS, 'syncbench/connections/broken.json': example };
        right['syncbench/connections/octo.json'] = '{}';
        right['.syncbench/connections/mine.json'] = example.replace('octocat', 'another');
        right['nango.yaml'] = right['nango.yaml'].replace('demo:', 'github:');
        const { stdout } = await check(['--json'], right);
        const { findings } = JSON.parse(stdout) as { findings: { file: string; code: string }[] };
        expect(findings.filter(({ file }) => file.includes('connections/'))).toEqual([]);
    });
});

test('a folder without a project is wrong usage, --json or not', async () => {
    const text = await syncbench(['check', '--project', root, '--json', '--sarif']);
    expect(text.code).toBe(2);
    const none = await syncbench(['check', '--project', path.join(root, 'syntaxes'), '--json']);
    expect({ code: none.code, error: JSON.parse(none.stdout).error.type }).toEqual({ code: 2, error: 'no_project' });
});

test('the sample has neither errors nor warnings', async () => {
    const { code, stdout } = await syncbench([
        'check',
        '--project',
        path.join(root, 'samples/github-issues'),
        '--json',
    ]);
    const { findings } = JSON.parse(stdout) as { findings: { severity: string }[] };
    const serious = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
    expect({ code, serious }).toEqual({ code: 0, serious: [] });
});

describe('every code of scripts', () => {
    const pages = readdirSync(path.join(root, 'docs/findings'));

    test('is named by its page, which says how to silence it, and by the overview', () => {
        const overview = readFileSync(path.join(root, 'docs/findings/README.md'), 'utf8');
        for (const page of pages.filter((name) => isFindingCode(name.replace(/\.md$/, '')))) {
            const code = page.replace(/\.md$/, '');
            const text = readFileSync(path.join(root, 'docs/findings', page), 'utf8');
            expect(text).toMatch(new RegExp(`^# ${code}\\n`));
            expect(text).toContain(`// syncbench-ignore-next-line ${code}`);
            expect(overview).toContain(`(${page})`);
        }
    });
});

test('typescript is in the language server and in what check loads, and nowhere else', () => {
    const dist = path.join(root, 'dist');
    const bundles = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter(
        (file) => file.endsWith('.js') && !file.split(path.sep).includes('vendor'),
    );
    const holding = bundles.filter((file) => readFileSync(path.join(dist, file), 'utf8').includes('createSourceFile('));
    expect(holding.sort()).toEqual([path.join('chunks', 'check.js'), 'language.js']);
});
