import type { Credentials } from '../../core/connection/types';
import type { ConnectionAnswer } from '../../protocol/messages';

export type IntegrationInclude = 'webhook' | 'credentials';

/** An integration as `nango.getIntegration()` returns it (nango-semantics §3.4). */
export interface Integration {
    unique_key: string;
    display_name: string;
    provider: string;
    logo: string;
    forward_webhooks: boolean;
    created_at: string;
    updated_at: string;
    webhook_url?: string | null;
    credentials?: { type: string } & Record<string, unknown>;
}

/**
 * An integration as far as this machine knows it: its catalogue entry, and of its client what the connection's
 * credentials hold of it; null where they hold nothing.
 */
export function integrationOf(
    { connection, provider, webhookUrl }: ConnectionAnswer,
    fallbackWebhookUrl: string,
    include: readonly IntegrationInclude[],
): Integration {
    return {
        unique_key: connection.provider_config_key,
        display_name: provider?.display_name ?? connection.provider,
        provider: connection.provider,
        logo: `https://app.nango.dev/images/template-logos/${connection.provider}.svg`,
        forward_webhooks: true,
        created_at: connection.created_at,
        updated_at: connection.updated_at,
        ...(include.includes('webhook') && { webhook_url: webhookUrl ?? fallbackWebhookUrl }),
        ...(include.includes('credentials') && {
            credentials: clientOf(connection.credentials, provider?.auth_mode ?? 'NONE'),
        }),
    };
}

function clientOf(credentials: Credentials, authMode: string): Integration['credentials'] {
    const { config_override: override, client_id, client_secret } = credentials;
    const client = (override ?? { client_id, client_secret }) as Record<string, unknown>;
    return {
        type: authMode,
        client_id: client.client_id ?? null,
        client_secret: client.client_secret ?? null,
        scopes: null,
        webhook_secret: null,
    };
}
