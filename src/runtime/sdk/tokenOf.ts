import type { Credentials } from '../../core/connection/types';
import type { Provider } from '../../core/provider/types';

/** What `nango.getToken()` gives: a text, OAuth 1's pair, or the credentials as they are. */
export type Token = string | { oAuthToken: unknown; oAuthTokenSecret: unknown } | Credentials;

/** Auth modes whose credentials are of the type OAUTH2 (nango-semantics §10.2). */
const OAUTH2_MODES = new Set(['OAUTH2', 'MCP_OAUTH2', 'MCP_OAUTH2_GENERIC']);

const PLACEHOLDER = 'syncbench-no-token';

/**
 * The token of credentials (nango-semantics §3.4): OAUTH2 the access token, OAUTH1 token and secret, everything else
 * the whole credentials. Without credentials, a script for an OAuth 2 provider gets a placeholder: it counts on a text,
 * and a mock server does not read it.
 */
export function tokenOf(credentials: Credentials, provider: Provider | null): { value: Token; isPlaceholder: boolean } {
    const isEmpty = Object.keys(credentials).length === 0;
    if (isEmpty && provider && OAUTH2_MODES.has(provider.auth_mode)) return { value: PLACEHOLDER, isPlaceholder: true };
    return { value: realToken(credentials, credentials.type ?? typeFor(provider)), isPlaceholder: false };
}

/** A file may leave the type out, which the provider then tells. */
function typeFor(provider: Provider | null): string | undefined {
    return provider && OAUTH2_MODES.has(provider.auth_mode) ? 'OAUTH2' : provider?.auth_mode;
}

function realToken(credentials: Credentials, type: string | undefined): Token {
    const { access_token: accessToken, oauth_token: oAuthToken, oauth_token_secret: oAuthTokenSecret } = credentials;
    if (type === 'OAUTH2' && typeof accessToken === 'string') return accessToken;
    return type === 'OAUTH1' ? { oAuthToken, oAuthTokenSecret } : credentials;
}
