// Written by hand for this sample: the models of nango.yaml, and of the SDK's types those that its scripts use.
// `nango dev` and `nango compile` overwrite this file with their own, longer one; the scripts do not mind.

// ------ Models
export interface Issue {
    id: string;
    repository: string;
    number: number;
    title: string;
    body: string | null;
    state: 'open' | 'closed';
    author: string | null;
    assignee: string | null;
    labels: string[];
    comments: number;
    url: string;
    created_at: string;
    updated_at: string;
    closed_at: string | null;
}

export interface Label {
    id: string;
    repository: string;
    name: string;
    color: string;
    description: string | null;
}

export interface RepositoriesMetadata {
    repositories?: string[] | undefined;
}

export interface LabelsMetadata extends RepositoriesMetadata {
    labelIds?: string[] | undefined;
}

export interface CreateIssueInput {
    owner: string;
    repo: string;
    title: string;
    body?: string | undefined;
    labels?: string[] | undefined;
}
// ------ /Models

// ------ SDK
export interface ProxyConfiguration {
    endpoint: string;
    headers?: Record<string, string>;
    params?: string | Record<string, string | number>;
    data?: unknown;
    retries?: number;
    retryOn?: number[];
    baseUrlOverride?: string;
    paginate?: Record<string, unknown>;
}

export interface ProxyResponse<T> {
    data: T;
    status: number;
    headers: Record<string, string>;
}

export declare class ActionError<T = Record<string, unknown>> extends Error {
    type: string;
    payload?: T;
    constructor(payload?: T);
}

export declare class NangoAction {
    connectionId: string;
    providerConfigKey: string;
    ActionError: typeof ActionError;
    get<T = any>(config: ProxyConfiguration): Promise<ProxyResponse<T>>;
    post<T = any>(config: ProxyConfiguration): Promise<ProxyResponse<T>>;
    paginate<T = any>(config: ProxyConfiguration): AsyncGenerator<T[], undefined, void>;
    log(...args: unknown[]): Promise<void>;
    getMetadata<T = Record<string, unknown>>(): Promise<T>;
    updateMetadata<T = Record<string, unknown>>(metadata: T): Promise<unknown>;
}

export declare class NangoSync extends NangoAction {
    lastSyncDate?: Date;
    batchSave<T extends object>(records: T[], model: string): Promise<boolean | null>;
    batchDelete<T extends object>(records: T[], model: string): Promise<boolean | null>;
}
