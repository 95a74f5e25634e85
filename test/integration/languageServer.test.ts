import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { CodeAction, CompletionItem, Hover } from 'vscode-languageserver/node';
import { codesOf, LanguageClient } from '../support/languageClient';
import { syncbench } from '../support/syncbench';
import { sync, type TestProject, testProject } from '../support/testProject';

let project: TestProject | undefined;
let client: LanguageClient | undefined;

async function start(files: Record<string, string>, options: Parameters<typeof LanguageClient.start>[1] = {}) {
    project = testProject(files);
    client = await LanguageClient.start(project.root, options);
    return { project, client };
}

afterEach(async () => {
    await client?.stop();
    project?.remove();
    client = undefined;
    project = undefined;
});

const SCRIPT = 'demo/syncs/issues.ts';
const at = (line: number, character: number) => ({ line, character });
const actionsAt = (
    from: LanguageClient,
    file: string,
    line: number,
    character: number,
    diagnostics: unknown[],
    only?: string[],
) =>
    from.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri: from.uri(file) },
        range: { start: at(line, character), end: at(line, character) },
        context: { diagnostics, ...(only && { only }) },
    });

test('findings come when a file is opened, change with what is typed, and go when it is mended, all unsaved', async () => {
    const { client } = await start({ [SCRIPT]: sync(`    await nango.log('x');`) });
    await client.open(SCRIPT, sync(`    nango.log('x');`));
    const [finding] = await client.findings(SCRIPT, ({ length }) => length === 1);
    expect(finding).toMatchObject({
        code: 'unawaited-call',
        severity: 1,
        source: 'syncbench',
        range: { start: at(2, 4), end: at(2, 18) },
        message: expect.stringContaining('Write "await nango.log(…)".'),
    });

    await client.change(SCRIPT, [{ range: { start: at(2, 4), end: at(2, 4) }, newText: 'await ' }]);
    expect(await client.findings(SCRIPT, ({ length }) => length === 0)).toEqual([]);
});

test('the whole project is looked at, helpers and nango.yaml too, but not its tests', async () => {
    const { client, project } = await start({
        [SCRIPT]: sync('', `import { x } from '../helper';`),
        'demo/helper.ts': `import axios from 'axios'; export const x = axios;`,
        'demo/tests/issues.test.ts': `import { test } from 'vitest';`,
    });
    writeFileSync(
        path.join(project.root, 'nango.yaml'),
        `${readFileSync(path.join(project.root, 'nango.yaml'), 'utf8')}    Bad-Name:\n        id: string\n`,
    );
    expect(codesOf(await client.findings(SCRIPT, ({ length }) => length > 0))).toEqual(['imported-file-error']);
    expect(codesOf(await client.findings('demo/helper.ts', ({ length }) => length > 0))).toEqual(['disallowed-import']);
    expect(codesOf(await client.findings('nango.yaml', ({ length }) => length > 0))).toContain('invalid_model_name');

    await client.open('demo/tests/issues.test.ts');
    await client.open('demo/helper.ts', `export const x = 1;`);
    // The script's findings change after the test file was opened, so that it had its turn.
    expect(await client.findings(SCRIPT, ({ length }) => length === 0)).toEqual([]);
    let shown = false;
    void client.findings('demo/tests/issues.test.ts', () => (shown = true));
    expect(shown).toBe(false);
});

test('a change of nango.yaml in the editor concerns the scripts', async () => {
    const { client, project } = await start({ [SCRIPT]: sync(`    await nango.batchSave([], 'Item');`) });
    await client.open(SCRIPT);
    const yaml = readFileSync(path.join(project.root, 'nango.yaml'), 'utf8');
    await client.open('nango.yaml', yaml.replaceAll('Item', 'Thing'));
    expect(codesOf(await client.findings(SCRIPT, ({ length }) => length > 0))).toEqual(['unknown-model']);
});

test('a file that the editor says was changed on the disk is read again', async () => {
    const { client, project } = await start({ [SCRIPT]: sync(`    nango.log('x');`) });
    await client.findings(SCRIPT, ({ length }) => length === 1);
    writeFileSync(path.join(project.root, SCRIPT), sync(`    await nango.log('x');`));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: client.uri(SCRIPT), type: 2 }],
    });
    expect(await client.findings(SCRIPT, ({ length }) => length === 0)).toEqual([]);
});

test('severities can be set, findings switched off, and each finding leads to its page', async () => {
    const { client } = await start(
        { [SCRIPT]: sync(`    nango.log('x');\n    console.log('y');\n    fetch('z');`) },
        {
            settings: { severity: { 'unawaited-call': 'hint', 'console-call': 'off' } },
            options: { explainUri: 'command:explain?{code}' },
        },
    );
    const findings = await client.findings(SCRIPT, ({ length }) => length === 2);
    expect(findings.map(({ code, severity }) => ({ code, severity }))).toEqual([
        { code: 'unawaited-call', severity: 4 },
        { code: 'missing-global', severity: 1 },
    ]);
    expect(findings[0]!.codeDescription).toEqual({ href: 'command:explain?unawaited-call' });
});

