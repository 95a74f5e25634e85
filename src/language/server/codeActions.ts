import { type CodeAction, CodeActionKind, type Diagnostic, type Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { analyseFile } from '../analysis/analyseFile';
import type { ScriptFinding } from '../analysis/types';
import { fixAll } from '../fixes/fixAll';
import { FileFixes } from '../fixes/fixesFor';
import type { ProjectAnalysis } from '../project/ProjectAnalysis';
import { difference, textEdits } from './documentEdits';
import { listingActions, missingScriptActions } from './listActions';
import { outputActions } from './outputActions';
import { missingEntryActions } from './zeroYamlScript';

/** The kind under which an editor can mend a file's findings when it is saved. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.syncbench`;

export interface ActionRequest {
    project: ProjectAnalysis;
    document: TextDocument;
    /** Absolute path of the document. */
    file: string;
    range: Range;
    diagnostics: readonly Diagnostic[];
    /** Kinds that are asked for; all when undefined. */
    only?: readonly string[];
}

/** What can be done about the findings of a place, or of the whole file. */
export async function codeActions(request: ActionRequest): Promise<CodeAction[]> {
    const { project, document, file, only } = request;
    const wants = (kind: string) => !only || only.some((one) => kind === one || kind.startsWith(`${one}.`));
    if (file === project.project.configFile) {
        return wants(CodeActionKind.QuickFix) ? missingScriptActions(request) : [];
    }
    const actions: CodeAction[] = [];
    if (wants(CodeActionKind.QuickFix)) actions.push(...(await quickFixes(request)));
    // Working it out takes as long as mending: only when the editor asks for nothing else, on saving.
    if (only && wants(FIX_ALL)) {
        const edits = await fixAllEdits(project, document, file);
        if (edits.length > 0) {
            actions.push({
                title: 'Fix all Nango findings in this file',
                kind: FIX_ALL,
                edit: { changes: { [document.uri]: edits } },
            });
        }
    }
    return actions;
}

async function quickFixes(request: ActionRequest): Promise<CodeAction[]> {
    const { project, document, file, diagnostics } = request;
    const findings = (await project.findings(file)).filter((finding) => isMeant(document, finding, request));
    if (findings.length === 0) return [];
    const fixes = new FileFixes(file, document.getText(), await project.roleOf(file));
    const actions: CodeAction[] = [];
    const suppressions: CodeAction[] = [];
    for (const finding of findings) {
        const about = diagnostics.filter((one) => one.code === finding.code && startsAt(document, one, finding));
        const action = (fix: {
            title: string;
            edits: Parameters<typeof textEdits>[1];
            preferred: boolean;
        }): CodeAction => ({
            title: fix.title,
            kind: CodeActionKind.QuickFix,
            diagnostics: about,
            isPreferred: fix.preferred,
            edit: { changes: { [document.uri]: textEdits(document, fix.edits) } },
        });
        actions.push(...fixes.of(finding).map(action));
        actions.push(...(await projectActions(request, finding, about)));
        suppressions.push(...fixes.suppressions(finding).map(action));
    }
    const all = await fixAllEdits(project, document, file);
    if (actions.length > 0 && all.length > 0) {
        actions.push({
            title: 'Fix all Nango findings in this file',
            kind: CodeActionKind.QuickFix,
            diagnostics: [...diagnostics],
            edit: { changes: { [document.uri]: all } },
        });
    }
    return [...actions, ...suppressions];
}

/** What can be done about a finding in other files than its own. */
async function projectActions(
    request: ActionRequest,
    finding: ScriptFinding,
    about: Diagnostic[],
): Promise<CodeAction[]> {
    const { start, end } = finding;
    switch (finding.code) {
        case 'unlisted-script':
            return await listingActions(request, about);
        case 'import-not-found':
            return missingEntryActions(request, finding, about);
        case 'model-not-in-output':
            return await outputActions(request, request.document.getText().slice(start + 1, end - 1), about);
        default:
            return [];
    }
}

async function fixAllEdits(project: ProjectAnalysis, document: TextDocument, file: string) {
    const text = document.getText();
    const role = await project.roleOf(file);
    // What is behind imports stays as it is while this file is mended.
    const findingsIn = (current: string) =>
        current === text ? project.findings(file) : analyseFile(file, current, role).findings;
    return difference(document, await fixAll(file, text, role, findingsIn));
}

/** True for a finding that the cursor or selection touches, of those that the editor asks about. */
function isMeant(document: TextDocument, finding: ScriptFinding, { range, diagnostics }: ActionRequest): boolean {
    const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const isTouched = finding.start <= to && finding.end >= from;
    return isTouched && (diagnostics.length === 0 || diagnostics.some((one) => one.code === finding.code));
}

function startsAt(document: TextDocument, { range }: Diagnostic, { start }: ScriptFinding): boolean {
    return document.offsetAt(range.start) === start;
}
