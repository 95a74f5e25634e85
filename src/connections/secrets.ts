import { DESCRIPTIVE_FIELD, SECRET_CONFIG_FIELD, SHORTEST_SECRET } from '../core/connection/secretFields';
import type { Credentials } from '../core/connection/types';
import { basicToken } from '../core/provider/authorization';

/**
 * Every value that no log may show: each string of the credentials of at least 6 characters, the base64 of
 * `user:password` and `id:secret` as basic auth sends them, and the fields of the connection's config named for secrets.
 */
export function secretsOf(credentials: Credentials, connectionConfig: Record<string, unknown>): string[] {
    const secrets = new Set<string>();
    collect(credentials, secrets);
    addBasicTokens(credentials, secrets);
    for (const [field, value] of Object.entries(connectionConfig)) {
        if (typeof value === 'string' && SECRET_CONFIG_FIELD.test(field)) secrets.add(value);
    }
    return [...secrets].filter((secret) => secret.length >= SHORTEST_SECRET);
}

function collect(value: unknown, secrets: Set<string>): void {
    if (typeof value === 'string') secrets.add(value);
    if (typeof value !== 'object' || value === null) return;
    for (const [field, inner] of Object.entries(value)) {
        if (!DESCRIPTIVE_FIELD.test(field)) collect(inner, secrets);
    }
}

function addBasicTokens(credentials: Credentials, secrets: Set<string>): void {
    const { username, password, client_id: clientId, client_secret: clientSecret, apiKey } = credentials;
    if (typeof username === 'string') secrets.add(basicToken(username, password));
    if (typeof clientId === 'string') secrets.add(basicToken(clientId, clientSecret));
    if (typeof apiKey === 'string') secrets.add(basicToken(apiKey, '')).add(basicToken('', apiKey));
}

/** The credentials without any refresh token, nested ones (`raw`, GitHub's `user`) included. */
export function withoutRefreshTokens(credentials: Credentials): Credentials {
    return strip(credentials) as Credentials;
}

function strip(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value !== 'object' || value === null) return value;
    const kept = Object.entries(value).filter(([field]) => field !== 'refresh_token');
    return Object.fromEntries(kept.map(([field, inner]) => [field, strip(inner)]));
}
