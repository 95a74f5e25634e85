import type { ScriptEntry } from '../projects/readProject';
import type { VSCode } from '../vscodeTypes';
import { askJson } from './askJson';
import type { Webhook } from './RunChoices';

/** Asks for a webhook's body and, optionally, its type, beginning with the last ones. @returns undefined when the person turned away */
export async function askWebhook(
    vscode: VSCode,
    script: ScriptEntry,
    last: Webhook | undefined,
): Promise<Webhook | undefined> {
    const { l10n, window } = vscode;
    const { integration, name } = script.script;
    const title = l10n.t('Webhook for {0}/{1}', integration, name);
    const body = await askJson(vscode, {
        title,
        prompt: l10n.t('The payload, as JSON'),
        value: last?.payload === undefined ? '' : JSON.stringify(last.payload),
        required: l10n.t('The handler takes a payload; null is one.'),
    });
    if (!body) return undefined;
    const types = script.config?.kind === 'sync' ? script.config.webhookSubscriptions : [];
    const [only, ...others] = types.filter((type) => type !== '*');
    const event = await window.showInputBox({
        title,
        prompt:
            types.length > 0
                ? l10n.t('Its type; empty for none. The sync subscribes to {0}', types.join(', '))
                : l10n.t('Its type; empty for none'),
        value: last ? (last.event ?? '') : others.length === 0 ? (only ?? '') : '',
        ignoreFocusOut: true,
    });
    return event === undefined ? undefined : { payload: body.value, event: event.trim() || undefined };
}
