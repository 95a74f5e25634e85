import type { Credentials } from '../connection/types';
import type { AuthMode, Provider } from './types';

/** How a mode authenticates by default, before the provider's own headers (nango-semantics §4.3 step 1). */
export type DefaultAuthorization = 'basic' | 'access_token' | 'token' | 'none' | 'signature';

const DEFAULTS: Record<string, DefaultAuthorization> = {
    BASIC: 'basic',
    INSTALL_PLUGIN: 'basic',
    OAUTH2: 'access_token',
    MCP_OAUTH2: 'access_token',
    MCP_OAUTH2_GENERIC: 'access_token',
    APP: 'access_token',
    OAUTH2_CC: 'token',
    SIGNATURE: 'token',
    JWT: 'token',
    TWO_STEP: 'token',
    API_KEY: 'none',
    CUSTOM: 'none',
    BILL: 'none',
    NONE: 'none',
    OAUTH1: 'signature',
    TBA: 'signature',
    AWS_SIGV4: 'signature',
};

/** The mode of credentials: their own `type`, else the provider's; `NONE` when neither says. */
export function authModeOf(credentials: Credentials, provider: Provider | null): AuthMode {
    return credentials.type ?? provider?.auth_mode ?? 'NONE';
}

/** `undefined` for a mode that Nango's proxy does not know either (`unsupported_auth`, §4.1). */
export function defaultAuthorizationOf(mode: AuthMode): DefaultAuthorization | undefined {
    return Object.hasOwn(DEFAULTS, mode) ? DEFAULTS[mode] : undefined;
}

/** The bearer token of credentials, whichever field their mode keeps it in. */
export function accessTokenOf(credentials: Credentials, mode: AuthMode): string | undefined {
    const field = defaultAuthorizationOf(mode) === 'access_token' ? 'access_token' : 'token';
    const token = credentials[field];
    return typeof token === 'string' && token !== '' ? token : undefined;
}

/**
 * The default `authorization` header, `undefined` when the mode has none or the credentials lack what it needs.
 * A TWO_STEP provider that places `${accessToken}` or `${credentials._cookies}` itself gets none (§4.3).
 */
export function defaultAuthorization(credentials: Credentials, provider: Provider | null): string | undefined {
    const mode = authModeOf(credentials, provider);
    switch (defaultAuthorizationOf(mode)) {
        case 'basic': {
            const { username, password } = credentials;
            return typeof username === 'string' ? `Basic ${basicToken(username, password)}` : undefined;
        }
        case 'access_token':
        case 'token': {
            if (mode === 'TWO_STEP' && placesTokenItself(provider)) return undefined;
            const token = accessTokenOf(credentials, mode);
            return token === undefined ? undefined : `Bearer ${token}`;
        }
        default:
            return undefined;
    }
}

/** Base64 of `username:password`, an absent password being empty. */
export function basicToken(username: string, password: unknown): string {
    return Buffer.from(`${username}:${typeof password === 'string' ? password : ''}`, 'utf8').toString('base64');
}

function placesTokenItself(provider: Provider | null): boolean {
    const templates = Object.values(provider?.proxy?.headers ?? {});
    return templates.some(
        (template) => template.includes('${accessToken}') || template.includes('${credentials._cookies}'),
    );
}
