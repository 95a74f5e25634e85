import type { Command } from 'vscode';
import type { VSCode } from '../vscodeTypes';

/**
 * What a tree item does when it is clicked: opens a file, at a place when one is given (1-based). VS Code's own command
 * for it knows previews, double clicks and opening to the side.
 */
export function placeCommand(vscode: VSCode, place: { file: string; line?: number; column?: number }): Command {
    const { file, line, column = 1 } = place;
    const uri = vscode.Uri.file(file);
    const title = vscode.l10n.t('Open');
    if (line === undefined) return { command: 'vscode.open', title, arguments: [uri] };
    const position = new vscode.Position(line - 1, column - 1);
    const selection = new vscode.Range(position, position);
    return { command: 'vscode.open', title, arguments: [uri, { selection }] };
}
