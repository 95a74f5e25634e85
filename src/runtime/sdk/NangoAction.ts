import type { AxiosResponse } from 'axios';
import type { Connection } from '../../core/connection/types';
import { LIMITS } from '../../core/policy/limits';
import { ProxyClient } from '../http/ProxyClient';
import type { ProxyConfiguration } from '../http/ProxyConfiguration';
import { paginate } from '../paginate/paginate';
import type { RunScope } from '../RunScope';
import { ActionError } from './ActionError';
import { ExecutionAbortedError, SdkError } from './errors';
import { localResponse } from './localResponse';
import { readLogArguments } from './logArguments';
import { triggerAction } from './triggerAction';

type Metadata = Record<string, unknown>;
type CallConfiguration = Omit<ProxyConfiguration, 'method'>;

/** What actions and on-event scripts get as `nango`, and syncs inherit (nango-semantics §3.4). */
export class NangoAction {
    readonly ActionError = ActionError;
    readonly connectionId: string;
    readonly providerConfigKey: string;
    readonly provider: string;

    readonly #scope: RunScope;
    readonly #client: ProxyClient;
    readonly #connections = new Map<string, { at: number; connection: Connection }>();

    constructor(scope: RunScope) {
        this.#scope = scope;
        this.connectionId = scope.connectionId;
        this.providerConfigKey = scope.script.integration;
        this.provider = scope.connection.provider;
        const { runtime, recorder } = scope;
        this.#client = new ProxyClient({
            integration: this.providerConfigKey,
            connectionId: this.connectionId,
            getConnection: (query) => runtime.getConnection({ ...query, refreshToken: false }),
            baseUrl: runtime.request.baseUrl,
            retryScale: runtime.request.retryScale,
            network: runtime.request.network,
            redactor: runtime.redactor,
            refuse: (method, url) => runtime.readOnly.refuse(method, url),
            signal: runtime.signal,
            onAttempt: (attempt) => recorder.http(attempt),
            onWait: (wait) => recorder.wait(wait),
            onRetrySkipped: ({ reason, attempt, max }) =>
                recorder.log('syncbench', 'warn', `Skipping retry HTTP call (reason: ${reason}) [${attempt}/${max}]`),
            onWarning: (warning) => recorder.warn(warning),
        });
    }

    // ---- HTTP (§4)

    async proxy<T = unknown>(config: ProxyConfiguration): Promise<AxiosResponse<T>> {
        await this.#enter();
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
        await this.#enter();
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

    // ---- The connection (§3.4, §10)

    async getConnection(
        providerConfigKey?: string,
        connectionId?: string,
        options?: { forceRefresh?: boolean; refreshToken?: boolean },
    ): Promise<Connection> {
        await this.#enter();
        const integration = providerConfigKey ?? this.providerConfigKey;
        const id = connectionId ?? this.connectionId;
        const connection = await this.#lookUpConnection(integration, id, options);
        const metadata = this.#scope.runtime.metadata.read(integration, id, connection.metadata);
        return { ...structuredClone(connection), metadata: structuredClone(metadata) };
    }

    async #lookUpConnection(
        integration: string,
        connectionId: string,
        options?: { forceRefresh?: boolean; refreshToken?: boolean },
    ): Promise<Connection> {
        const key = JSON.stringify([integration, connectionId]);
        const known = this.#connections.get(key);
        if (!options && known && Date.now() - known.at < LIMITS.connectionMemoMs) return known.connection;
        const { connection } = await this.#scope.runtime.getConnection({
            integration,
            connectionId,
            force: options?.forceRefresh === true,
            refreshToken: options?.refreshToken === true,
        });
        if (!options) this.#connections.set(key, { at: Date.now(), connection });
        return connection;
    }

    async getMetadata<T = Metadata>(): Promise<T> {
        return (await this.getConnection()).metadata as T;
    }

    /** Replaces the metadata; on this machine only. */
    async setMetadata(metadata: Metadata): Promise<AxiosResponse<object>> {
        await this.#enter();
        return this.#writeMetadata(metadata, metadata);
    }

    /** Merges into the metadata's top level; on this machine only. */
    async updateMetadata(metadata: Metadata): Promise<AxiosResponse<object>> {
        const current = await this.getMetadata<Metadata | null>();
        return this.#writeMetadata(metadata, { ...current, ...metadata });
    }

    #writeMetadata(given: Metadata, merged: Metadata): AxiosResponse<object> {
        if (!given) throw new Error('Metadata is required');
        const { runtime, recorder } = this.#scope;
        const text = JSON.stringify(merged);
        recorder.watchForSecrets(text, 'The metadata');
        runtime.metadata.write(this.providerConfigKey, this.connectionId, JSON.parse(text));
        const { connectionId: connection_id, providerConfigKey: provider_config_key } = this;
        return localResponse(201, { connection_id, provider_config_key, metadata: JSON.parse(JSON.stringify(given)) });
    }

    async getEnvironmentVariables(): Promise<{ name: string; value: string }[] | null> {
        await this.#enter();
        return structuredClone(this.#scope.runtime.request.environmentVariables);
    }

    // ---- Other scripts

    /**
     * Runs another action of the project, on this machine. Takes the cloud's arguments (integration, connection, name,
     * input; §3.4) and the 2024 reference's (name, input).
     */
    async triggerAction<Out = unknown>(...args: unknown[]): Promise<Out> {
        await this.#enter();
        return (await triggerAction(this.#scope, args)) as Out;
    }

    // ---- Logging (§3.6)

    /** The line is kept before the promise is there to be awaited: many scripts do not await it. */
    async log(...args: unknown[]): Promise<void> {
        this.#writeLog(args);
        await this.#enter();
    }

    #writeLog(args: unknown[]): void {
        const call = readLogArguments(args);
        if (!call) return;
        const { recorder, runtime } = this.#scope;
        if (call.dropped > 0) {
            const message = 'nango.log takes a message and one object; the cloud drops further arguments.';
            recorder.warn({ code: 'log-arguments-dropped', message });
        }
        if (call.message.length > LIMITS.logMessageCharacters) {
            const message = `The cloud cuts log messages at ${LIMITS.logMessageCharacters} characters; they are whole here.`;
            recorder.warn({ code: 'log-message-long', message });
        }
        const meta = call.meta === undefined ? undefined : runtime.redactor.value(call.meta);
        recorder.log('script', call.level, runtime.redactor.text(call.message), meta);
    }

    /** Every call starts here: a cancelled run goes no further. */
    async #enter(): Promise<void> {
        if (this.#scope.runtime.signal.aborted) throw new ExecutionAbortedError();
        await this.#scope.runtime.breathe();
    }
}
