import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { applyFix, codeOf, findingsOf, replaceText } from './support/findings';
import { until } from './support/until';

const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');

/** The script of each form, as test/vscode/support/makeFindingsWorkspace.mts writes it. */
const forms = [
    { form: 'classic', script: vscode.Uri.joinPath(folder, 'classic/demo/syncs/issues.ts') },
    { form: 'zero-YAML', script: vscode.Uri.joinPath(folder, 'zero-yaml/demo/syncs/issues.ts') },
];

for (const { form, script } of forms) {
    describe(`a script of a ${form} project`, () => {
        let document: vscode.TextDocument;

        before(async () => {
            document = await vscode.workspace.openTextDocument(script);
            await vscode.window.showTextDocument(document);
        });

        after(async () => {
            await vscode.window.showTextDocument(document);
            await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
        });

        it('shows its findings when it is opened, with a link to the page of each', async () => {
            const [finding] = await findingsOf(script, 'there is a finding', ({ length }) => length > 0);
            assert.ok(finding);
            assert.equal(codeOf(finding), 'unawaited-call');
            assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);
            assert.equal(document.getText(finding.range), "nango.log('begins')");
            assert.ok(typeof finding.code === 'object' && finding.code.target.scheme === 'command');
        });

        it('loses a finding by its quick fix, unsaved', async () => {
            const [finding] = await findingsOf(script, 'there is a finding', ({ length }) => length > 0);
            assert.ok(finding);
            assert.equal(await applyFix(script, finding), 'Add "await"');
            await findingsOf(script, 'there is no finding', ({ length }) => length === 0);
            assert.match(document.getText(), /await nango\.log\('begins'\)/);
            assert.equal(document.isDirty, true);
        });

        it('gets and loses findings by what is typed, unsaved', async () => {
            await replaceText(document, "'Issue');", "'Isue');");
            const [finding] = await findingsOf(script, 'a model is unknown', ([code]) => code === 'unknown-model');
            assert.ok(finding);
            assert.equal(document.getText(finding.range), "'Isue'");
            await replaceText(document, "'Isue');", "'Issue');");
            await findingsOf(script, 'there is no finding', ({ length }) => length === 0);
        });

        it('is helped with the members of nango', async () => {
            await replaceText(document, '// here', 'nango.');
            const position = document.positionAt(document.getText().indexOf('nango.\n') + 'nango.'.length);
            // TypeScript's server answers with words of the file until it has read the project.
            const labels = await until('batchSave is proposed as a member', async () => {
                const list = await vscode.commands.executeCommand<vscode.CompletionList>(
                    'vscode.executeCompletionItemProvider',
                    script,
                    position,
                    '.',
                );
                const members = list.items.filter(({ kind }) => kind === vscode.CompletionItemKind.Method);
                const names = members.map(({ label }) => (typeof label === 'string' ? label : label.label));
                return names.includes('batchSave') && names;
            });
            for (const name of ['get', 'paginate', 'log', 'getMetadata', 'trackDeletesStart']) {
                assert.ok(labels.includes(name), `${name} is not among ${labels.join(', ')}`);
            }
        });
    });
}

describe('nango.yaml', () => {
    const project = vscode.Uri.joinPath(folder, 'classic');

    it('brings models.ts up to date when it is saved', async () => {
        const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(project, 'models.ts'));
        try {
            const written = new Promise<void>((resolve) => {
                watcher.onDidChange(() => resolve());
                watcher.onDidCreate(() => resolve());
            });
            const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(project, 'nango.yaml'));
            await replaceText(document, '        title: string\n', '        title: string\n        votes: number\n');
            assert.equal(await document.save(), true);
            await written;
            const models = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(project, 'models.ts'));
            assert.match(models.getText(), /votes: number/);
        } finally {
            watcher.dispose();
        }
    });

    it('shows what is wrong with it while it is typed', async () => {
        const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(project, 'nango.yaml'));
        await vscode.window.showTextDocument(document);
        await replaceText(document, 'runs: every hour', 'runs: whenever');
        await findingsOf(document.uri, 'the interval is not understood', (codes) => codes.includes('invalid_runs'));
        await replaceText(document, 'runs: whenever', 'runs: every hour');
        await findingsOf(document.uri, 'there is no finding', ({ length }) => length === 0);
    });
});

describe('connection files', () => {
    const folderOf = (store: string) => vscode.Uri.joinPath(folder, 'classic', store, 'connections');
    const write = (file: vscode.Uri, text: string) =>
        vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));

    for (const store of ['syncbench']) {
        it(`of ${store} show their findings without being opened, and none once they are deleted`, async () => {
            const file = vscode.Uri.joinPath(folderOf(store), 'octo.json');
            await write(file, '{ "provider": "githbu" }');
            const [finding] = await findingsOf(file, 'the provider is unknown', ([code]) => code !== undefined);
            assert.ok(finding);
            assert.equal(codeOf(finding), 'connection-provider');
            await vscode.workspace.fs.delete(file);
            await findingsOf(file, 'there is no finding', ({ length }) => length === 0);
        });
    }

    it('show findings while they are typed, and propose what they may say', async () => {
        const file = vscode.Uri.joinPath(folderOf('.syncbench'), 'typed.json');
        await write(file, '{\n    "metdata": {}\n}\n');
        const document = await vscode.workspace.openTextDocument(file);
        await vscode.window.showTextDocument(document);
        await findingsOf(file, 'a field is misspelt', (codes) => codes.includes('connection-field'));
        await replaceText(document, 'metdata', 'metadata');
        await findingsOf(file, 'there is no finding', ({ length }) => length === 0);
        const labels = await until('fields are proposed', async () => {
            const list = await vscode.commands.executeCommand<vscode.CompletionList>(
                'vscode.executeCompletionItemProvider',
                file,
                new vscode.Position(1, 5),
            );
            const names = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
            return names.includes('base_url') && names;
        });
        assert.ok(labels.includes('credentials'));
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
        await vscode.workspace.fs.delete(file);
    });
});
