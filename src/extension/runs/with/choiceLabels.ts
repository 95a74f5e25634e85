import type { VSCode } from '../../vscodeTypes';
import type { RunChoices } from '../RunChoices';

/** What each choice is called: by the lines of Run With…, and wherever else one is named. */
export function choiceLabels({ l10n }: Pick<VSCode, 'l10n'>): Record<keyof RunChoices, string> {
    const { t } = l10n;
    return {
        connection: t('Connection'),
        input: t('Input'),
        payload: t('Webhook'),
        event: t('Event'),
        metadata: t('Metadata'),
        checkpoint: t('Checkpoint'),
        lastSyncDate: t('Last sync date'),
        variant: t('Variant'),
        baseUrl: t('Base URL'),
        allowOrigins: t('Allowed origins'),
        now: t('Clock'),
        strict: t('Sandbox: {0}', t('strict')),
        lenient: t('Sandbox: {0}', t('lenient')),
        readOnly: t('Read-only'),
        validate: t('Validate'),
        maxPages: t('Max pages'),
        maxRecords: t('Max records'),
    };
}
