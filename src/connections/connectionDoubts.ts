import { fieldDoubts, noProvider, providerDoubt, suppliedDoubts } from '../core/connection/connectionDoubts';
import { reachesRequest } from '../core/connection/reachesRequest';
import type { ProviderLookup } from '../core/provider/ProviderLookup';
import type { Provider } from '../core/provider/types';
import type { RunWarning } from '../protocol/events';
import type { ConnectionDescription } from './ConnectionFiles';
import type { SuppliedCredentials } from './CredentialSource';
import { placeOfField } from './jsonFile';
import { shownFile } from './shownFile';

interface DoubtedConnection {
    integration: string;
    description: ConnectionDescription | undefined;
    supplied: SuppliedCredentials | undefined;
    /** `null` where neither catalogue nor project knows it. */
    provider: Provider | null;
    catalogue: ProviderLookup;
    /** Where the paths in messages start. */
    workingFolder: string;
    /** Whether calls go to a place that was asked for, with whatever the type of the credentials brings by itself. */
    hasBaseUrl: boolean;
}

/**
 * What is probably a mistake in a connection's file and in its credentials, with its place: what `check` finds in the file
 * (`core/connection/connectionDoubts`), and the same of credentials that come from elsewhere.
 */
export async function connectionDoubts({
    integration,
    description,
    supplied,
    provider,
    catalogue,
    workingFolder,
    hasBaseUrl,
}: DoubtedConnection): Promise<RunWarning[]> {
    const place = async (file: string, field: string[]) =>
        `${shownFile(file, workingFolder)}:${(await placeOfField(file, field)).line}`;
    const warnings: RunWarning[] = [];
    if (description) {
        const { file, ...fields } = description;
        const unknown = fields.provider === undefined ? undefined : await providerDoubt(fields.provider, catalogue);
        for (const { what, advice, field } of [...(unknown ? [unknown] : []), ...fieldDoubts(fields)]) {
            warnings.push(doubt(`${await place(file, field)} ${what}. ${advice}`));
        }
    }
    if (!supplied) return warnings;
    const { credentials, origin } = supplied;
    const isNamed = description?.provider !== undefined;
    if (!provider && !isNamed && !(hasBaseUrl && reachesRequest(credentials, null))) {
        const { what, advice } = noProvider(integration);
        warnings.push(doubt(`${what}. ${advice}`));
    }
    for (const { field, what, advice } of suppliedDoubts(credentials, provider)) {
        const where = 'file' in origin ? await place(origin.file, ['credentials', ...field]) : origin.variable;
        warnings.push(doubt(`The credentials in ${where} ${what}. ${advice}`));
    }
    return warnings;
}

function doubt(message: string): RunWarning {
    return { code: 'connection-doubtful', message };
}
