import type { ActionConfig, Endpoint, IntegrationConfig, ModelUse, ProjectConfig, SyncConfig } from '../config/types';
import type { Model, ModelType } from '../models/types';

/** The events that the official tool lists, each also when it has no scripts (nango-semantics §1.3). */
const EVENTS = ['post-connection-creation', 'pre-connection-deletion', 'validate-connection'];

/** What a project's scripts are, in the shape in which the official tool exports it as `NangoFlows` (nango-semantics §3.1). */
export function describeFlows({ integrations, models }: ProjectConfig): object[] {
    const byName = new Map(models.map((model) => [model.name, model]));
    return integrations.map((integration) => ({
        providerConfigKey: integration.id,
        syncs: integration.syncs.map((sync) => describeSync(sync, byName)),
        actions: integration.actions.map((action) => describeAction(action, byName)),
        ...describeEvents(integration),
    }));
}

function describeSync(sync: SyncConfig, models: ReadonlyMap<string, Model>): object {
    return {
        name: sync.name,
        type: 'sync',
        description: sync.description,
        sync_type: sync.syncType,
        usedModels: usedModels(sync.output, sync.input, models),
        runs: sync.runs ?? '',
        version: sync.version,
        track_deletes: sync.trackDeletes,
        auto_start: sync.autoStart,
        input: sync.input?.name ?? null,
        output: namesOf(sync.output),
        scopes: sync.scopes,
        endpoints: sync.endpoints.map(describeEndpoint),
        webhookSubscriptions: sync.webhookSubscriptions,
    };
}

function describeAction(action: ActionConfig, models: ReadonlyMap<string, Model>): object {
    const [endpoint] = action.endpoints;
    return {
        name: action.name,
        type: 'action',
        description: action.description,
        version: action.version,
        scopes: action.scopes,
        input: action.input?.name ?? null,
        output: namesOf(action.output),
        usedModels: usedModels(action.output, action.input, models),
        endpoint: endpoint ? describeEndpoint(endpoint) : null,
    };
}

function describeEvents({ onEvents }: IntegrationConfig): object {
    const legacy = onEvents.filter(({ section }) => section === 'post-connection-scripts');
    const current = onEvents.filter(({ section }) => section === 'on-events');
    const scripts = EVENTS.map((event) => [
        event,
        current.filter((script) => script.event === event).map(({ name }) => name),
    ]);
    return {
        onEventScripts: Object.fromEntries(scripts),
        ...(legacy.length > 0 && { postConnectionScripts: legacy.map(({ name }) => name) }),
    };
}

function describeEndpoint({ method, path, group }: Endpoint): object {
    return { method, path, ...(group !== undefined && { group }) };
}

function namesOf(output: readonly ModelUse[]): string[] | null {
    return output.length > 0 ? output.map(({ name }) => name) : null;
}

/** Models of a script and what they refer to, each once, in the order in which they are met. */
function usedModels(
    output: readonly ModelUse[],
    input: ModelUse | undefined,
    models: ReadonlyMap<string, Model>,
): string[] {
    const used = new Set<string>();
    for (const use of input ? [...output, input] : output) {
        if (use.anonymous) used.add(use.name);
        addReferences(use.type);
    }
    return [...used];

    function addReferences(type: ModelType): void {
        if (type.kind === 'array') addReferences(type.element);
        else if (type.kind === 'union') for (const member of type.members) addReferences(member);
        else if (type.kind === 'object') addFields(type);
        else if (type.kind === 'reference') addModel(type.name);
    }

    function addModel(name: string): void {
        const model = models.get(name);
        if (!model || used.has(name)) return;
        used.add(name);
        for (const parent of model.parents) addFields(models.get(parent.name));
        addFields(model);
    }

    function addFields(of: Pick<Model, 'fields' | 'index'> | undefined): void {
        for (const field of of?.fields ?? []) addReferences(field.type);
        if (of?.index) addReferences(of.index.type);
    }
}
