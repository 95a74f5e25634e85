import type { CredentialScope, Credentials } from '../core/connection/types';
import type { Provider } from '../core/provider/types';

/** Whose credentials are asked for. */
export interface CredentialQuery {
    integration: string;
    connectionId: string;
    provider: Provider | null;
    connectionConfig: Record<string, unknown>;
    projectRoot: string;
    /** The provider refused the last ones: ask the origin again instead of a cache. */
    force: boolean;
    /** Whether the caller wants the refresh token; without it a source need not supply one. */
    refreshToken: boolean;
}

/** Credentials and where they may be sent. */
export interface SuppliedCredentials {
    credentials: Credentials;
    scope: CredentialScope;
    /** Where they are written, for messages: a connection file or an environment variable. */
    origin: { file: string } | { variable: string };
}

/** A place that credentials come from. `undefined`: this one has none for the connection. */
export interface CredentialSource {
    /** For messages, e.g. `environment`. */
    readonly name: string;
    get(query: CredentialQuery): Promise<SuppliedCredentials | undefined>;
}
