import * as vscode from 'vscode';

const timeoutMs = 90_000;

/**
 * A file's findings, once they are as `isWanted` says: at once, or with one of the editor's next changes of diagnostics.
 * Those of TypeScript's own are left out.
 */
export async function findingsOf(
    uri: vscode.Uri,
    what: string,
    isWanted: (codes: string[]) => boolean,
): Promise<vscode.Diagnostic[]> {
    const look = () => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'syncbench');
    return await new Promise((resolve, reject) => {
        const check = () => {
            const found = look();
            if (!isWanted(found.map(codeOf))) return;
            clearTimeout(timer);
            changes.dispose();
            resolve(found);
        };
        const changes = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
            if (uris.some((changed) => changed.toString() === uri.toString())) check();
        });
        const timer = setTimeout(() => {
            changes.dispose();
            reject(new Error(`Waited in vain until ${what}; there are ${JSON.stringify(look().map(codeOf))}.`));
        }, timeoutMs);
        check();
    });
}

/** The code of a finding; a link to its page is left out. */
export function codeOf({ code }: vscode.Diagnostic): string {
    return String(typeof code === 'object' ? code.value : code);
}

/** Applies the preferred quick fix of a finding, without saving. Returns the fix's title. */
export async function applyFix(uri: vscode.Uri, finding: vscode.Diagnostic): Promise<string> {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        finding.range,
        vscode.CodeActionKind.QuickFix.value,
    );
    // The editor's command leaves out which findings an action is for.
    const preferred = actions.find(({ isPreferred }) => isPreferred);
    if (!preferred?.edit) throw new Error(`No preferred fix among: ${actions.map(({ title }) => title).join(', ')}`);
    if (!(await vscode.workspace.applyEdit(preferred.edit))) throw new Error('The edit was not applied.');
    return preferred.title;
}

/** Puts text in the place of another in an open document, as if it were typed: nothing is saved. */
export async function replaceText(document: vscode.TextDocument, from: string, to: string): Promise<void> {
    const start = document.getText().indexOf(from);
    if (start < 0) throw new Error(`${document.fileName} has no "${from}".`);
    const edit = new vscode.WorkspaceEdit();
    const range = new vscode.Range(document.positionAt(start), document.positionAt(start + from.length));
    edit.replace(document.uri, range, to);
    if (!(await vscode.workspace.applyEdit(edit))) throw new Error('The edit was not applied.');
}
