import type { LogOutputChannel } from 'vscode';
import { UserError } from '../../core/findings/UserError';
import { editorTerms } from '../runs/with/editorTerms';
import { namedSetting, OPEN_SETTINGS } from '../settings/namedSetting';
import type { VSCode } from '../vscodeTypes';

/** Tells a person what went wrong, in one message with advice and a way to the place. Anything but a UserError is a defect, and its stack goes to the log. */
export async function showError(vscode: VSCode, log: LogOutputChannel, error: unknown): Promise<void> {
    const { l10n, window, commands } = vscode;
    if (!(error instanceof UserError)) {
        log.error(error instanceof Error ? error : String(error));
        const seeLog = l10n.t('Show Log');
        const message = error instanceof Error ? error.message : String(error);
        if ((await window.showErrorMessage(l10n.t('Syncbench: {0}', message), seeLog)) === seeLog) log.show();
        return;
    }
    log.error(`${error.code}: ${error.message}`);
    const { advice, location } = error.details;
    const actions: { title: string; run: () => unknown }[] = [];
    if (location) {
        actions.push({ title: l10n.t('Go to File'), run: () => openLocation(vscode, location) });
    }
    const text = editorTerms(vscode, advice ? `${error.message} ${advice}` : error.message);
    const setting = namedSetting(text);
    if (setting) {
        actions.push({ title: l10n.t('Open Settings'), run: () => commands.executeCommand(OPEN_SETTINGS, setting) });
    }
    if (error.code === 'untrusted_workspace') {
        actions.push({ title: l10n.t('Manage Trust'), run: () => commands.executeCommand('workbench.trust.manage') });
    }
    const chosen = await window.showErrorMessage(text, ...actions);
    await chosen?.run();
}

/** Opens a file at a place; lines and columns are 1-based. */
export async function openLocation(
    vscode: VSCode,
    place: { file: string; line?: number; column?: number },
): Promise<void> {
    const position = new vscode.Position(Math.max(0, (place.line ?? 1) - 1), Math.max(0, (place.column ?? 1) - 1));
    const selection = new vscode.Range(position, position);
    await vscode.window.showTextDocument(vscode.Uri.file(place.file), { selection });
}
