import path from 'node:path';
import { type CodeAction, CodeActionKind, type Diagnostic, type TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ProjectConfig, SyncConfig } from '../../core/config/types';
import { entryOf, type SourceMapping } from '../../core/models';
import { kindOfFolder, type Script } from '../../core/project';
import type { ActionRequest } from './codeActions';
import { appended, createFile } from './documentEdits';
import { uriOf } from './uris';

/** Renames a script that nango.yaml lists and that has no file to the one that was probably meant; creates its file. */
export async function missingScriptActions({ project, diagnostics, document }: ActionRequest): Promise<CodeAction[]> {
    const asked = diagnostics.filter(({ code }) => code === 'script_file_missing');
    if (asked.length === 0) return [];
    const { scripts, config, misnamed } = await project.lists();
    return asked.flatMap((diagnostic) => {
        const script = scripts.find((one) => !one.exists && isAt(config!, one, diagnostic));
        if (!script) return [];
        const rename = renameActions(misnamed.get(script.file), script.name, diagnostic, document);
        const create: CodeAction = {
            title: `Create ${path.relative(project.project.root, script.file).split(path.sep).join('/')}`,
            kind: CodeActionKind.QuickFix,
            diagnostics: [diagnostic],
            isPreferred: rename.length === 0,
            edit: { documentChanges: createFile(script.file, scriptText(script, config!)) },
        };
        return [...rename, create];
    });
}

function renameActions(
    meant: string | undefined,
    name: string,
    diagnostic: Diagnostic,
    document: TextDocument,
): CodeAction[] {
    // A name in quotes is left to be changed by hand.
    if (meant === undefined || document.getText(diagnostic.range) !== name) return [];
    const newText = path.basename(meant, '.ts');
    const edit = { changes: { [document.uri]: [{ range: diagnostic.range, newText }] } };
    return [
        {
            title: `Change to ${newText}`,
            kind: CodeActionKind.QuickFix,
            diagnostics: [diagnostic],
            isPreferred: true,
            edit,
        },
    ];
}

function isAt({ integrations }: ProjectConfig, script: Script, { range }: Diagnostic): boolean {
    const integration = integrations.find(({ id }) => id === script.integration);
    const entries = [...(integration?.syncs ?? []), ...(integration?.actions ?? []), ...(integration?.onEvents ?? [])];
    return entries.some(
        ({ kind, name, nameRange }) =>
            kind === script.kind && name === script.name && nameRange.line - 1 === range.start.line,
    );
}

/** A script to begin with: types of what nango.yaml says of it, and nothing that does anything. */
function scriptText({ integration, kind, name, layout }: Script, { integrations }: ProjectConfig): string {
    const models = layout === 'root' ? './models' : '../../models';
    const found = integrations.find(({ id }) => id === integration);
    if (kind === 'sync') {
        const sync = found?.syncs.find((one) => one.name === name);
        const model = namedOutput(sync);
        const types = ['NangoSync', ...(model ? [model] : [])].sort().join(', ');
        const body = model
            ? `    const records: ${model}[] = [];\n\n    await nango.batchSave(records, '${model}');\n`
            : '';
        return `import type { ${types} } from '${models}';\n\nexport default async function fetchData(nango: NangoSync): Promise<void> {\n${body}}\n`;
    }
    const action = kind === 'action' ? found?.actions.find((one) => one.name === name) : undefined;
    const input = action?.input && !action.input.anonymous ? action.input.name : undefined;
    const types = ['NangoAction', ...(input ? [input] : [])].sort().join(', ');
    const signature =
        kind === 'action'
            ? `runAction(nango: NangoAction, input: ${input ?? 'unknown'})`
            : 'onEvent(nango: NangoAction)';
    return `import type { ${types} } from '${models}';\n\nexport default async function ${signature}: Promise<${kind === 'action' ? 'unknown' : 'void'}> {\n    throw new nango.ActionError({ message: 'Not written yet' });\n}\n`;
}

function namedOutput(sync: SyncConfig | undefined): string | undefined {
    return sync?.output.find(({ anonymous }) => !anonymous)?.name;
}

/** Lists a script that its project leaves out: an entry in nango.yaml, an import in index.ts. */
export async function listingActions(
    { project, file }: ActionRequest,
    diagnostics: Diagnostic[],
): Promise<CodeAction[]> {
    const { root, form, configFile } = project.project;
    const segments = path.relative(root, file).split(path.sep);
    const action = (title: string, target: string, edit: TextEdit): CodeAction => ({
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics,
        isPreferred: true,
        edit: { changes: { [uriOf(target)]: [edit] } },
    });
    if (form === 'zero-yaml') {
        const specifier = `./${segments.join('/').replace(/\.ts$/, '.js')}`;
        return [action('Import it in index.ts', path.join(root, 'index.ts'), appended(`import '${specifier}';\n`))];
    }
    const { config } = await project.lists();
    const [integration, folder, name] = segments;
    const edit = config && name && entryEdit(config, integration!, folder!, name.replace(/\.ts$/, ''));
    return edit ? [action(`Add it to "${integration}" in nango.yaml`, configFile!, edit)] : [];
}

/** Puts an entry under the key of its kind in an integration that has one, or under a new key of that integration. */
function entryEdit(config: ProjectConfig, integration: string, folder: string, name: string): TextEdit | undefined {
    const source = config.integrations.find(({ id }) => id === integration)?.source;
    const kind = kindOfFolder(folder);
    const [first] = source?.entries ?? [];
    // Block style only: a mapping in braces has no lines to add.
    if (
        !source ||
        !first ||
        kind === 'on-event' ||
        first.keyRange.column < 2 ||
        first.keyRange.line === first.value.range.line
    )
        return undefined;
    const section = entryOf(source, kind === 'sync' ? 'syncs' : 'actions');
    const indent = ' '.repeat(first.keyRange.column - 1);
    const entries = section?.value.kind === 'mapping' ? (section.value as SourceMapping).entries : [];
    const step = entries[0] ? ' '.repeat(entries[0].keyRange.column - first.keyRange.column) : '    ';
    const fields =
        kind === 'sync'
            ? ['runs: every day', 'output: Model', `endpoint: GET /${name}`]
            : [`endpoint: POST /${name}`, 'output: Model'];
    const lines = [`${indent}${step}${name}:`, ...fields.map((field) => `${indent}${step}${step}${field}`)];
    // Above the first of its kind, where the indentation is certain.
    if (section && entries[0]) return insertLines(entries[0].keyRange.line - 1, lines);
    if (section) return undefined;
    return insertLines(first.keyRange.line - 1, [`${indent}${kind === 'sync' ? 'syncs' : 'actions'}:`, ...lines]);
}

function insertLines(line: number, lines: string[]): TextEdit {
    const at = { line, character: 0 };
    return { range: { start: at, end: at }, newText: `${lines.join('\n')}\n` };
}
