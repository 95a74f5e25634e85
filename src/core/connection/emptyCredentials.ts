import type { Credentials } from './types';

/**
 * Credentials to be filled in, as `getConnection().credentials` shows them (nango-semantics §10.2).
 * @param authMode of the provider; undefined when there is none
 */
export function emptyCredentials(authMode: string | undefined): Credentials {
    if (authMode === 'BASIC') return { type: 'BASIC', username: '', password: '' };
    if (authMode === undefined || authMode === 'API_KEY') return { type: 'API_KEY', apiKey: '' };
    if (authMode === 'NONE') return {};
    return { type: 'OAUTH2', access_token: '' };
}
