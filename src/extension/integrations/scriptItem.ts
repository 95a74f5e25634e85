import type { TreeItem } from 'vscode';
import type { Location } from '../../core/findings/types';
import type { ScriptKind } from '../../core/project/types';
import { placeCommand } from '../errors/placeCommand';
import { listingFile, type ScriptEntry } from '../projects/readProject';
import type { ResultText } from '../results/describeResult';
import type { VSCode } from '../vscodeTypes';

const KIND_ICONS: Record<ScriptKind, string> = { sync: 'sync', action: 'zap', 'on-event': 'bell' };

/**
 * A script as a line of the tree. The icon says what it is until it has run, and how that ended from then on; the kind
 * of what is no sync is then a word of the description.
 */
export function scriptItem(vscode: VSCode, entry: ScriptEntry, result: ResultText | undefined): TreeItem {
    const { script, key } = entry;
    const { l10n } = vscode;
    const item = new vscode.TreeItem(script.name, vscode.TreeItemCollapsibleState.None);
    item.id = key;
    item.contextValue = script.exists ? `script.${script.kind}` : `script.${script.kind}.missing`;
    item.command = placeCommand(vscode, placeOf(entry));
    if (!script.exists) {
        item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
        item.description = l10n.t('file missing');
    } else if (result) {
        item.iconPath = result.icon;
        item.description = script.kind === 'sync' ? result.text : `${kindText(vscode, script.kind)} · ${result.text}`;
    } else {
        item.iconPath = new vscode.ThemeIcon(KIND_ICONS[script.kind]);
    }
    const state = script.exists ? (result?.text ?? l10n.t('never run')) : l10n.t('file missing');
    item.accessibilityInformation = { label: `${script.name}, ${kindText(vscode, script.kind)}, ${state}` };
    return item;
}

/** Where a script is to be seen: its file, or where it is listed when that is missing. */
export function placeOf({ script, project, config, missing }: ScriptEntry): Partial<Location> & { file: string } {
    if (script.exists) return { file: script.file };
    if (missing) return missing.location;
    const integration = project.integrations.find(({ id }) => id === script.integration);
    const listed = config ?? integration?.onEvents.find(({ name }) => name === script.name);
    const { line, column } = listed?.nameRange ?? {};
    return { file: listingFile(project.project), line, column };
}

export function kindText({ l10n }: Pick<VSCode, 'l10n'>, kind: ScriptKind): string {
    if (kind === 'sync') return l10n.t('sync');
    return kind === 'action' ? l10n.t('action') : l10n.t('on-event');
}
