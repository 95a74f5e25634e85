import { didYouMean } from '../findings/didYouMean';

/** What credentials of one type hold (nango-semantics §10.2). */
interface CredentialFields {
    known: readonly string[];
    /** Without this one, calls go out without credentials. */
    needed?: string;
}

const OAUTH2: CredentialFields = {
    known: ['access_token', 'refresh_token', 'expires_at', 'raw', 'config_override'],
    needed: 'access_token',
};
const BASIC: CredentialFields = { known: ['username', 'password'], needed: 'username' };

/** By type. Some hold more, which the provider names; so an unknown field alone is no mistake. */
const FIELDS: Record<string, CredentialFields> = {
    OAUTH2,
    MCP_OAUTH2: OAUTH2,
    MCP_OAUTH2_GENERIC: OAUTH2,
    OAUTH2_CC: {
        known: [
            ...['token', 'expires_at', 'client_id', 'client_secret', 'client_certificate', 'client_private_key'],
            'raw',
        ],
        needed: 'token',
    },
    OAUTH1: { known: ['oauth_token', 'oauth_token_secret', 'raw'] },
    BASIC,
    INSTALL_PLUGIN: BASIC,
    API_KEY: { known: ['apiKey'], needed: 'apiKey' },
    NONE: { known: [] },
    APP: { known: ['access_token', 'expires_at', 'raw', 'jwtToken'], needed: 'access_token' },
    CUSTOM: { known: ['raw', 'app', 'user'] },
    TBA: { known: ['token_id', 'token_secret', 'config_override'] },
    JWT: { known: ['token', 'expires_at'], needed: 'token' },
    BILL: {
        known: [
            ...['username', 'password', 'organization_id', 'dev_key', 'session_id', 'user_id', 'expires_at'],
            'raw',
        ],
    },
    TWO_STEP: { known: ['token', 'refresh_token', 'expires_at', 'raw'] },
    SIGNATURE: { known: ['username', 'password', 'token', 'expires_at'] },
    AWS_SIGV4: {
        known: [
            ...['role_arn', 'region', 'service', 'access_key_id', 'secret_access_key', 'session_token'],
            ...['expires_at', 'external_id', 'raw'],
        ],
    },
};
/** Types of 2024 that are gone. */
const FORMER_TYPES = ['TABLEAU', 'APP_STORE'];

/** The fields that credentials of a type have; none for an unknown one. */
export function fieldsOfType(mode: string): readonly string[] {
    return Object.hasOwn(FIELDS, mode) ? FIELDS[mode]!.known : [];
}

/** Something in an object's fields that is probably a mistake. Never quotes a value. */
export interface FieldDoubt {
    /** The field that is there; undefined where one is missing. */
    field?: string;
    /** What is wrong, to follow the name of the object: `have the field …`. */
    what: string;
    advice: string;
}

/**
 * Credentials that are probably misspelt. Nango takes any field, so nothing here is an error.
 * @param mode their own type, else that of the provider; undefined where neither is known
 */
export function credentialDoubts(credentials: Record<string, unknown>, mode: string | undefined): FieldDoubt[] {
    if (mode === undefined || FORMER_TYPES.includes(mode)) return [];
    const fields = Object.hasOwn(FIELDS, mode) ? FIELDS[mode] : undefined;
    if (!fields) return [unknownType(mode)];
    const doubts = misspeltFields(credentials, fields.known, ['type']).map(({ field, meant }) => ({
        field,
        what: `have the field \`${field}\`, which the type ${mode} does not have`,
        advice: `Did you mean \`${meant}\`?`,
    }));
    const { needed, known } = fields;
    if (doubts.length > 0 || needed === undefined || isGiven(credentials[needed])) return doubts;
    const advice = known.length === 1 ? `Give it as \`${needed}\`.` : `Its fields are ${known.join(', ')}.`;
    return [{ what: `have no \`${needed}\`, which the type ${mode} needs`, advice }];
}

/** Fields that are none of the known ones, but close to one that is absent. */
export function misspeltFields(
    object: Record<string, unknown>,
    known: readonly string[],
    others: readonly string[] = [],
): { field: string; meant: string }[] {
    const absent = known.filter((name) => (object[name] ?? null) === null);
    return Object.keys(object).flatMap((field) => {
        if (known.includes(field) || others.includes(field)) return [];
        const meant = didYouMean(field, absent);
        return meant === undefined ? [] : [{ field, meant }];
    });
}

function unknownType(mode: string): FieldDoubt {
    const types = Object.keys(FIELDS);
    const meant = didYouMean(mode, types);
    return {
        field: 'type',
        what: `are of the type "${mode}", which Nango does not have`,
        advice: meant === undefined ? `The types are ${types.join(', ')}.` : `Did you mean ${meant}?`,
    };
}

function isGiven(value: unknown): boolean {
    return value !== undefined && value !== null && value !== '';
}
