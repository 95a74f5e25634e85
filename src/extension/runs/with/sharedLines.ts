import { chooseConnection } from '../chooseConnection';
import { choiceLabels } from './choiceLabels';
import { type LineSource, objectLine, type RunLine, switchLine, textLine } from './RunLine';

/** What every script can be given. */
export function sharedLines({ services, script, choices }: LineSource): RunLine[] {
    const { vscode } = services;
    const { t } = vscode.l10n;
    const labels = choiceLabels(vscode);
    const { connection, metadata, baseUrl, allowOrigins } = choices;
    return [
        {
            label: labels.connection,
            iconPath: new vscode.ThemeIcon('plug'),
            description: connection?.kind === 'none' ? t('no credentials') : (connection?.id ?? t('ask')),
            change: async () => {
                const chosen = await chooseConnection(services, script);
                return chosen && { connection: chosen };
            },
        },
        objectLine(vscode, {
            icon: 'json',
            label: labels.metadata,
            value: metadata,
            otherwise: t("the connection's"),
            title: t('Metadata for this run'),
            prompt: t("A JSON object; empty for the connection's own"),
            change: (metadata) => ({ metadata }),
        }),
        textLine(vscode, {
            icon: 'globe',
            label: labels.baseUrl,
            value: baseUrl,
            otherwise: t("the connection's or the provider's"),
            prompt: t('Every call goes to this origin; empty for the usual one'),
            beginning: 'http://127.0.0.1:',
            problem: (text) => (isWebAddress(text) ? undefined : t('An http or https address.')),
            change: (baseUrl) => ({ baseUrl }),
        }),
        textLine(vscode, {
            icon: 'key',
            label: labels.allowOrigins,
            value: allowOrigins?.join(', '),
            otherwise: t("the credentials' own"),
            prompt: t('Where credentials may be sent besides where they belong, e.g. https://api.example.com'),
            problem: (text) =>
                originsIn(text).every((origin) => URL.parse(origin)?.origin === origin)
                    ? undefined
                    : t('Origins, separated by commas: scheme, host and port only.'),
            change: (text) => ({ allowOrigins: text === undefined ? undefined : originsIn(text) }),
        }),
    ];
}

/** How the run is held back; the last lines of every menu. */
export function guardLines({ services: { vscode }, choices }: LineSource): RunLine[] {
    const { t } = vscode.l10n;
    const labels = choiceLabels(vscode);
    return [
        switchLine(vscode, {
            icon: 'lock',
            label: labels.readOnly,
            isOn: choices.readOnly,
            on: t('on: POST, PUT, PATCH and DELETE are refused'),
            off: t('off'),
            change: (readOnly) => ({ readOnly }),
        }),
        switchLine(vscode, {
            icon: 'checklist',
            label: labels.validate,
            isOn: choices.validate,
            on: t('on: data that does not match its model fails the run'),
            off: t('off: data that does not match its model is a warning'),
            change: (validate) => ({ validate }),
        }),
    ];
}

function originsIn(text: string): string[] {
    return text.split(',').flatMap((origin) => origin.trim().replace(/\/$/, '') || []);
}

function isWebAddress(text: string): boolean {
    const url = URL.parse(text);
    return url !== null && /^https?:$/.test(url.protocol);
}
