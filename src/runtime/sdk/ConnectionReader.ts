import type { AxiosResponse } from 'axios';
import type { Connection } from '../../core/connection/types';
import { LIMITS } from '../../core/policy/limits';
import type { ConnectionAnswer } from '../../protocol/messages';
import type { RunScope } from '../RunScope';
import { differsFromDryrun } from './differsFromDryrun';
import { type Integration, type IntegrationInclude, integrationOf } from './integrationOf';
import { localResponse } from './localResponse';
import { type Token, tokenOf } from './tokenOf';

export type Metadata = Record<string, unknown>;

export interface ConnectionOptions {
    forceRefresh?: boolean;
    refreshToken?: boolean;
    refreshGithubAppJwtToken?: boolean;
}

/** Where an integration without a webhook of its own is said to receive it. */
const WEBHOOK_URL = 'https://example.com/webhook';

/** What a script asks of its connection, metadata and integration (nango-semantics §3.4, §10). */
export class ConnectionReader {
    private readonly connections = new Map<string, { at: number; connection: Connection }>();
    private integration: { at: number; answer: ConnectionAnswer } | undefined;

    constructor(private readonly scope: RunScope) {
        // The run has asked for its own just now.
        this.connections.set(keyOf(this.own), { at: Date.now(), connection: scope.connection.connection });
    }

    /** Remembered for 60 s per integration and connection, unless options are given. */
    async connection(integration?: string, connectionId?: string, options?: ConnectionOptions): Promise<Connection> {
        const of = {
            integration: integration ?? this.own.integration,
            connectionId: connectionId ?? this.own.connectionId,
        };
        const connection = await this.lookUp(of, options);
        const metadata = this.scope.runtime.metadata.read(of.integration, of.connectionId, connection.metadata);
        return { ...structuredClone(connection), metadata: structuredClone(metadata) };
    }

    /** Asked for anew each time: a token is remembered by nobody. */
    async token(): Promise<Token> {
        const { connection, provider, withheld } = await this.ask(this.own);
        const token = tokenOf(connection.credentials, provider);
        // That they were held back is a warning of its own.
        if (token.isPlaceholder && withheld === undefined) {
            this.scope.recorder.warn({
                code: 'no_credentials',
                message: `nango.getToken() gave the placeholder "${String(token.value)}": the connection ${this.own.connectionId} has no credentials.`,
            });
        }
        return structuredClone(token.value);
    }

    /** Remembered for 10 minutes, as in the cloud. */
    async describeIntegration(include: readonly IntegrationInclude[]): Promise<Integration> {
        const known = this.integration;
        const isKnown = known !== undefined && Date.now() - known.at < LIMITS.integrationMemoMs;
        const answer = isKnown ? known.answer : await this.ask(this.own);
        if (!isKnown) this.integration = { at: Date.now(), answer };
        return structuredClone(integrationOf(answer, WEBHOOK_URL, include));
    }

    /** Replaces the metadata; on this machine only. */
    replaceMetadata(metadata: Metadata): AxiosResponse<object> {
        return this.writeMetadata('setMetadata', metadata, metadata);
    }

    /** Merges into the metadata's top level; on this machine only. */
    async mergeMetadata(metadata: Metadata): Promise<AxiosResponse<object>> {
        const current = (await this.connection()).metadata;
        return this.writeMetadata('updateMetadata', metadata, { ...current, ...metadata });
    }

    private writeMetadata(call: 'setMetadata' | 'updateMetadata', given: Metadata, merged: Metadata) {
        if (!given) throw new Error('Metadata is required');
        const { runtime, recorder } = this.scope;
        const { integration, connectionId } = this.own;
        const text = JSON.stringify(merged);
        recorder.watchForSecrets(text, 'The metadata');
        runtime.metadata.write(integration, connectionId, JSON.parse(text));
        differsFromDryrun(recorder, call);
        return localResponse(201, {
            connection_id: connectionId,
            provider_config_key: integration,
            metadata: JSON.parse(JSON.stringify(given)),
        });
    }

    private async lookUp(
        of: { integration: string; connectionId: string },
        options?: ConnectionOptions,
    ): Promise<Connection> {
        const key = keyOf(of);
        const known = this.connections.get(key);
        if (!options && known && Date.now() - known.at < LIMITS.connectionMemoMs) return known.connection;
        const { connection } = await this.ask(of, options);
        if (!options) this.connections.set(key, { at: Date.now(), connection });
        return connection;
    }

    private ask(of: { integration: string; connectionId: string }, options: ConnectionOptions = {}) {
        const { forceRefresh, refreshToken } = options;
        return this.scope.runtime.getConnection({
            ...of,
            force: forceRefresh === true,
            refreshToken: refreshToken === true,
        });
    }

    private get own() {
        return { integration: this.scope.script.integration, connectionId: this.scope.connectionId };
    }
}

function keyOf({ integration, connectionId }: { integration: string; connectionId: string }): string {
    return JSON.stringify([integration, connectionId]);
}
