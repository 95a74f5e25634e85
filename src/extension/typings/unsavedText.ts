import path from 'node:path';
import { UserError } from '../../core/findings/UserError';
import type { VSCode } from '../vscodeTypes';

/** A file's text in an editor that has not saved it; undefined where the file on the disk is all there is. */
export function unsavedText({ workspace }: Pick<VSCode, 'workspace'>, file: string): string | undefined {
    const open = workspace.textDocuments.find(
        ({ isDirty, uri }) => isDirty && uri.scheme === 'file' && path.relative(uri.fsPath, file) === '',
    );
    return open?.getText();
}

/**
 * What is being written in an editor is not written under its hands.
 * @throws UserError `unsaved_changes`
 */
export function requireSaved(vscode: Pick<VSCode, 'workspace' | 'l10n'>, file: string): void {
    if (unsavedText(vscode, file) === undefined) return;
    const { t } = vscode.l10n;
    throw new UserError('unsaved_changes', t('{0} has unsaved changes.', path.basename(file)), {
        advice: t('Save or revert them first.'),
        location: { file, line: 1, column: 1 },
    });
}
