import { credentialDoubts, misspeltFields } from '../core/connection/credentialFields';
import type { Provider } from '../core/provider/types';
import type { RunWarning } from '../protocol/events';
import type { ConnectionDescription } from './ConnectionFiles';
import type { SuppliedCredentials } from './CredentialSource';
import { CONNECTION_FIELDS, FURTHER_FIELDS } from './connectionSchema';
import { placeOfField } from './jsonFile';

/**
 * What is probably misspelt in a connection's file and in its credentials, with its place. Both may hold fields that
 * nobody here knows (nango-semantics §10), so only what comes close to a known field, or lacks what its type needs, counts.
 */
export async function connectionDoubts(
    description: ConnectionDescription | undefined,
    supplied: SuppliedCredentials | undefined,
    provider: Provider | null,
): Promise<RunWarning[]> {
    const warnings: RunWarning[] = [];
    if (description) {
        const { file, ...fields } = description;
        for (const { field, meant } of misspeltFields(fields, CONNECTION_FIELDS, FURTHER_FIELDS)) {
            const { line } = await placeOfField(file, [field]);
            warnings.push(doubt(`${file}:${line} has the unknown field \`${field}\`. Did you mean \`${meant}\`?`));
        }
    }
    if (!supplied) return warnings;
    const { credentials, origin } = supplied;
    for (const { field, what, advice } of credentialDoubts(credentials, credentials.type ?? provider?.auth_mode)) {
        const place = 'file' in origin ? await placeInFile(origin.file, field) : origin.variable;
        warnings.push(doubt(`The credentials in ${place} ${what}. ${advice}`));
    }
    return warnings;
}

async function placeInFile(file: string, field: string | undefined): Promise<string> {
    const { line } = await placeOfField(file, ['credentials', ...(field === undefined ? [] : [field])]);
    return `${file}:${line}`;
}

function doubt(message: string): RunWarning {
    return { code: 'connection-doubtful', message };
}
