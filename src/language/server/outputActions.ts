import { type CodeAction, CodeActionKind, type Diagnostic, type TextEdit } from 'vscode-languageserver';
import { entryOf, type SourceNode, type SourceRange } from '../../core/models';
import type { ActionRequest } from './codeActions';
import { uriOf } from './uris';

/**
 * Adds a model to the output of a classic sync in nango.yaml, and an endpoint for it: there must be as many of both
 * (nango-semantics §2.3). Offered where both are written on one line, and no other sync of the integration has the model.
 */
export async function outputActions(
    { project, file }: ActionRequest,
    model: string,
    diagnostics: Diagnostic[],
): Promise<CodeAction[]> {
    const { config, scripts } = await project.lists();
    const { configFile } = project.project;
    const own = scripts.filter((script) => script.file === file && script.kind === 'sync');
    const [script] = own;
    if (!config || configFile === undefined || !script || own.length > 1) return [];
    const integration = config.integrations.find(({ id }) => id === script.integration);
    const sync = integration?.syncs.find(({ name }) => name === script.name);
    const isTaken = integration?.syncs.some(({ output }) => output.some(({ name }) => name === model));
    if (!sync || isTaken) return [];
    const path = `/${script.name}/${model.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()}`;
    const output = entryOf(sync.source, 'output');
    const endpoint = entryOf(sync.source, 'endpoint');
    const edits = [withItem(output?.value, model), withItem(endpoint?.value, `GET ${path}`)];
    if (edits.some((edit) => edit === undefined)) return [];
    return [
        {
            title: `Add "${model}" to the output of "${script.name}" in nango.yaml, with the endpoint ${path}`,
            kind: CodeActionKind.QuickFix,
            diagnostics,
            isPreferred: false,
            edit: { changes: { [uriOf(configFile)]: edits.map((edit) => edit!) } },
        },
    ];
}

/** The edit that makes a list of a plain value, or adds to a list in brackets; undefined for any other style. */
function withItem(node: SourceNode | undefined, item: string): TextEdit | undefined {
    if (node?.kind === 'scalar' && node.plain && node.verbatim && typeof node.value === 'string') {
        return { range: rangeOf(node.range), newText: `[${node.text}, ${item}]` };
    }
    const last = node?.kind === 'list' ? node.items.at(-1) : undefined;
    const isInBrackets = node && last && node.range.endLine === node.range.line && node.range.end > last.range.end;
    if (!isInBrackets) return undefined;
    const { endLine, endColumn } = last.range;
    const at = { line: endLine - 1, character: endColumn - 1 };
    return { range: { start: at, end: at }, newText: `, ${item}` };
}

function rangeOf({ line, column, endLine, endColumn }: SourceRange): TextEdit['range'] {
    return {
        start: { line: line - 1, character: column - 1 },
        end: { line: endLine - 1, character: endColumn - 1 },
    };
}
