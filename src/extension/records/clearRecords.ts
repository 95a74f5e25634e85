import { View } from '../ids';
import { recordsText } from '../results/describeResult';
import type { Services } from '../Services';
import { modelName, type ScopeOfProject } from './pickModels';

/** Removes records for good, once the person has said so. @returns the store that was changed, if one was */
export async function clearRecords(
    { vscode, engine }: Pick<Services, 'vscode' | 'engine'>,
    scopes: readonly ScopeOfProject[],
): Promise<string | undefined> {
    const { l10n, window } = vscode;
    const [first] = scopes;
    if (!first) return undefined;
    const count = scopes.reduce((sum, { live, deleted }) => sum + live + deleted, 0);
    const names = [...new Set(scopes.map(modelName))].join(', ');
    const connections = [...new Set(scopes.map(({ scope }) => `${scope.integration}, ${scope.connectionId}`))];
    const clear = { title: l10n.t('Clear') };
    const chosen = await window.showWarningMessage(
        l10n.t('Clear {0} of {1} ({2})?', recordsText(vscode, count), names, connections.join('; ')),
        {
            modal: true,
            detail: l10n.t(
                'Their earlier versions go, too, and nothing brings them back. An incremental sync still begins where its last run did.',
            ),
        },
        clear,
    );
    if (chosen !== clear) return undefined;
    const { storeFolder } = first.project;
    await window.withProgress({ location: { viewId: View.records } }, async () => {
        const reader = await engine.reader();
        for (const { scope } of scopes) await reader.clearRecords(storeFolder, scope);
    });
    return storeFolder;
}