/** The codes of what `syncbench check` finds in what is on the disk. */
async function errorsOf(root: string): Promise<string[]> {
    const { stdout } = await syncbench(['check', '--project', root, '--json']);
    return (JSON.parse(stdout) as { findings: { code: string }[] }).findings.map(({ code }) => code);
}

describe('code actions', () => {
    test('mend one finding, silence it, or mend all', async () => {
        const { client } = await start({ [SCRIPT]: sync(`    nango.log('x');\n    console.log('y');`) });
        await client.open(SCRIPT);
        const diagnostics = await client.findings(SCRIPT, ({ length }) => length === 2);
        const actions = await actionsAt(client, SCRIPT, 2, 6, diagnostics);
        expect(actions.map(({ title, isPreferred }) => `${title}${isPreferred ? ' *' : ''}`)).toEqual([
            'Add "await" *',
            'Fix all Nango findings in this file',
            'Ignore "unawaited-call" here',
            'Ignore "unawaited-call" in this file',
        ]);
        expect(actions[0]!.diagnostics).toEqual([diagnostics[0]]);
        await client.change(SCRIPT, actions[0]!.edit!.changes![client.uri(SCRIPT)]!);
        expect(codesOf(await client.findings(SCRIPT, ({ length }) => length === 1))).toEqual(['console-call']);

        const [all] = await actionsAt(client, SCRIPT, 0, 0, [], ['source.fixAll']);
        expect(all).toMatchObject({ kind: 'source.fixAll.syncbench' });
        await client.change(SCRIPT, all!.edit!.changes![client.uri(SCRIPT)]!);
        expect(await client.findings(SCRIPT, ({ length }) => length === 0)).toEqual([]);
    });

    test('create the script that nango.yaml lists', async () => {
        const { client, project } = await start({ [SCRIPT]: sync('') });
        project.drop(SCRIPT);
        await client.open('nango.yaml');
        const diagnostics = await client.findings('nango.yaml', (all) => codesOf(all).includes('script_file_missing'));
        const missing = diagnostics.filter(({ code }) => code === 'script_file_missing');
        const [create] = await actionsAt(client, 'nango.yaml', missing[0]!.range.start.line, 0, missing);
        expect(create).toMatchObject({
            title: `Create ${SCRIPT}`,
            edit: {
                documentChanges: [
                    { kind: 'create', uri: client.uri(SCRIPT) },
                    { edits: [{ newText: expect.stringContaining("nango.batchSave(records, 'Item')") }] },
                ],
            },
        });
    });

    test('correct the name by which nango.yaml lists a script', async () => {
        const listed = `integrations:\n  demo:\n    syncs:\n      isues:\n        runs: every hour\n        output: Item\n        endpoint: GET /a\nmodels:\n  Item:\n    id: string\n`;
        const { client } = await start({ [SCRIPT]: sync(''), 'nango.yaml': listed });
        await client.open('nango.yaml');
        const missing = await client.findings('nango.yaml', (all) => codesOf(all).includes('script_file_missing'));
        const actions = await actionsAt(client, 'nango.yaml', 3, 6, missing);
        expect(actions.map(({ title, isPreferred }) => `${title}${isPreferred ? ' *' : ''}`)).toEqual([
            'Change to issues *',
            'Create demo/syncs/isues.ts',
        ]);
        await client.change('nango.yaml', actions[0]!.edit!.changes![client.uri('nango.yaml')]!);
        expect(await client.findings('nango.yaml', ({ length }) => length === 0)).toEqual([]);
    });

    test.each([
        ['plain values', 'Item', 'GET /issues'],
        ['lists in brackets', '[Item]', '[ GET /issues ]'],
    ])(
        'add a model to the output in nango.yaml, with an endpoint, where it has %s',
        async (_style, output, endpoint) => {
            const yaml = `integrations:\n  demo:\n    syncs:\n      issues:\n        runs: every hour\n        output: ${output}\n        endpoint: ${endpoint}\nmodels:\n  Item:\n    id: string\n  SideEffect:\n    id: string\n`;
            const { client, project } = await start({
                'nango.yaml': yaml,
                [SCRIPT]: sync(`    await nango.batchSave([], 'SideEffect');`),
            });
            await client.open(SCRIPT);
            await client.open('nango.yaml');
            const diagnostics = await client.findings(SCRIPT, ({ length }) => length === 1);
            expect(codesOf(diagnostics)).toEqual(['model-not-in-output']);
            const [add] = await actionsAt(client, SCRIPT, 2, 32, diagnostics);
            expect(add!.title).toBe(
                'Add "SideEffect" to the output of "issues" in nango.yaml, with the endpoint /issues/side-effect',
            );
            await client.change('nango.yaml', add!.edit!.changes![client.uri('nango.yaml')]!);
            expect(await client.findings(SCRIPT, ({ length }) => length === 0)).toEqual([]);
            const edits = add!.edit!.changes![client.uri('nango.yaml')]!;
            const lines = yaml.split('\n');
            for (const { range, newText } of edits) {
                const line = lines[range.start.line]!;
                lines[range.start.line] =
                    `${line.slice(0, range.start.character)}${newText}${line.slice(range.end.character)}`;
            }
            writeFileSync(path.join(project.root, 'nango.yaml'), lines.join('\n'));
            expect(await errorsOf(project.root)).toEqual([]);
        },
    );

    test.each([
        ['demo/syncs/open-issues.ts', "await nango.batchSave(records, 'OpenIssues')"],
        ['demo/actions/create.ts', 'createAction({'],
        ['demo/on-events/hello.ts', 'createOnEvent({'],
    ])('create %s, which index.ts lists', async (script, part) => {
        const index = `import './demo/syncs/issues.js';\nimport './${script.replace(/ts$/, 'js')}';\n`;
        const issues = `import { createSync } from 'nango';\nexport default createSync({ exec: async (nango) => {} });\n`;
        const created = testProject({ '.nango/nango.json': '[]', 'index.ts': index, [SCRIPT]: issues });
        created.drop('nango.yaml');
        project = created;
        const { root } = created;
        client = await LanguageClient.start(root);
        await client.open('index.ts');
        const diagnostics = await client.findings('index.ts', ({ length }) => length === 1);
        const [create] = await actionsAt(client, 'index.ts', 1, 10, diagnostics);
        expect(create!.title).toBe(`Create ${script}`);
        const [file, text] = create!.edit!.documentChanges as unknown as [
            { uri: string },
            { edits: { newText: string }[] },
        ];
        expect(file.uri).toBe(client.uri(script));
        expect(text.edits[0]!.newText).toContain(part);
        mkdirSync(path.dirname(path.join(root, script)), { recursive: true });
        writeFileSync(path.join(root, script), text.edits[0]!.newText);
        await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
            changes: [{ uri: client.uri(script), type: 1 }],
        });
        expect(await client.findings('index.ts', ({ length }) => length === 0)).toEqual([]);
        expect(await errorsOf(root)).toEqual([]);
    });

    test('list the script that nango.yaml leaves out', async () => {
        const { client, project } = await start({ [SCRIPT]: sync('') });
        writeFileSync(path.join(project.root, 'demo/syncs/draft.ts'), sync(''));
        await client.open('demo/syncs/draft.ts');
        const diagnostics = await client.findings('demo/syncs/draft.ts', (all) =>
            codesOf(all).includes('unlisted-script'),
        );
        const [add] = await actionsAt(
            client,
            'demo/syncs/draft.ts',
            diagnostics[0]!.range.start.line,
            diagnostics[0]!.range.start.character,
            diagnostics,
        );
        expect(add!.title).toBe('Add it to "demo" in nango.yaml');
        const [edit] = add!.edit!.changes![client.uri('nango.yaml')]!;
        const lines = readFileSync(path.join(project.root, 'nango.yaml'), 'utf8').split('\n');
        lines.splice(edit!.range.start.line, 0, edit!.newText.replace(/\n$/, ''));
        writeFileSync(path.join(project.root, 'nango.yaml'), lines.join('\n'));
        await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
            changes: [{ uri: client.uri('nango.yaml'), type: 2 }],
        });
        const left = await client.findings('demo/syncs/draft.ts', ({ length }) => length === 0);
        expect(left).toEqual([]);
    });
});

