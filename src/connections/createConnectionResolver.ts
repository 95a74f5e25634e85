import type { BuiltInProviders } from './BuiltInProviders';
import type { ConnectionFiles } from './ConnectionFiles';
import { ConnectionResolver } from './ConnectionResolver';
import { EnvironmentCredentialSource } from './environmentCredentials';
import { FileCredentialSource } from './fileCredentials';
import { ProviderCatalogue } from './ProviderCatalogue';

/**
 * The resolver as the terminal uses it: connection files, and credentials from the environment before those in files.
 */
export function createConnectionResolver(options: {
    projectRoot: string;
    /** Where the paths in messages start; absolute. */
    workingFolder: string;
    builtIn: BuiltInProviders;
    environment: Readonly<Record<string, string | undefined>>;
    files: Pick<ConnectionFiles, 'find'>;
    allowOrigins: readonly string[];
    baseUrl?: string;
    /** Whatever credentials there are, none are used. */
    withoutCredentials?: boolean;
    now: () => Date;
}): ConnectionResolver {
    const { projectRoot, builtIn, environment, files, withoutCredentials, ...rest } = options;
    return new ConnectionResolver({
        ...rest,
        projectRoot,
        files,
        catalogue: new ProviderCatalogue(builtIn, projectRoot),
        sources: withoutCredentials
            ? []
            : [new EnvironmentCredentialSource(environment), new FileCredentialSource(files)],
    });
}
