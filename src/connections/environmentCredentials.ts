import { credentialsSchema } from '../core/connection/connectionSchema';
import { credentialsVariable } from '../core/connection/credentialsVariable';
import { UserError } from '../core/findings/UserError';
import { providerOrigin } from '../core/provider/baseUrl';
import type { CredentialQuery, CredentialSource, SuppliedCredentials } from './CredentialSource';

/**
 * Credentials in an environment variable, e.g. for CI: `SYNCBENCH_CREDENTIALS_<INTEGRATION>__<CONNECTION>` holds JSON
 * as in `getConnection().credentials` (nango-semantics §10.2). They are bound to the origin of the provider's base URL,
 * and to none when that cannot be told.
 */
export class EnvironmentCredentialSource implements CredentialSource {
    readonly name = 'environment';

    constructor(private readonly environment: Readonly<Record<string, string | undefined>>) {}

    /** @throws UserError `invalid_credentials_variable`; the value is never part of the message. */
    async get(query: CredentialQuery): Promise<SuppliedCredentials | undefined> {
        const variable = credentialsVariable(query.integration, query.connectionId);
        const value = this.environment[variable];
        if (value === undefined || value.trim() === '') return undefined;
        const credentials = await parseCredentials(value, variable);
        const origin = query.provider && providerOrigin(query.provider, query.connectionConfig, credentials);
        return { credentials, scope: origin ? [origin] : [], origin: { variable } };
    }
}

async function parseCredentials(value: string, variable: string) {
    const result = credentialsSchema().safeParse(jsonOrUndefined(value));
    if (result.success) return result.data;
    throw new UserError(
        'invalid_credentials_variable',
        `The environment variable ${variable} does not hold credentials.`,
        {
            advice: 'Set it to a JSON object as getConnection().credentials shows it, e.g. {"type":"API_KEY","apiKey":"…"}.',
        },
    );
}

function jsonOrUndefined(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
