import { eventsOf } from '../projects/eventsOf';
import type { ScriptEntry } from '../projects/readProject';
import type { VSCode } from '../vscodeTypes';

/** Asks which of its events an on-event script runs on. @returns undefined when the person turned away */
export async function chooseEvent(vscode: VSCode, script: ScriptEntry): Promise<string | undefined> {
    const { integration, name } = script.script;
    const items = eventsOf(script).map((label) => ({ label, iconPath: new vscode.ThemeIcon('bell') }));
    const chosen = await vscode.window.showQuickPick(items, {
        title: vscode.l10n.t('Event for {0}/{1}', integration, name),
        placeHolder: vscode.l10n.t('It is remembered for this script; Run With… changes it.'),
    });
    return chosen?.label;
}
