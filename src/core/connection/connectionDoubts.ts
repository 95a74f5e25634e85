import type { ConnectionFindingCode } from '../findings/connectionFindings';
import { didYouMean } from '../findings/didYouMean';
import type { ProviderLookup } from '../provider/ProviderLookup';
import type { Provider } from '../provider/types';
import { CONNECTION_FIELDS, type ConnectionFile, FURTHER_FIELDS } from './connectionSchema';
import { credentialDoubts, misspeltFields } from './credentialFields';
import { emptyCredentials } from './emptyCredentials';
import { reachesRequest } from './reachesRequest';
import type { Credentials } from './types';

/** Something in how a connection is described that is probably a mistake. Never quotes a value of its credentials. */
export interface ConnectionDoubt {
    code: ConnectionFindingCode;
    /** What is wrong, to follow the name of the connection's file or of its credentials: `names the provider …`. */
    what: string;
    advice: string;
    /** The way to the field in the file, or in the credentials; empty: to themselves. */
    field: string[];
    /** Whether the field's value is what is wrong, not its name. */
    isValue?: boolean;
}

const KNOWN_PROVIDERS =
    'Name one of the catalogue as `provider` in the connection file, or add it to syncbench/providers.yaml.';

/** What is doubtful in the fields of a file; any may stand there (nango-semantics §10), so only a near miss of a known one counts. */
export function fieldDoubts(description: ConnectionFile): ConnectionDoubt[] {
    return misspeltFields({ ...description }, CONNECTION_FIELDS, FURTHER_FIELDS).map(({ field, meant }) => ({
        code: 'connection-field',
        what: `has the unknown field \`${field}\``,
        advice: `Did you mean \`${meant}\`?`,
        field: [field],
    }));
}

/** That the provider which a file names is not known. */
export async function providerDoubt(name: string, providers: ProviderLookup): Promise<ConnectionDoubt | undefined> {
    if (await providers.get(name)) return undefined;
    const meant = didYouMean(name, await providers.names());
    return {
        code: 'connection-provider',
        what: `names the provider \`${name}\`, which is not known`,
        advice: meant === undefined ? KNOWN_PROVIDERS : `Did you mean \`${meant}\`?`,
        field: ['provider'],
        isValue: true,
    };
}

/** What credentials of an integration without a provider lack: nothing says where they go in a request. */
export function noProvider(integration: string): Pick<ConnectionDoubt, 'what' | 'advice'> {
    return {
        what: `No provider is known for the integration ${integration}, so its calls go out without credentials`,
        advice: KNOWN_PROVIDERS,
    };
}

/**
 * What is doubtful in credentials that go to a provider: of a type that it has no place for, misspelt fields, or none of
 * what their type needs.
 *
 * @param provider `null` where none is known
 */
export function suppliedDoubts(credentials: Credentials, provider: Provider | null): ConnectionDoubt[] {
    const { type } = credentials;
    // Of its own type, the provider itself has no place for them: it is the script's.
    if (provider && type !== undefined && type !== provider.auth_mode && !reachesRequest(credentials, provider)) {
        return [unused(type, provider)];
    }
    return credentialDoubts(credentials, type ?? provider?.auth_mode).map(({ field, what, advice }) => ({
        code: 'connection-credentials',
        what,
        advice,
        field: field === undefined ? [] : [field],
        isValue: field === 'type',
    }));
}

function unused(type: string, { name, auth_mode: mode }: Provider): ConnectionDoubt {
    const fields = Object.keys(emptyCredentials(mode)).length > 0 ? ` ${written(mode)}` : '';
    return {
        code: 'connection-credentials-unused',
        what: `are of the type ${type}, of which nothing gets into the requests of ${name}`,
        advice: `It authenticates by ${mode}:${fields || ' leave them out'}.`,
        field: ['type'],
        isValue: true,
    };
}

/** Credentials of a mode as they are written, e.g. `{"type":"API_KEY","apiKey":"…"}`. */
function written(mode: string): string {
    const entries = Object.entries(emptyCredentials(mode)).map(([field, value]) => [field, value === '' ? '…' : value]);
    return `give ${JSON.stringify(Object.fromEntries(entries))}`;
}
