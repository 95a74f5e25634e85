import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { BuiltInProviders } from '../connections/BuiltInProviders';
import { ConnectionFiles, type DescribedConnections, resolveConnectionArgument } from '../connections/ConnectionFiles';
import type { ConnectionResolver } from '../connections/ConnectionResolver';
import { connectionFileName } from '../connections/connectionFileName';
import { createConnectionResolver } from '../connections/createConnectionResolver';
import { environmentVariables } from '../connections/environmentVariables';
import { shownFile } from '../connections/shownFile';
import { privateFolder, sharedFolder } from '../core/connection/connectionFolders';
import { credentialsVariable } from '../core/connection/credentialsVariable';
import { didYouMean } from '../core/findings/didYouMean';
import { UserError } from '../core/findings/UserError';
import type { RunWarning } from '../protocol/events';
import type { ConnectionAnswer, ConnectionQuery } from '../protocol/messages';
import type { EnginePorts, RunInput } from './types';

/** Which connection a run uses, and what the host tells of connections while it runs. */
export class RunConnections {
    private argument: Promise<{ connectionId: string; file?: string }> | undefined;
    /** One reading of the files decides all that is decided before the run's own first question. */
    private atStart: Promise<DescribedConnections> | undefined;
    private resolver: Promise<ConnectionResolver> | undefined;
    /** The answer to the child's first question, found while it starts; later ones are answered by the files anew. */
    private first: { query: ConnectionQuery; answer: Promise<ConnectionAnswer> } | undefined;
    private wasAsked = false;
    private misspelt: RunWarning[] = [];
    private variables: ReturnType<typeof environmentVariables> | undefined;

    constructor(
        private readonly projectRoot: string,
        private readonly input: Omit<RunInput, 'script'>,
        private readonly ports: EnginePorts,
        private readonly providers: BuiltInProviders,
    ) {}

    /**
     * The id of the run's connection: as asked for, else the only one that a file describes, else `default`; without
     * credentials nothing is looked for.
     * @throws UserError `connection_ambiguous`, `connection_file_not_found`
     */
    async id(integration: string): Promise<string> {
        const asked = await this.asked();
        if (asked) return asked.connectionId;
        if (this.input.withoutCredentials) return 'default';
        const ids = (await this.described()).ids(integration);
        if (ids.length <= 1) return ids[0] ?? 'default';
        throw new UserError('connection_ambiguous', `${integration} has ${ids.length} connections.`, {
            advice: 'Name one with --connection.',
            candidates: ids,
        });
    }

    /** Where every call of the run goes: as asked for, else as its connection's file says, if it does. */
    async baseUrl(integration: string): Promise<string | undefined> {
        if (this.input.baseUrl !== undefined) return this.input.baseUrl;
        return (await this.described()).find(integration, await this.id(integration))?.base_url;
    }

    /** The first question is about the run's own connection, whose base URL holds for whatever else it calls. */
    async get(query: ConnectionQuery): Promise<ConnectionAnswer> {
        const { first } = this;
        this.first = undefined;
        this.wasAsked = true;
        if (first && isDeepStrictEqual(first.query, query)) return first.answer;
        return (await this.resolve(query)).answer;
    }

    /**
     * Answers ahead what a run asks first: its own connection.
     * @throws UserError of a broken file, variable or catalogue
     */
    async lookUp(integration: string): Promise<void> {
        const connectionId = await this.id(integration);
        const query: ConnectionQuery = { integration, connectionId, force: false, refreshToken: false };
        const looked = this.resolve(query);
        const answer = looked.then((found) => found.answer);
        if (!this.wasAsked) this.first = { query, answer };
        await answer;
        this.misspelt = (await looked).doubts;
    }

    private async resolve(query: ConnectionQuery): Promise<{ answer: ConnectionAnswer; doubts: RunWarning[] }> {
        this.resolver ??= this.createResolver(query.integration);
        return (await this.resolver).lookUp(query);
    }

    /** What is probably a mistake in how the run's connection is named and, once it was looked up, described. */
    async doubts(integration: string): Promise<RunWarning[]> {
        const unknown = await this.unknownId(integration);
        return [...(unknown ? [unknown] : []), ...this.misspelt];
    }

