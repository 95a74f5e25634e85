import type { RunChoices } from '../RunChoices';
import { choiceLabels } from './choiceLabels';
import { isIsoDate, type LineSource, type RunLine, textLine } from './RunLine';

/** In what surroundings the script runs. */
export function sandboxLines({ services: { vscode }, choices }: LineSource): RunLine[] {
    const { t } = vscode.l10n;
    const kinds: { label: string; detail: string; choice: Pick<RunChoices, 'strict' | 'lenient'> }[] = [
        {
            label: t('as in the cloud'),
            detail: t('Imports that may fail there are a warning'),
            choice: { strict: undefined, lenient: undefined },
        },
        {
            label: t('strict'),
            detail: t('Imports that may fail in the cloud are refused'),
            choice: { strict: true, lenient: undefined },
        },
        {
            label: t('lenient'),
            detail: t('With fetch, all timers and encoders, which the cloud does not have'),
            choice: { strict: undefined, lenient: true },
        },
    ];
    const present = kinds.find(({ choice }) => choice.strict === choices.strict && choice.lenient === choices.lenient);
    return [
        {
            label: t('Sandbox'),
            iconPath: new vscode.ThemeIcon('package'),
            description: (present ?? kinds[0]!).label,
            change: async () => {
                const chosen = await vscode.window.showQuickPick(kinds, { title: t('Sandbox') });
                return chosen?.choice;
            },
        },
        textLine(vscode, {
            icon: 'clock',
            label: choiceLabels(vscode).now,
            value: choices.now,
            otherwise: t("this machine's"),
            prompt: t("What the script's clock says at the start, in ISO 8601; empty for this machine's time"),
            problem: (text) => (isIsoDate(text) ? undefined : t('A date in ISO 8601.')),
            change: (now) => ({ now: now && new Date(now).toISOString() }),
        }),
    ];
}
