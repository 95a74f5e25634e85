import { type CompletionItem, CompletionItemKind, type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ProjectAnalysis } from '../project/ProjectAnalysis';
import { configModelAt } from './configModelAt';
import { configModelShape, modelNameAt, modelNames, modelShape } from './modelHelp';

/** A place of a document that the editor asks about. */
export interface Help {
    project: ProjectAnalysis;
    document: TextDocument;
    /** Absolute path of the document. */
    file: string;
    position: Position;
    /** How many records of a model the project's store has; undefined where that is not known. */
    countRecords(projectRoot: string, model: string): Promise<number | undefined>;
}

/** A model's shape, and how many records of it were saved, on its name in a script or in nango.yaml. */
export async function hover(request: Help): Promise<Hover | undefined> {
    const found =
        request.file === request.project.project.configFile ? await inConfig(request) : await inScript(request);
    if (!found) return undefined;
    const { name, shape, range } = found;
    const count = await request.countRecords(request.project.project.root, name);
    const lines = [`\`\`\`typescript\n${shape}\n\`\`\``];
    if (count !== undefined)
        lines.push(`${count.toLocaleString('en')} ${count === 1 ? 'record' : 'records'} saved on this machine`);
    return { contents: { kind: MarkupKind.Markdown, value: lines.join('\n\n') }, range };
}

async function inScript({ project, document, file, position }: Help) {
    const found = modelNameAt(file, document.getText(), await project.roleOf(file), document.offsetAt(position));
    const shape = found && modelShape(found, (await project.lists()).config);
    if (!found || shape === undefined) return undefined;
    const range = { start: document.positionAt(found.start), end: document.positionAt(found.end) };
    return { name: found.name, shape, range };
}

async function inConfig({ project, position }: Help) {
    const { config } = await project.lists();
    const found = config && configModelAt(config, position.line + 1, position.character + 1);
    const shape = found && configModelShape(found.name, config);
    if (!found || shape === undefined) return undefined;
    const { line, column, endLine, endColumn } = found.range;
    const range = {
        start: { line: line - 1, character: column - 1 },
        end: { line: endLine - 1, character: endColumn - 1 },
    };
    return { name: found.name, shape, range };
}

/** The names of models, where a call wants one. Everything else is TypeScript's own to complete. */
export async function completions({ project, document, file, position }: Help): Promise<CompletionItem[] | undefined> {
    if (!file.endsWith('.ts')) return undefined;
    const found = modelNameAt(file, document.getText(), await project.roleOf(file), document.offsetAt(position));
    if (!found) return undefined;
    const range = { start: document.positionAt(found.start), end: document.positionAt(found.end) };
    const { config } = await project.lists();
    return modelNames(found).map((name, index) => {
        const shape = modelShape({ ...found, name }, config);
        return {
            label: name,
            kind: CompletionItemKind.Interface,
            sortText: String(index).padStart(5, '0'),
            textEdit: { range, newText: name },
            ...(shape !== undefined && {
                documentation: { kind: MarkupKind.Markdown, value: `\`\`\`typescript\n${shape}\n\`\`\`` },
            }),
        };
    });
}
