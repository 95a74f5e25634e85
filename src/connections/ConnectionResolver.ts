import type { Connection, CredentialScope } from '../core/connection/types';
import { originOf } from '../core/provider/baseUrl';
import type { Provider } from '../core/provider/types';
import type { RunWarning } from '../protocol/events';
import type { ConnectionAnswer, ConnectionQuery } from '../protocol/messages';
import type { ConnectionDescription, ConnectionFiles } from './ConnectionFiles';
import type { CredentialSource, SuppliedCredentials } from './CredentialSource';
import { connectionDoubts } from './connectionDoubts';
import type { ProviderCatalogue } from './ProviderCatalogue';
import { secretsOf, withoutRefreshTokens } from './secrets';

export interface ConnectionResolverOptions {
    /** Absolute. */
    projectRoot: string;
    /** Where the paths in messages start; absolute. */
    workingFolder: string;
    catalogue: ProviderCatalogue;
    files: Pick<ConnectionFiles, 'find'>;
    /**
     * Asked in order; the first that answers wins. The usual order is environment, then file: what a CI job or a shell
     * sets explicitly must not be shadowed by a file lying about.
     */
    sources: readonly CredentialSource[];
    /** Origins that `--allow-origin` adds to the scope of every credential. */
    allowOrigins: readonly string[];
    /** `--base-url`, when in force. */
    baseUrl?: string;
    now: () => Date;
}

/** Makes the connection that a script sees out of files, catalogue and credential sources. */
export class ConnectionResolver {
    constructor(private readonly options: ConnectionResolverOptions) {}

    /**
     * The connection of an id, which need not have a file: then it has no config, no metadata, and no credentials
     * unless a source has some. Without `provider` in the file, the integration's id names it if the catalogue has it.
     * @throws UserError of a broken file, variable or catalogue.
     */
    async get(query: ConnectionQuery): Promise<ConnectionAnswer> {
        return (await this.lookUp(query)).answer;
    }

    /** As `get`, with what is probably a mistake in how the connection is described. @throws UserError as `get` does */
    async lookUp(query: ConnectionQuery): Promise<{ answer: ConnectionAnswer; doubts: RunWarning[] }> {
        const { projectRoot, workingFolder, catalogue, files } = this.options;
        const description = await files.find(query.integration, query.connectionId);
        const providerName = description?.provider ?? query.integration;
        const provider = (await catalogue.get(providerName)) ?? null;
        const connectionConfig = description?.connection_config ?? {};
        const supplied = await this.credentials({ ...query, provider, connectionConfig, projectRoot });
        const scope = this.scopeOf(supplied);
        const withheld = supplied && this.reasonToWithhold(scope, provider);
        const whole = supplied === undefined || withheld !== undefined ? {} : supplied.credentials;
        const credentials = query.refreshToken ? whole : withoutRefreshTokens(whole);
        const answer: ConnectionAnswer = {
            connection: this.connection(query, description, providerName, connectionConfig, credentials),
            provider,
            scope,
            ...(withheld !== undefined && { withheld }),
            ...(description?.webhook_url && { webhookUrl: description.webhook_url }),
            secrets: secretsOf(credentials, connectionConfig),
        };
        const { integration } = query;
        const hasBaseUrl = this.options.baseUrl !== undefined;
        const doubted = { integration, description, supplied, provider, catalogue, workingFolder, hasBaseUrl };
        const doubts = await connectionDoubts(doubted);
        return { answer, doubts };
    }

    private async credentials(query: Parameters<CredentialSource['get']>[0]): Promise<SuppliedCredentials | undefined> {
        for (const source of this.options.sources) {
            const supplied = await source.get(query);
            if (supplied !== undefined) return supplied;
        }
        return undefined;
    }

    private scopeOf(supplied: SuppliedCredentials | undefined): CredentialScope {
        if (supplied === undefined) return [];
        if (supplied.scope === 'any') return 'any';
        return [
            ...new Set([...supplied.scope, ...this.options.allowOrigins.map((origin) => originOf(origin) ?? origin)]),
        ];
    }

    /** Credentials that `--base-url` would carry to an origin their owner did not allow stay here. */
    private reasonToWithhold(scope: CredentialScope, provider: Provider | null): string | undefined {
        const { baseUrl } = this.options;
        if (baseUrl === undefined || scope === 'any') return undefined;
        const origin = originOf(baseUrl);
        if (origin !== undefined && scope.includes(origin)) return undefined;
        const owner = scope.length > 0 ? `belong to ${scope.join(', ')}` : 'are bound to no origin';
        const whose = provider === null ? 'The credentials' : `The credentials for ${provider.name}`;
        return (
            `${whose} ${owner} and are not sent to ${origin ?? baseUrl}. ` +
            `Allow it with --allow-origin ${origin ?? baseUrl}.`
        );
    }

    private connection(
        query: ConnectionQuery,
        description: Partial<ConnectionDescription> | undefined,
        provider: string,
        connectionConfig: Record<string, unknown>,
        credentials: Connection['credentials'],
    ): Connection {
        const now = this.options.now().toISOString();
        // A file may hold a whole connection, with fields of which we know nothing.
        const { file: _file, webhook_url: _webhookUrl, ...described } = description ?? {};
        return {
            ...described,
            id: description?.id ?? 1,
            connection_id: query.connectionId,
            provider_config_key: query.integration,
            provider,
            errors: description?.errors ?? [],
            end_user: description?.end_user ?? null,
            tags: description?.tags ?? {},
            metadata: description?.metadata ?? null,
            connection_config: connectionConfig,
            webhook_url_override: description?.webhook_url_override ?? null,
            created_at: description?.created_at ?? now,
            updated_at: description?.updated_at ?? now,
            last_fetched_at: now,
            credentials,
        };
    }
}
