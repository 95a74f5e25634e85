import { credentialDoubts, misspeltFields } from '../core/connection/credentialFields';
import { didYouMean } from '../core/findings/didYouMean';
import type { Provider } from '../core/provider/types';
import type { RunWarning } from '../protocol/events';
import type { ConnectionDescription } from './ConnectionFiles';
import type { SuppliedCredentials } from './CredentialSource';
import { CONNECTION_FIELDS, FURTHER_FIELDS } from './connectionSchema';
import { placeOfField } from './jsonFile';
import type { ProviderCatalogue } from './ProviderCatalogue';
import { shownFile } from './shownFile';

const KNOWN_PROVIDERS =
    'Name one of the catalogue as `provider` in the connection file, or add it to syncbench/providers.yaml.';

interface DoubtedConnection {
    integration: string;
    description: ConnectionDescription | undefined;
    supplied: SuppliedCredentials | undefined;
    /** `null` where neither catalogue nor project knows it. */
    provider: Provider | null;
    catalogue: Pick<ProviderCatalogue, 'names'>;
    /** Where the paths in messages start. */
    workingFolder: string;
}

/**
 * What is probably misspelt in a connection's file and in its credentials, with its place. Both may hold fields that
 * nobody here knows (nango-semantics §10), so only what comes close to a known field, or lacks what its type needs, counts.
 * Without a provider, nothing says where credentials go in a request, and calls go out without them.
 */
export async function connectionDoubts({
    integration,
    description,
    supplied,
    provider,
    catalogue,
    workingFolder,
}: DoubtedConnection): Promise<RunWarning[]> {
    const warnings: RunWarning[] = [];
    const place = async (file: string, field: string[]) =>
        `${shownFile(file, workingFolder)}:${(await placeOfField(file, field)).line}`;
    if (provider === null && description?.provider !== undefined) {
        const at = await place(description.file, ['provider']);
        const meant = didYouMean(description.provider, await catalogue.names());
        const advice = meant === undefined ? KNOWN_PROVIDERS : `Did you mean \`${meant}\`?`;
        warnings.push(doubt(`${at} names the provider \`${description.provider}\`, which is not known. ${advice}`));
    } else if (provider === null && supplied) {
        const what = `No provider is known for the integration ${integration}, so its calls go out without credentials.`;
        warnings.push(doubt(`${what} ${KNOWN_PROVIDERS}`));
    }
    if (description) {
        const { file, ...fields } = description;
        for (const { field, meant } of misspeltFields(fields, CONNECTION_FIELDS, FURTHER_FIELDS)) {
            warnings.push(
                doubt(`${await place(file, [field])} has the unknown field \`${field}\`. Did you mean \`${meant}\`?`),
            );
        }
    }
    if (!supplied) return warnings;
    const { credentials, origin } = supplied;
    for (const { field, what, advice } of credentialDoubts(credentials, credentials.type ?? provider?.auth_mode)) {
        const path = ['credentials', ...(field === undefined ? [] : [field])];
        const where = 'file' in origin ? await place(origin.file, path) : origin.variable;
        warnings.push(doubt(`The credentials in ${where} ${what}. ${advice}`));
    }
    return warnings;
}

function doubt(message: string): RunWarning {
    return { code: 'connection-doubtful', message };
}
