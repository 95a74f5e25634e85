/** `NangoAction` (nango-semantics §3.4, §3.6, §3.7), in the words of this project. */
export const ACTION = `type LogLevel = 'info' | 'debug' | 'error' | 'warn' | 'http' | 'verbose' | 'silly';

/** A schema of zod: anything whose parse returns what was asked for. */
interface ParsingSchema<Z> {
    parse(data: unknown, ...rest: any[]): Z;
}

/** fetch's Response where the project knows that type, else what is commonly read of it. */
type FetchResponse = typeof globalThis extends { Response: { prototype: infer R } }
    ? R
    : {
          readonly ok: boolean;
          readonly status: number;
          readonly statusText: string;
          readonly url: string;
          readonly headers: { get(name: string): string | null };
          json(): Promise<any>;
          text(): Promise<string>;
          arrayBuffer(): Promise<ArrayBuffer>;
      };

/** What actions and on-event scripts receive as nango, and syncs have as well. */
export declare class NangoAction {
    /** The class to throw: throw new nango.ActionError({ message: '...' }). */
    ActionError: typeof ActionError;
    connectionId: string;
    /** The integration's id. */
    providerConfigKey: string;
    /** The provider's name, e.g. 'github'. */
    provider?: string;
    environmentId: number;
    environmentName?: string;
    syncId?: string;
    syncJobId?: number;
    activityLogId?: string;
    nangoConnectionId?: number;
    syncConfig?: any;
    runnerFlags: any;
    isCLI?: boolean;
    accountId?: number;
    scriptType: 'sync' | 'action' | 'webhook' | 'on-event';
    dryRun?: boolean;
    abortSignal?: any;

    /** Calls the provider's API with the connection's credentials. A status other than 2xx throws. */
    proxy<T = any>(config: ProxyConfiguration): Promise<ProxyResponse<T>>;
    /** A proxy call with GET. */
    get<T = any>(config: Omit<ProxyConfiguration, 'method'>): Promise<ProxyResponse<T>>;
    /** A proxy call with POST. */
    post<T = any>(config: Omit<ProxyConfiguration, 'method'>): Promise<ProxyResponse<T>>;
    /** A proxy call with PUT. */
    put<T = any>(config: Omit<ProxyConfiguration, 'method'>): Promise<ProxyResponse<T>>;
    /** A proxy call with PATCH. */
    patch<T = any>(config: Omit<ProxyConfiguration, 'method'>): Promise<ProxyResponse<T>>;
    /** A proxy call with DELETE. */
    delete<T = any>(config: Omit<ProxyConfiguration, 'method'>): Promise<ProxyResponse<T>>;
    /** Walks through the pages of a list, one array of records after the other: for await (const page of ...). */
    paginate<T = any>(config: ProxyConfiguration): AsyncGenerator<T[], undefined, void>;

    /** The access token (OAuth 2), the token's pair (OAuth 1), or the whole credentials. */
    getToken(): Promise<string | { oAuthToken: string; oAuthTokenSecret: string } | WholeCredentials>;
    /**
     * The connection with its credentials, remembered for a minute unless options are given.
     * @param options since September 2025
     */
    getConnection(
        providerConfigKey?: string,
        connectionId?: string,
        options?: { forceRefresh?: boolean; refreshToken?: boolean; refreshGithubAppJwtToken?: boolean },
    ): Promise<Connection>;
    /** The integration; since December 2024. */
    getIntegration(queries?: { include?: ('webhook' | 'credentials')[] }): Promise<Integration>;
    /** Where the provider should send its webhooks. */
    getWebhookURL(): Promise<string | null | undefined>;

    /** The connection's metadata, at most a minute old. */
    getMetadata<T = Metadata>(): Promise<T>;
    /** Replaces the connection's metadata. */
    setMetadata(metadata: Metadata): Promise<ProxyResponse<MetadataChange>>;
    /** Changes some keys of the connection's metadata and leaves the others. */
    updateMetadata(metadata: Metadata): Promise<ProxyResponse<MetadataChange>>;
    /** @deprecated Use setMetadata. */
    setFieldMapping(fieldMapping: Record<string, string>): Promise<ProxyResponse<object>>;
    /** @deprecated Use getMetadata. */
    getFieldMapping(): Promise<Metadata>;
    /** The variables of the environment settings. */
    getEnvironmentVariables(): Promise<EnvironmentVariable[] | null>;
    getFlowAttributes<A = object>(): A | null;

    /**
     * Writes a line to the log: a message, and at most one value with details. { level: 'debug' } as the last argument
     * chooses the level. The cloud shows warnings and errors only, unless the environment says otherwise.
     */
    log(message: any, options?: { level?: LogLevel } | { [key: string]: any; level?: never }): Promise<void>;
    log(message: string, ...args: [any, { level?: LogLevel }]): Promise<void>;
    log(...args: any[]): Promise<void>;
    /** From which level on lines are kept. */
    setLogger(logger: { level: 'debug' | 'info' | 'warn' | 'error' | 'off' }): void;

    /** Runs an action and gives what it returns. */
    triggerAction<In = unknown, Out = object>(
        providerConfigKey: string,
        connectionId: string,
        actionName: string,
        input?: In,
    ): Promise<Out>;
    /** Runs an action for the same connection, as the reference of 2024 has it. */
    triggerAction<In = unknown, Out = object>(actionName: string, input?: In): Promise<Out>;
    /** Starts a run of a sync. */
    triggerSync(
        providerConfigKey: string,
        connectionId: string,
        sync: string | { name: string; variant: string },
        syncMode?:
            | boolean
            | 'incremental'
            | 'full_refresh'
            | 'full_refresh_and_clear_cache'
            | { reset?: boolean; emptyCache?: boolean },
    ): Promise<string | void>;
    /** Starts the schedule of syncs; since March 2025. */
    startSync(
        providerConfigKey: string,
        syncs: (string | { name: string; variant: string })[],
        connectionId?: string,
    ): Promise<void>;

    /** Checks an action's input with a schema of zod; throws an ActionError when it does not fit. */
    zodValidateInput<T = any, Z = any>(options: {
        zodSchema: ParsingSchema<Z>;
        input: T;
    }): Promise<{ success: true; data: Z; error?: never }>;
    /** Calls any host, without credentials and retries; since February 2025. */
    uncontrolledFetch(options: {
        /** A URL object: new URL('https://example.com'). */
        url: { readonly href: string; readonly searchParams: object };
        method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'get' | 'post' | 'patch' | 'put' | 'delete';
        headers?: Record<string, string> | undefined;
        body?: string | null;
    }): Promise<FetchResponse>;

    /** Takes a lock unless another run holds it; since April 2025. */
    tryAcquireLock(props: { key: string; ttlMs: number }): Promise<boolean>;
    /** Gives a lock back; since April 2025. */
    releaseLock(props: { key: string }): Promise<boolean>;
    /** Gives back every lock of this run; since April 2025. */
    releaseAllLocks(): Promise<void>;

    /** What saveCheckpoint kept, also in an earlier run; null if there is nothing. Since February 2026. */
    getCheckpoint<T = Record<string, string | number | boolean>>(): Promise<T | null>;
    /** Keeps a flat object: at most 16 texts, numbers and booleans. Since February 2026. */
    saveCheckpoint(checkpoint: object): Promise<void>;
    /** Forgets the checkpoint. Since February 2026. */
    clearCheckpoint(): Promise<void>;
}
`;
