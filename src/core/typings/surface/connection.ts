/** The connection, the integration and what belongs to them (nango-semantics §3.4, §10.1), in the words of this project. */
export const CONNECTION = `/** Free-form data of a connection that the app and its scripts share. */
type Metadata = Record<string, any>;

/** An end user's authorised access to a provider. */
interface Connection {
    id: number;
    connection_id: string;
    provider_config_key: string;
    provider: string;
    credentials: AnyCredentials;
    /** What the user or the app gave when connecting, e.g. a subdomain. */
    connection_config: Record<string, any>;
    metadata: Metadata | null;
    end_user: EndUser | null;
    tags?: Record<string, string>;
    errors: { type: string; log_id: string }[];
    webhook_url_override?: string | null;
    /** ISO 8601. */
    created_at: string;
    /** ISO 8601. */
    updated_at: string;
    /** ISO 8601. */
    last_fetched_at: any;
}

interface EndUser {
    id: string;
    display_name: string | null;
    email: string | null;
    tags?: Record<string, string> | null;
    organization: { id: string; display_name: string | null } | null;
}

/** An integration of the environment. */
interface Integration {
    unique_key: string;
    provider: string;
    display_name: string | null;
    /** URL of the provider's logo. */
    logo: string;
    forward_webhooks: boolean;
    /** ISO 8601. */
    created_at: string;
    /** ISO 8601. */
    updated_at: string;
    /** With include: ['webhook']. */
    webhook_url?: string | null;
    /** With include: ['credentials']. */
    credentials?: IntegrationCredentials | null;
}

type IntegrationCredentials =
    | {
          type: 'OAUTH1' | 'OAUTH2' | 'TBA';
          client_id: string | null;
          client_secret: string | null;
          scopes: string | null;
          webhook_secret: string | null;
      }
    | { type: 'APP'; app_id: string | null; private_key: string | null; app_link: string | null };

/** A variable of the environment settings. */
export interface EnvironmentVariable {
    name: string;
    value: string;
}

/** What a change of the metadata answers. */
interface MetadataChange {
    metadata: Metadata;
    provider_config_key: string;
    connection_id: string | string[];
}
`;