test('hover shows a model and how many records of it there are, in a script and in nango.yaml', async () => {
    const { client, project } = await start(
        { [SCRIPT]: sync(`    await nango.batchSave([], 'Item');`) },
        { options: { countsRecords: true }, counts: () => 1204 },
    );
    await client.open(SCRIPT);
    await client.open('nango.yaml');
    const hover = (file: string, line: number, character: number) =>
        client.connection.sendRequest<Hover | null>('textDocument/hover', {
            textDocument: { uri: client.uri(file) },
            position: at(line, character),
        });
    const value =
        '```typescript\ninterface Item {\n    id: string;\n    name: string;\n}\n```\n\n1,204 records saved on this machine';
    const inScript = await hover(SCRIPT, 2, 34);
    expect(inScript).toMatchObject({ contents: { value }, range: { start: at(2, 31), end: at(2, 35) } });
    expect(await hover(SCRIPT, 2, 10)).toBeNull();

    const yaml = readFileSync(path.join(project.root, 'nango.yaml'), 'utf8').split('\n');
    const line = yaml.findIndex((text) => text.includes('output: [Item'));
    expect(await hover('nango.yaml', line, yaml[line]!.indexOf('Item') + 1)).toMatchObject({ contents: { value } });
});

test('completion offers the models that the script saves, and no others elsewhere', async () => {
    const { client } = await start({ [SCRIPT]: sync(`    await nango.batchSave([], '');\n    await nango.log('');`) });
    await client.open(SCRIPT);
    const complete = (line: number, character: number) =>
        client.connection.sendRequest<CompletionItem[] | null>('textDocument/completion', {
            textDocument: { uri: client.uri(SCRIPT) },
            position: at(line, character),
        });
    expect((await complete(2, 31))?.map(({ label }) => label)).toEqual(['Item', 'Other']);
    expect(await complete(3, 21)).toBeNull();
});
