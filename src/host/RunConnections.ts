import path from 'node:path';
import { ConnectionFiles, resolveConnectionArgument } from '../connections/ConnectionFiles';
import type { ConnectionResolver } from '../connections/ConnectionResolver';
import { createConnectionResolver } from '../connections/createConnectionResolver';
import { environmentVariables } from '../connections/environmentVariables';
import { UserError } from '../core/findings/UserError';
import type { ConnectionAnswer, ConnectionQuery } from '../protocol/messages';
import type { EnginePorts, RunInput } from './types';

/** Which connection a run uses, and what the host tells of connections while it runs. */
export class RunConnections {
    private argument: Promise<{ connectionId: string; file?: string }> | undefined;
    private resolver: Promise<ConnectionResolver> | undefined;

    constructor(
        private readonly projectRoot: string,
        private readonly input: RunInput,
        private readonly ports: EnginePorts,
    ) {}

    /**
     * The id of the run's connection: as asked for, else the only one that a file describes, else `default`.
     * @throws UserError `connection_ambiguous`, `connection_file_not_found`
     */
    async id(integration: string): Promise<string> {
        const asked = await this.asked();
        if (asked) return asked.connectionId;
        const ids = await new ConnectionFiles(this.projectRoot).ids(integration);
        if (ids.length <= 1) return ids[0] ?? 'default';
        throw new UserError('connection_ambiguous', `${integration} has ${ids.length} connections.`, {
            advice: 'Name one with --connection.',
            candidates: ids,
        });
    }

    async get(query: ConnectionQuery): Promise<ConnectionAnswer> {
        this.resolver ??= this.createResolver();
        return (await this.resolver).get(query);
    }

    environmentVariables() {
        return environmentVariables(this.projectRoot);
    }

    private async asked() {
        const { connection, folder, workingFolder = folder } = this.input;
        if (connection === undefined) return undefined;
        this.argument ??= resolveConnectionArgument(connection, path.resolve(workingFolder));
        return this.argument;
    }

    private async createResolver(): Promise<ConnectionResolver> {
        return createConnectionResolver({
            projectRoot: this.projectRoot,
            catalogueFile: path.join(this.ports.distFolder, 'providers.json'),
            environment: this.ports.environment,
            connectionFile: (await this.asked())?.file,
            allowOrigins: this.input.allowOrigins ?? [],
            baseUrl: this.input.baseUrl,
            now: () => new Date(),
        });
    }
}
