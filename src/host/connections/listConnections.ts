import path from 'node:path';
import { type ConnectionDescription, ConnectionFiles } from '../../connections/ConnectionFiles';
import { privateFolder } from '../../core/connection/connectionFolders';
import { credentialsVariable } from '../../core/connection/credentialsVariable';

/** A connection that a run may be given. */
export interface ListedConnection {
    id: string;
    /** Absolute; undefined of one that only the environment knows. */
    file?: string;
    /** Whether git does not see its file. */
    isPrivate: boolean;
    hasCredentials: boolean;
    /** Where its calls go, when that is not the provider. */
    baseUrl?: string;
    /** Why its file cannot be used. */
    problem?: string;
}

/**
 * The connections that files, or credentials in the environment, describe for an integration, by id; then the files
 * that cannot be used. A file wins over another of the same id as in a run.
 *
 * @throws UserError `folder_not_readable`
 */
export async function listConnections(
    projectRoot: string,
    integration: string,
    environment: NodeJS.ProcessEnv,
): Promise<ListedConnection[]> {
    const { found, broken } = (await new ConnectionFiles(projectRoot).read()).list(integration);
    const isPrivate = (file: string) => path.dirname(file) === privateFolder(projectRoot, path);
    const hasVariable = (id: string) => Boolean(environment[credentialsVariable(integration, id)]?.trim());
    const described = found.map((description) => ({
        id: description.connection_id,
        file: description.file,
        isPrivate: isPrivate(description.file),
        hasCredentials: hasOwnCredentials(description) || hasVariable(description.connection_id),
        ...(description.base_url !== undefined && { baseUrl: description.base_url }),
    }));
    const known = new Set(found.map(({ connection_id: id }) => credentialsVariable(integration, id)));
    const others = variablesOf(integration, environment).filter(({ variable }) => !known.has(variable));
    return [
        ...described,
        ...others.map(({ id }) => ({ id, isPrivate: true, hasCredentials: true })),
        ...broken.map(({ file, error }) => ({
            id: path.basename(file, path.extname(file)),
            file,
            isPrivate: isPrivate(file),
            hasCredentials: false,
            problem: error instanceof Error ? error.message : String(error),
        })),
    ];
}

/** A new file names the fields of its credentials before anybody has filled them in. */
function hasOwnCredentials({ credentials }: ConnectionDescription): boolean {
    return Object.entries(credentials ?? {}).some(([name, value]) => name !== 'type' && value !== '');
}

/** The variable's name tells the id but for its case and its punctuation: any id that leads to it will do. */
function variablesOf(integration: string, environment: NodeJS.ProcessEnv): { variable: string; id: string }[] {
    const prefix = credentialsVariable(integration, '');
    return Object.entries(environment)
        .filter(([name, value]) => name.startsWith(prefix) && name.length > prefix.length && value?.trim())
        .map(([variable]) => ({ variable, id: variable.slice(prefix.length).toLowerCase() }))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
}
