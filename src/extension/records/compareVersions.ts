import type { QuickPickItem } from 'vscode';
import type { RecordVersion } from '../../records/types';
import type { Services } from '../Services';
import { actionText } from './items';
import { type RecordAddress, recordUri } from './recordUri';

type Change = { before: RecordVersion; after: RecordVersion };

/** Shows what changed in a record: by its last change, or by an earlier one that the person picks. */
export async function compareVersions(services: Pick<Services, 'vscode' | 'engine'>, address: RecordAddress) {
    const { vscode, engine } = services;
    const { l10n, window, commands } = vscode;
    const { storeFolder, scope, id } = address;
    const versions = await (await engine.reader()).versions(storeFolder, scope, id);
    const changes = versions.slice(1).map((before, index): Change => ({ before, after: versions[index]! }));
    if (changes.length === 0) {
        void window.showInformationMessage(l10n.t('Record {0} has no earlier version.', id));
        return;
    }
    const change = changes.length === 1 ? changes[0] : await pickChange(services, id, changes);
    if (!change) return;
    const version = ({ at }: RecordVersion) => recordUri(vscode, { storeFolder, scope, id, at });
    const title = `${id}: ${dateText(change.before.at)} ↔ ${dateText(change.after.at)}`;
    await commands.executeCommand('vscode.diff', version(change.before), version(change.after), title);

    function dateText(at: string): string {
        return new Date(at).toLocaleString(vscode.env.language);
    }
}

async function pickChange(
    { vscode }: Pick<Services, 'vscode'>,
    id: string,
    changes: Change[],
): Promise<Change | undefined> {
    const { l10n } = vscode;
    const items = changes.map((change): QuickPickItem & { change: Change } => ({
        change,
        label: `${actionText(vscode, change.after.action)} ${new Date(change.after.at).toLocaleString(vscode.env.language)}`,
        description: l10n.t('run {0}', change.after.runId),
    }));
    const chosen = await vscode.window.showQuickPick(items, {
        title: l10n.t('Changes of record {0}', id),
        placeHolder: l10n.t('Which change? The newest is first.'),
    });
    return chosen?.change;
}
