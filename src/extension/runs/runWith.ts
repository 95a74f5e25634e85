import type { QuickPickItem } from 'vscode';
import type { ScriptEntry } from '../projects/readProject';
import { askInput, askJson } from './askInput';
import { chooseConnection } from './chooseConnection';
import type { RunChoices } from './RunChoices';
import { type RunServices, startRun } from './startRun';

type Item = QuickPickItem & { change?: () => Promise<Partial<RunChoices> | undefined> };

/** Run Sync With…: a menu of what a run can be given, each line with what it is now; its first line runs. */
export async function runWith(services: RunServices, script: ScriptEntry): Promise<void> {
    const { vscode, remembered } = services;
    const { l10n } = vscode;
    const last = remembered.last;
    let choices: RunChoices = { ...remembered.of(script), ...(last?.key === script.key ? last.choices : {}) };
    for (;;) {
        const chosen = await vscode.window.showQuickPick(items(services, script, choices), {
            title: l10n.t('Run {0}/{1} with…', script.script.integration, script.script.name),
            placeHolder: l10n.t('Change what you want, then Run'),
        });
        if (!chosen) return;
        if (!chosen.change) return startRun(services, script, choices);
        choices = { ...choices, ...(await chosen.change()) };
    }
}

function items(services: RunServices, script: ScriptEntry, choices: RunChoices): Item[] {
    const { vscode } = services;
    const { l10n, window } = vscode;
    const icon = (id: string) => new vscode.ThemeIcon(id);
    const { connection, metadata, lastSyncDate, baseUrl, input } = choices;
    const json = (value: unknown) => JSON.stringify(value);
    const common: Item[] = [
        { label: l10n.t('Run'), iconPath: icon('play'), description: script.script.kind },
        {
            label: l10n.t('Connection'),
            iconPath: icon('plug'),
            description: connection?.kind === 'none' ? l10n.t('no credentials') : (connection?.id ?? l10n.t('ask')),
            change: async () => {
                const chosen = await chooseConnection(services, script);
                return chosen && { connection: chosen };
            },
        },
        {
            label: l10n.t('Metadata'),
            iconPath: icon('json'),
            description: metadata ? json(metadata) : l10n.t("the connection's"),
            change: async () => {
                const answer = await askJson(vscode, {
                    title: l10n.t('Metadata for this run'),
                    prompt: l10n.t("A JSON object; empty for the connection's own"),
                    value: metadata ? json(metadata) : '',
                    isObject: true,
                });
                return answer && { metadata: answer.value as Record<string, unknown> | undefined };
            },
        },
        {
            label: l10n.t('Base URL'),
            iconPath: icon('globe'),
            description: baseUrl ?? l10n.t("the connection's or the provider's"),
            change: async () => {
                const text = await window.showInputBox({
                    title: l10n.t('Base URL'),
                    prompt: l10n.t('Every call goes to this origin; empty for the usual one'),
                    value: baseUrl ?? 'http://127.0.0.1:',
                    validateInput: (typed) => (isWebAddress(typed) ? undefined : l10n.t('An http or https address.')),
                });
                return text === undefined ? undefined : { baseUrl: text.trim() || undefined };
            },
        },
    ];
    const ofSync: Item = {
        label: l10n.t('Last sync date'),
        iconPath: icon('calendar'),
        description: lastSyncDate ?? l10n.t('of the last successful run'),
        change: async () => {
            const text = await window.showInputBox({
                title: l10n.t('Last sync date'),
                prompt: l10n.t('ISO 8601, e.g. 2024-05-01T00:00:00Z; empty for that of the last successful run'),
                value: lastSyncDate ?? '',
                validateInput: (typed) =>
                    typed.trim() === '' || isIsoDate(typed.trim()) ? undefined : l10n.t('A date in ISO 8601.'),
            });
            return text === undefined ? undefined : { lastSyncDate: text.trim() || undefined };
        },
    };
    const ofOthers: Item = {
        label: l10n.t('Input'),
        iconPath: icon('symbol-object'),
        description: input === undefined ? l10n.t('none') : json(input),
        change: async () => {
            const answer = await askInput(vscode, script, input);
            return answer && { input: answer.value };
        },
    };
    return [...common, script.script.kind === 'sync' ? ofSync : ofOthers];
}

function isWebAddress(text: string): boolean {
    if (text.trim() === '') return true;
    const url = URL.parse(text.trim());
    return url !== null && /^https?:$/.test(url.protocol);
}

function isIsoDate(text: string): boolean {
    return /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.test(text) && !Number.isNaN(Date.parse(text));
}
