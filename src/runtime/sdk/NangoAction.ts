import type { AxiosResponse } from 'axios';
import type { Connection } from '../../core/connection/types';
import type { ProxyClient } from '../http/ProxyClient';
import type { ProxyConfiguration } from '../http/ProxyConfiguration';
import type { FetchOptions, UncontrolledFetch } from '../http/UncontrolledFetch';
import { paginate } from '../paginate/paginate';
import type { RunScope } from '../RunScope';
import { Checkpoints } from './Checkpoints';
import { type ConnectionOptions, ConnectionReader, type Metadata } from './ConnectionReader';
import type { Checkpoint } from './checkpointRules';
import { differsFromDryrun } from './differsFromDryrun';
import { enter } from './enter';
import { SdkError } from './errors';
import { createProxyClient, createUncontrolledFetch } from './httpClients';
import type { Integration, IntegrationInclude } from './integrationOf';
import { Locks } from './Locks';
import { ScriptFields } from './ScriptFields';
import { ScriptLog } from './ScriptLog';
import type { Token } from './tokenOf';
import { triggerAction } from './triggerAction';
import { type SyncMode, type SyncReference, triggerSync } from './triggerSync';
import { zodValidateInput } from './zodValidateInput';

type CallConfiguration = Omit<ProxyConfiguration, 'method'>;

/** What actions and on-event scripts get as `nango`, and syncs inherit (nango-semantics §3.4). */
export class NangoAction extends ScriptFields {
    readonly #scope: RunScope;
    readonly #client: ProxyClient;
    readonly #fetch: UncontrolledFetch;
    readonly #connections: ConnectionReader;
    readonly #checkpoints: Checkpoints;
    readonly #locks: Locks;
    readonly #log: ScriptLog;

    constructor(scope: RunScope) {
        super(scope);
        this.#scope = scope;
        this.#client = createProxyClient(scope);
        this.#fetch = createUncontrolledFetch(scope);
        this.#connections = new ConnectionReader(scope);
        this.#checkpoints = new Checkpoints(scope);
        this.#locks = new Locks(scope);
        this.#log = new ScriptLog(scope);
    }

    // ---- HTTP (§4)

    async proxy<T = unknown>(config: ProxyConfiguration): Promise<AxiosResponse<T>> {
        await enter(this.#scope);
        return this.#client.request<T>(config);
    }

    get<T = unknown>(config: CallConfiguration): Promise<AxiosResponse<T>> {
        return this.proxy<T>({ ...config, method: 'GET' });
    }

    post<T = unknown>(config: CallConfiguration): Promise<AxiosResponse<T>> {
        return this.proxy<T>({ ...config, method: 'POST' });
    }

    put<T = unknown>(config: CallConfiguration): Promise<AxiosResponse<T>> {
        return this.proxy<T>({ ...config, method: 'PUT' });
    }

    patch<T = unknown>(config: CallConfiguration): Promise<AxiosResponse<T>> {
        return this.proxy<T>({ ...config, method: 'PATCH' });
    }

    delete<T = unknown>(config: CallConfiguration): Promise<AxiosResponse<T>> {
        return this.proxy<T>({ ...config, method: 'DELETE' });
    }

    /** Yields one page after the other (§5). */
    async *paginate<T = unknown>(config: ProxyConfiguration): AsyncGenerator<T[], undefined, void> {
        await enter(this.#scope);
        const { provider } = await this.#scope.runtime.getConnection({
            integration: this.providerConfigKey,
            connectionId: this.connectionId,
            force: false,
            refreshToken: false,
        });
        if (!provider && !config.paginate) {
            const payload = { provider: this.provider };
            const message = `The provider "${this.provider}" is not in the catalogue, so it has no default pagination.`;
            throw new SdkError('unknown_provider_template_in_config', message, payload);
        }
        const { trial, loops } = this.#scope;
        const proxy = loops.watch((request) => this.proxy(request));
        const pages = paginate(proxy, provider?.proxy?.paginate, config);
        return yield* trial.pages(pages) as AsyncGenerator<T[], undefined, void>;
    }