    /** A connection that was asked for by an id that none of the integration's files has. */
    private async unknownId(integration: string): Promise<RunWarning | undefined> {
        const asked = await this.asked();
        if (this.input.withoutCredentials || asked?.file !== undefined) return undefined;
        const misspelt = await this.misspeltIntegration(integration, asked?.connectionId);
        if (misspelt || !asked) return misspelt;
        const { connectionId } = asked;
        if (this.ports.environment[credentialsVariable(integration, connectionId)] !== undefined) return undefined;
        const ids = (await this.described()).ids(integration);
        // That is also what a connection without a file is called.
        if (ids.includes(connectionId) || (ids.length === 0 && connectionId === 'default')) return undefined;
        const meant = didYouMean(connectionId, ids);
        const known =
            ids.length === 0
                ? this.noFiles(integration, connectionId)
                : `Those of ${integration} are ${ids.join(', ')}.`;
        const advice = meant === undefined ? known : `Did you mean ${meant}?`;
        return { code: 'connection-unknown', message: `No file describes the connection ${connectionId}. ${advice}` };
    }

    /** The connection that was probably meant is described for an integration that is probably this one, misspelt. */
    private async misspeltIntegration(integration: string, connectionId?: string): Promise<RunWarning | undefined> {
        const described = await this.described();
        const ids = described.ids(integration);
        if (connectionId === undefined ? ids.length > 0 : ids.includes(connectionId)) return undefined;
        for (const other of described.passedOver(integration)) {
            // `github-app` and `github` are two integrations.
            const keys = other.integrations.filter(
                (key) => !key.startsWith(integration) && !integration.startsWith(key),
            );
            const key = didYouMean(integration, keys);
            if (key === undefined || (connectionId !== undefined && connectionId !== other.connectionId)) continue;
            const file = shownFile(other.file, this.input.workingFolder ?? this.projectRoot);
            const message = `${file} describes a connection of \`${key}\`, not of \`${integration}\`, so it is not used.`;
            return { code: 'connection-unknown', message: `${message} Is its \`provider_config_key\` misspelt?` };
        }
        return undefined;
    }

    private noFiles(integration: string, connectionId: string): string {
        const { workingFolder = this.projectRoot } = this.input;
        const ofTeam = sharedFolder(this.projectRoot, path);
        const shown = (...parts: string[]) => shownFile(path.join(...parts), workingFolder);
        const file = shown(ofTeam, connectionFileName(connectionId));
        const content = JSON.stringify({ connection_id: connectionId, provider_config_key: integration });
        return (
            `There is none for ${integration} in ${shown(privateFolder(this.projectRoot, path))} or ${shown(ofTeam)}, so it has neither ` +
            `metadata nor credentials. Make ${file}, e.g. ${content}; a credential may be given ` +
            `in ${credentialsVariable(integration, connectionId)} instead.`
        );
    }

    /** What the files say of connections: at the start, later as they are then. */
    async described(): Promise<DescribedConnections> {
        if (this.wasAsked) return (await this.files()).read();
        this.atStart ??= this.files().then((files) => files.read());
        return this.atStart;
    }

    environmentVariables() {
        this.variables ??= environmentVariables(this.projectRoot);
        return this.variables;
    }

    private async files(): Promise<ConnectionFiles> {
        return new ConnectionFiles(this.projectRoot, (await this.asked())?.file);
    }

    private async asked() {
        const { connection, folder, workingFolder = folder } = this.input;
        if (connection === undefined) return undefined;
        this.argument ??= resolveConnectionArgument(connection, path.resolve(workingFolder), this.projectRoot);
        return this.argument;
    }

    private async createResolver(integration: string): Promise<ConnectionResolver> {
        return createConnectionResolver({
            projectRoot: this.projectRoot,
            workingFolder: this.input.workingFolder ?? this.projectRoot,
            builtIn: this.providers,
            environment: this.ports.environment,
            files: { find: async (...connection) => (await this.described()).find(...connection) },
            allowOrigins: this.input.allowOrigins ?? [],
            baseUrl: await this.baseUrl(integration),
            withoutCredentials: this.input.withoutCredentials ?? false,
            now: () => new Date(),
        });
    }
}
