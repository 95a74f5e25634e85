import { UserError } from '../../core/findings/UserError';
import type { ScriptEntry } from '../projects/readProject';
import { askWebhook } from './askWebhook';
import { type RunServices, startRun } from './startRun';

/** Run Webhook…: gives a sync's webhook handler a payload, which is remembered for the next time. */
export async function runWebhook(services: RunServices, script: ScriptEntry): Promise<void> {
    const { vscode, remembered } = services;
    const { integration, name, kind } = script.script;
    const { t } = vscode.l10n;
    if (kind !== 'sync') {
        throw new UserError(
            'payload_not_taken',
            t('{0}/{1} is no sync: only syncs handle webhooks.', integration, name),
            {
                advice: t('Open a sync that has a webhook handler, or pick one in the view Integrations.'),
            },
        );
    }
    const webhook = await askWebhook(vscode, script, remembered.webhookOf(script));
    if (!webhook) return;
    await remembered.rememberWebhook(script, webhook);
    await startRun(services, script, webhook);
}
