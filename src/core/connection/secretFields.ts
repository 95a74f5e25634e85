import type { ConnectionFile } from './connectionSchema';

/** Shorter values would match ordinary text, and open no door. */
export const SHORTEST_SECRET = 6;

/** Fields of credentials that say what they are, and hold nothing that opens a door. */
export const DESCRIPTIVE_FIELD = /^(?:type|token_type|tokenType|expires_(?:at|in)|expires|scopes?|region|service)$/;

/** Fields of a connection's config that hold a secret, e.g. `restApiKey` of absorb-lms. */
export const SECRET_CONFIG_FIELD =
    /(?:secret|password|passwd|token|jwt|api_?key|app_?key|private_?key|access_?key|auth_?key|subscription_?key)$/i;

/** Fields of credentials that say whose they are. */
const NAMING_FIELD = /^(?:user(?:name)?|login|email|name|.*_id|.*Id|role_arn)$/;

/** What stands for a secret until there is one, or was made to be seen. */
const PLACEHOLDER =
    /^<.*>$|^\$\{.*\}$|^\.+$|[…*•]|x{4}|throw[-_ ]?away|placeholder|change[-_ ]?me|example|dummy|fake|^your[-_ ]/i;

/** The fields of a connection file whose values are probably secrets, each as the way to it. */
export function secretFields({ credentials, connection_config: config }: ConnectionFile): string[][] {
    const inConfig = Object.entries(config ?? {})
        .filter(([field, value]) => SECRET_CONFIG_FIELD.test(field) && isSecret(value))
        .map(([field]) => ['connection_config', field]);
    return [...secretsIn(credentials ?? {}, ['credentials']), ...inConfig];
}

function secretsIn(object: object, path: string[]): string[][] {
    return Object.entries(object).flatMap(([field, value]: [string, unknown]) => {
        if (DESCRIPTIVE_FIELD.test(field)) return [];
        const here = [...path, field];
        if (typeof value === 'object' && value !== null && !Array.isArray(value)) return secretsIn(value, here);
        return !NAMING_FIELD.test(field) && isSecret(value) ? [here] : [];
    });
}

function isSecret(value: unknown): boolean {
    return typeof value === 'string' && value.length >= SHORTEST_SECRET && !PLACEHOLDER.test(value);
}
