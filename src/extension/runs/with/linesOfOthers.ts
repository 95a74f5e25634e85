import { eventsOf } from '../../projects/eventsOf';
import { askInput } from '../askInput';
import { choiceLabels } from './choiceLabels';
import { type LineSource, type RunLine, shortJson, textLine } from './RunLine';

/** What only an action can be given. */
export function actionLines({ services: { vscode }, script, choices: { input } }: LineSource): RunLine[] {
    return [
        {
            label: choiceLabels(vscode).input,
            iconPath: new vscode.ThemeIcon('symbol-object'),
            description: input === undefined ? vscode.l10n.t('none') : shortJson(input),
            change: async () => {
                const answer = await askInput(vscode, script, input);
                return answer && { input: answer.value };
            },
        },
    ];
}

/** What only an on-event script can be given. */
export function onEventLines({ services: { vscode }, script, choices: { event } }: LineSource): RunLine[] {
    const { t } = vscode.l10n;
    const declared = eventsOf(script);
    return [
        textLine(vscode, {
            icon: 'bell',
            label: choiceLabels(vscode).event,
            value: event,
            otherwise: declared.length > 1 ? t('ask') : (declared[0] ?? t('the one it declares')),
            prompt:
                declared.length > 0
                    ? t('Empty for the usual one. It is declared for {0}', declared.join(', '))
                    : t('Empty for the one it declares'),
            change: (event) => ({ event }),
        }),
    ];
}
