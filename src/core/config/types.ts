import type { SourceMapping, SourceNode, SourceRange } from '../models/source';
import type { Model, ModelType } from '../models/types';

/**
 * A `nango.yaml`, read leniently: whatever can be understood of a broken file is here. Values are normalised and have
 * their defaults; every `source` keeps what was really written, with places and unknown keys.
 */
export interface ProjectConfig {
    /** Absolute path, as given to the parser. */
    file: string;
    /** nango-semantics §2.1 */
    version: 1 | 2;
    /** In the order of the file. */
    integrations: IntegrationConfig[];
    /** In the order of the file. */
    models: Model[];
    /** Undefined when the file is empty. */
    source?: SourceNode;
}

export interface IntegrationConfig {
    id: string;
    idRange: SourceRange;
    syncs: SyncConfig[];
    actions: ActionConfig[];
    onEvents: OnEventConfig[];
    /** Undefined when the integration is no mapping. */
    source?: SourceMapping;
}

/** What a sync and an action have in common (§2.2, §2.3). */
export interface FlowConfig {
    name: string;
    nameRange: SourceRange;
    endpoints: Endpoint[];
    /** Models of a sync's records, or what an action returns. */
    output: ModelUse[];
    /** What an action takes; of a sync, the shape of the connection's metadata. */
    input?: ModelUse;
    /** `''` when there is none. */
    version: string;
    /** Trimmed; `''` when there is none. */
    description: string;
    /** Documentation only. */
    scopes: string[];
    source: SourceMapping;
}

export interface SyncConfig extends FlowConfig {
    kind: 'sync';
    /** As written, e.g. `every half hour` (§2.4); undefined when missing. */
    runs?: string;
    syncType: 'full' | 'incremental';
    trackDeletes: boolean;
    autoStart: boolean;
    /** `*` stands for all. */
    webhookSubscriptions: string[];
}

export interface ActionConfig extends FlowConfig {
    kind: 'action';
}

/** One script under one event; a script under two events comes twice (§1.3). */
export interface OnEventConfig {
    kind: 'on-event';
    name: string;
    nameRange: SourceRange;
    /** As written; legacy `post-connection-scripts` run on `post-connection-creation`. */
    event: string;
    /** The key it stands under. */
    section: 'on-events' | 'post-connection-scripts';
}

export interface Endpoint {
    /** Upper case; `GET` for a sync and `POST` for an action that names none. */
    method: string;
    /** As written, placeholders included. */
    path: string;
    group?: string;
    range: SourceRange;
    methodRange?: SourceRange;
    pathRange: SourceRange;
    groupRange?: SourceRange;
}

/** A type named as input or output. */
export interface ModelUse {
    /** The model's name, or `Anonymous_…` for any other type (§2.6). */
    name: string;
    anonymous: boolean;
    type: ModelType;
    range: SourceRange;
}
