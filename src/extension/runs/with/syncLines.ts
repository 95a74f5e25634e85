import { askWebhook } from '../askWebhook';
import { choiceLabels } from './choiceLabels';
import { countLine, isIsoDate, type LineSource, objectLine, type RunLine, shortJson, textLine } from './RunLine';

/** What only a sync can be given. */
export function syncLines(source: LineSource): RunLine[] {
    const { vscode } = source.services;
    const { t } = vscode.l10n;
    const labels = choiceLabels(vscode);
    const { lastSyncDate, variant, checkpoint, maxPages, maxRecords } = source.choices;
    return [
        textLine(vscode, {
            icon: 'calendar',
            label: labels.lastSyncDate,
            value: lastSyncDate,
            otherwise: t('of the last successful run'),
            prompt: t('ISO 8601, e.g. 2024-05-01T00:00:00Z; empty for that of the last successful run'),
            problem: (text) => (isIsoDate(text) ? undefined : t('A date in ISO 8601.')),
            change: (lastSyncDate) => ({ lastSyncDate }),
        }),
        webhookLine(source),
        textLine(vscode, {
            icon: 'versions',
            label: labels.variant,
            value: variant,
            otherwise: 'base',
            prompt: t('Its records, checkpoint and last sync date are its own; empty for the base'),
            change: (variant) => ({ variant }),
        }),
        objectLine(vscode, {
            icon: 'milestone',
            label: labels.checkpoint,
            value: checkpoint,
            otherwise: t('what earlier runs saved'),
            title: t('Checkpoint for this run'),
            prompt: t('A JSON object; empty for what earlier runs saved'),
            change: (checkpoint) => ({ checkpoint }),
        }),
        countLine(vscode, {
            icon: 'book',
            label: labels.maxPages,
            value: maxPages,
            prompt: t('Each pagination ends after so many pages; empty for all'),
            change: (maxPages) => ({ maxPages }),
        }),
        countLine(vscode, {
            icon: 'database',
            label: labels.maxRecords,
            value: maxRecords,
            prompt: t('The run ends after so many saved records; empty for all'),
            change: (maxRecords) => ({ maxRecords }),
        }),
    ];
}

function webhookLine({ services, script, choices: { payload, event } }: LineSource): RunLine {
    const { vscode, remembered } = services;
    const { t } = vscode.l10n;
    const isGiven = payload !== undefined;
    return {
        label: choiceLabels(vscode).payload,
        iconPath: new vscode.ThemeIcon('broadcast'),
        description: !isGiven
            ? t('none: the sync runs')
            : event === undefined
              ? shortJson(payload)
              : `${event} ${shortJson(payload)}`,
        change: async () => {
            // Chosen again, the webhook goes: an empty payload could not say so.
            if (isGiven) return { payload: undefined, event: undefined };
            const webhook = await askWebhook(vscode, script, remembered.webhookOf(script));
            if (webhook) await remembered.rememberWebhook(script, webhook);
            return webhook;
        },
    };
}
