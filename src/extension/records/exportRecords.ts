import path from 'node:path';
import type { QuickPickItem, Uri } from 'vscode';
import { UserError } from '../../core/findings/UserError';
import { recordsText } from '../results/describeResult';
import { groupedNumber } from '../results/groupedNumber';
import type { Services } from '../Services';
import { modelName, type ScopeOfProject } from './pickModels';

interface Format {
    format: 'json' | 'csv';
    includeDeleted: boolean;
}

/** Writes the records of a model into a file that the person chooses. Turning away from a question writes nothing. */
export async function exportRecords(
    { vscode, engine }: Pick<Services, 'vscode' | 'engine'>,
    chosen: ScopeOfProject,
): Promise<void> {
    const { l10n, window, commands } = vscode;
    const how = await pickFormat({ vscode }, chosen);
    if (!how) return;
    const uri = await window.showSaveDialog({
        title: l10n.t('Export Records of {0}', modelName(chosen)),
        defaultUri: vscode.Uri.file(path.join(chosen.project.project.root, `${chosen.scope.model}.${how.format}`)),
        filters: { [how.format.toUpperCase()]: [how.format] },
        saveLabel: l10n.t('Export'),
    });
    if (!uri) return;
    const file = localFile({ vscode }, uri);
    const records = await writeFile({ vscode, engine }, chosen, { ...how, file });
    if (records === undefined) return;
    const open = { title: l10n.t('Open') };
    const message = l10n.t('{0} are in {1}.', recordsText(vscode, records), path.basename(file));
    if ((await window.showInformationMessage(message, open)) === open)
        await commands.executeCommand('vscode.open', uri);
}

/** With a notification that tells how far it is and can cancel it. @returns how many; undefined when it was cancelled */
async function writeFile(
    { vscode, engine }: Pick<Services, 'vscode' | 'engine'>,
    chosen: ScopeOfProject,
    options: Format & { file: string },
): Promise<number | undefined> {
    const { l10n, window, env } = vscode;
    const { project, scope, live, deleted } = chosen;
    const title = l10n.t('Exporting {0}', modelName(chosen));
    const total = live + (options.includeDeleted ? deleted : 0);
    return await window.withProgress(
        { location: vscode.ProgressLocation.Notification, title, cancellable: true },
        async (progress, token) => {
            const controller = new AbortController();
            token.onCancellationRequested(() => controller.abort());
            let shown = 0;
            const onProgress = (written: number) => {
                const counts = [written, total].map((count) => groupedNumber(env.language, count));
                const increment = (Math.max(0, written - shown) / Math.max(1, total)) * 100;
                shown = Math.max(shown, written);
                progress.report({ increment, message: l10n.t('{0} of {1}', counts[0]!, counts[1]!) });
            };
            try {
                const reader = await engine.reader();
                const follower = { signal: controller.signal, onProgress };
                return (await reader.exportRecords(project.storeFolder, scope, options, follower)).records;
            } catch (error) {
                if (error instanceof UserError && error.code === 'export_cancelled') return undefined;
                throw error;
            }
        },
    );
}

async function pickFormat({ vscode }: Pick<Services, 'vscode'>, { deleted }: ScopeOfProject) {
    const { l10n, window, env } = vscode;
    type Item = QuickPickItem & Format;
    const formats: Item[] = [
        { label: 'JSON', description: l10n.t('with _nango_metadata'), format: 'json', includeDeleted: false },
        { label: 'CSV', description: l10n.t('a column per field'), format: 'csv', includeDeleted: false },
    ];
    const count = groupedNumber(env.language, deleted);
    const withDeleted = formats.map((item): Item => {
        return { ...item, label: l10n.t('{0} with {1} deleted', item.label, count), includeDeleted: true };
    });
    const items = deleted > 0 ? [...formats, ...withDeleted] : formats;
    const chosen = await window.showQuickPick(items, { title: l10n.t('Export Records as') });
    return chosen && { format: chosen.format, includeDeleted: chosen.includeDeleted };
}

function localFile({ vscode }: Pick<Services, 'vscode'>, uri: Uri): string {
    if (uri.scheme === 'file') return uri.fsPath;
    throw new UserError('export_not_a_file', vscode.l10n.t('Records can be exported into files only.'), {
        advice: vscode.l10n.t('Choose a place on the disk of the machine that runs the scripts.'),
    });
}
