import type { ConnectionFiles } from './ConnectionFiles';
import type { CredentialQuery, CredentialSource, SuppliedCredentials } from './CredentialSource';

/**
 * Throw-away credentials written into a connection file. They may be sent anywhere: whoever writes them there has
 * made them for that.
 */
export class FileCredentialSource implements CredentialSource {
    readonly name = 'connection file';

    constructor(private readonly files: Pick<ConnectionFiles, 'find'>) {}

    async get({ integration, connectionId }: CredentialQuery): Promise<SuppliedCredentials | undefined> {
        const description = await this.files.find(integration, connectionId);
        const credentials = description?.credentials;
        if (!description || !credentials || Object.keys(credentials).length === 0) return undefined;
        return { credentials, scope: 'any', origin: { file: description.file } };
    }
}