    /** A plain request, without the connection's credentials, retries or the provider's rules. */
    async uncontrolledFetch(options: FetchOptions): Promise<unknown> {
        await enter(this.#scope);
        return this.#fetch.fetch(options);
    }

    // ---- The connection (§3.4, §10)

    async getConnection(
        providerConfigKey?: string,
        connectionId?: string,
        options?: ConnectionOptions,
    ): Promise<Connection> {
        await enter(this.#scope);
        return this.#connections.connection(providerConfigKey, connectionId, options);
    }

    async getToken(): Promise<Token> {
        await enter(this.#scope);
        return this.#connections.token();
    }

    async getIntegration(query: { include?: IntegrationInclude[] } = {}): Promise<Integration> {
        await enter(this.#scope);
        return this.#connections.describeIntegration(query.include ?? []);
    }

    /** The `webhook_url` of the connection file, else that of an example. */
    async getWebhookURL(): Promise<string | null | undefined> {
        return (await this.getIntegration({ include: ['webhook'] })).webhook_url;
    }

    async getMetadata<T = Metadata>(): Promise<T> {
        return (await this.getConnection()).metadata as T;
    }

    /** Replaces the metadata; on this machine only. */
    async setMetadata(metadata: Metadata): Promise<AxiosResponse<object>> {
        await enter(this.#scope);
        return this.#connections.replaceMetadata(metadata);
    }

    /** Merges into the metadata's top level; on this machine only. */
    async updateMetadata(metadata: Metadata): Promise<AxiosResponse<object>> {
        await enter(this.#scope);
        return this.#connections.mergeMetadata(metadata);
    }

    /** The former way to keep settings: replaces the metadata. */
    setFieldMapping(mapping: Record<string, string>): Promise<AxiosResponse<object>> {
        return this.setMetadata(mapping);
    }

    /** The metadata's field `fieldMapping`. */
    async getFieldMapping(): Promise<unknown> {
        const metadata = await this.getMetadata<Metadata | null>();
        return metadata?.fieldMapping || {};
    }

    async getEnvironmentVariables(): Promise<{ name: string; value: string }[] | null> {
        await enter(this.#scope);
        return structuredClone(this.#scope.runtime.request.environmentVariables);
    }

    /** The attributes of the sync's configuration, which `nango.yaml` has no key for: none. */
    getFlowAttributes<T = object>(): T | null {
        if (this.syncJobId === undefined) throw new Error('There is no current sync to get attributes from');
        differsFromDryrun(this.#scope.recorder, 'getFlowAttributes');
        return {} as T;
    }

    // ---- Other scripts

    /**
     * Runs another action of the project, on this machine. Takes the cloud's arguments (integration, connection, name,
     * input; §3.4) and the 2024 reference's (name, input).
     */
    async triggerAction<Out = unknown>(...args: unknown[]): Promise<Out> {
        await enter(this.#scope);
        return (await triggerAction(this.#scope, args)) as Out;
    }

    /** Runs another sync of the project, on this machine. */
    async triggerSync(
        providerConfigKey: string,
        connectionId: string,
        sync: SyncReference,
        mode?: SyncMode,
    ): Promise<void> {
        await enter(this.#scope);
        await triggerSync(this.#scope, providerConfigKey, connectionId, sync, mode);
    }

    /** Starts the schedule of syncs in the cloud; there is none here. */
    async startSync(providerConfigKey: string, syncs: SyncReference[], connectionId?: string): Promise<void> {
        await enter(this.#scope);
        const names = syncs.map((sync) => (typeof sync === 'string' ? sync : sync.name)).join(', ');
        const { recorder } = this.#scope;
        const on = `${providerConfigKey}, connection ${connectionId ?? this.connectionId}`;
        recorder.log('syncbench', 'info', `nango.startSync has no effect here: ${names} of ${on}.`);
        differsFromDryrun(recorder, 'startSync');
    }

    // ---- State (§3.4, §3.7)

    async getCheckpoint(): Promise<Checkpoint | null> {
        await enter(this.#scope);
        return this.#checkpoints.get();
    }

    async saveCheckpoint(checkpoint: Checkpoint): Promise<void> {
        await enter(this.#scope);
        this.#checkpoints.save(checkpoint);
    }

    async clearCheckpoint(): Promise<void> {
        await enter(this.#scope);
        this.#checkpoints.clear();
    }

    /** Whether this run holds the lock now; taking it again starts its time anew. */
    async tryAcquireLock({ key, ttlMs }: { key: string; ttlMs: number }): Promise<boolean> {
        await enter(this.#scope);
        return this.#locks.tryAcquire(key, ttlMs);
    }

    /** Whether this run held it. */
    async releaseLock({ key }: { key: string }): Promise<boolean> {
        await enter(this.#scope);
        return this.#locks.release(key);
    }

    async releaseAllLocks(): Promise<boolean> {
        await enter(this.#scope);
        return this.#locks.releaseAll();
    }

    // ---- Logging and input (§3.4, §3.6)

    /** The line is kept before the promise is there to be awaited: many scripts do not await it. */
    async log(...args: unknown[]): Promise<void> {
        this.#log.write(args);
        await enter(this.#scope);
    }

    setLogger({ level }: { level: unknown }): void {
        this.#log.setLevel(level);
    }

    /** zod's own result; each issue is logged, and an ActionError thrown, when the input does not fit. */
    async zodValidateInput(options: Parameters<typeof zodValidateInput>[0]): Promise<{ success: true; data: unknown }> {
        return zodValidateInput(options, (level, message) => this.#log.write([message, { level }]));
    }
}
