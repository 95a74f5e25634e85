import { SURFACE } from '../surface';

const CREATE = `/** A schema of zod. */
interface Schema<T = any> extends ParsingSchema<T> {
    readonly _output: T;
}
type Schemas = Record<string, Schema>;
type Parsed<S extends Schema> = S['_output'];

/** Members whose types follow from the schemas of a script. */
interface TypedAction<Metadata extends Schema, Checkpoint extends Schema> {
    getMetadata<T = Parsed<Metadata>>(): Promise<T>;
    getCheckpoint<T = Parsed<Checkpoint>>(): Promise<T | null>;
    saveCheckpoint(checkpoint: Parsed<Checkpoint>): Promise<void>;
}

interface TypedSync<Models extends Schemas, Metadata extends Schema, Checkpoint extends Schema>
    extends TypedAction<Metadata, Checkpoint> {
    batchSave<M extends Extract<keyof Models, string>>(records: Parsed<Models[M]>[], model: M): Promise<boolean | null>;
    batchUpdate<M extends Extract<keyof Models, string>>(
        records: (Partial<Parsed<Models[M]>> & { id: any })[],
        model: M,
    ): Promise<boolean | null>;
    batchDelete<T extends { id: any }>(records: T[], model: Extract<keyof Models, string>): Promise<boolean | null>;
    getRecordsByIds<K = string | number, M extends Extract<keyof Models, string> = Extract<keyof Models, string>>(
        ids: K[],
        model: M,
    ): Promise<Map<K, Parsed<Models[M]>>>;
    listRecords<M extends Extract<keyof Models, string>>(
        model: M,
        options?: { cursor?: string },
    ): AsyncGenerator<Parsed<Models[M]>, undefined, void>;
}

type ActionOf<Metadata extends Schema, Checkpoint extends Schema> = Omit<NangoAction, keyof TypedAction<any, any>> & TypedAction<Metadata, Checkpoint>;
type SyncOf<Models extends Schemas, Metadata extends Schema, Checkpoint extends Schema> = Omit<NangoSync, keyof TypedSync<any, any, any>> &
    TypedSync<Models, Metadata, Checkpoint>;

interface ScriptEndpoint {
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
    path: string;
    group?: string;
}

interface CommonProps<Metadata, Checkpoint> {
    description: string;
    version?: string;
    scopes?: string[];
    /** Schema of the connection's metadata. */
    metadata?: Metadata;
    /** Schema of the checkpoint: a flat object of texts, numbers and booleans. */
    checkpoint?: Checkpoint;
}

export interface CreateSyncProps<
    Models extends Schemas,
    Metadata extends Schema = Schema,
    Checkpoint extends Schema = Schema,
> extends CommonProps<Metadata, Checkpoint> {
    /** How often it runs, e.g. 'every hour'. */
    frequency: string;
    /** Schemas of the records, by the names of their models; each has an id. */
    models: Models;
    /** @deprecated */
    endpoints?: ScriptEndpoint[];
    /** @deprecated 'full' by default. */
    syncType?: 'full' | 'incremental';
    /** @deprecated Use nango.trackDeletesStart and trackDeletesEnd. */
    trackDeletes?: boolean;
    /** Only true starts it by itself. */
    autoStart?: boolean;
    /** Webhooks that onWebhook is called for; '*' stands for all. */
    webhookSubscriptions?: string[];
    exec: (nango: SyncOf<Models, Metadata, Checkpoint>) => Promise<void> | void;
    onWebhook?: (nango: SyncOf<Models, Metadata, Checkpoint>, payload: any) => Promise<void> | void;
}

export interface CreateActionProps<
    Input extends Schema,
    Output extends Schema,
    Metadata extends Schema = Schema,
    Checkpoint extends Schema = Schema,
> extends CommonProps<Metadata, Checkpoint> {
    /** Schema of what it takes; z.void() for nothing. */
    input: Input;
    /** Schema of what it returns; z.void() for nothing. */
    output: Output;
    /** @deprecated */
    endpoint?: ScriptEndpoint;
    exec: (nango: ActionOf<Metadata, Checkpoint>, input: Parsed<Input>) => Promise<Parsed<Output>> | Parsed<Output>;
}

export interface CreateOnEventProps<Metadata extends Schema = Schema, Checkpoint extends Schema = Schema>
    extends CommonProps<Metadata, Checkpoint> {
    event: 'post-connection-creation' | 'pre-connection-deletion' | 'validate-connection';
    exec: (nango: ActionOf<Metadata, Checkpoint>) => Promise<void> | void;
}

export type CreateSyncResponse<
    Models extends Schemas,
    Metadata extends Schema = Schema,
    Checkpoint extends Schema = Schema,
> = CreateSyncProps<Models, Metadata, Checkpoint> & { type: 'sync' };
export type CreateActionResponse<
    Input extends Schema,
    Output extends Schema,
    Metadata extends Schema = Schema,
    Checkpoint extends Schema = Schema,
> = CreateActionProps<Input, Output, Metadata, Checkpoint> & { type: 'action' };
export type CreateOnEventResponse<
    Metadata extends Schema = Schema,
    Checkpoint extends Schema = Schema,
> = CreateOnEventProps<Metadata, Checkpoint> & { type: 'onEvent' };

/** Defines a sync: export default createSync({ ... }). */
export declare function createSync<
    Models extends Schemas,
    Metadata extends Schema = Schema,
    Checkpoint extends Schema = Schema,
>(props: CreateSyncProps<Models, Metadata, Checkpoint>): CreateSyncResponse<Models, Metadata, Checkpoint>;
/** Defines an action: export default createAction({ ... }). */
export declare function createAction<
    Input extends Schema,
    Output extends Schema,
    Metadata extends Schema = Schema,
    Checkpoint extends Schema = Schema,
>(
    props: CreateActionProps<Input, Output, Metadata, Checkpoint>,
): CreateActionResponse<Input, Output, Metadata, Checkpoint>;
/** Defines a script that runs when a connection is created, checked or deleted. */
export declare function createOnEvent<Metadata extends Schema = Schema, Checkpoint extends Schema = Schema>(
    props: CreateOnEventProps<Metadata, Checkpoint>,
): CreateOnEventResponse<Metadata, Checkpoint>;

export {};
`;

/**
 * The package `nango` for zero-YAML projects that have not installed it (nango-semantics §3.2), without imports: a schema is
 * whatever has zod's `parse`. Written for this project.
 */
export const NANGO_PACKAGE = ['interface NangoModels {}\n', SURFACE, CREATE].join('\n');
