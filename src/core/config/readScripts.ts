import { readType } from '../models/readModels';
import { entryOf, type SourceEntry, type SourceMapping, type SourceNode, type SourceScalar } from '../models/source';
import { readEndpoints } from './readEndpoints';
import type { ActionConfig, FlowConfig, ModelUse, OnEventConfig, SyncConfig } from './types';

/** A script's entry whose value is known to be a mapping, and where it stands. */
export interface ScriptEntry {
    integration: string;
    entry: SourceEntry;
    body: SourceMapping;
    /** Names of the document's models. */
    models: ReadonlySet<string>;
}

/** One entry of `syncs` (nango-semantics §2.3). */
export function readSync(script: ScriptEntry): SyncConfig {
    const { body } = script;
    const runs = textOf(body, 'runs');
    return {
        kind: 'sync',
        ...readFlow(script, 'sync', 'output'),
        endpoints: readEndpoints(entryOf(body, 'endpoint')?.value, 'GET'),
        ...(runs !== undefined && { runs }),
        syncType: textOf(body, 'sync_type')?.toLowerCase() === 'incremental' ? 'incremental' : 'full',
        trackDeletes: literalOf(body, 'track_deletes') === true,
        autoStart: literalOf(body, 'auto_start') !== false,
        webhookSubscriptions: textsOf(entryOf(body, 'webhook-subscriptions')?.value).map(({ text }) => text.trim()),
    };
}

/** One entry of `actions` (nango-semantics §2.3). */
export function readAction(script: ScriptEntry): ActionConfig {
    return {
        kind: 'action',
        ...readFlow(script, 'action', 'output'),
        endpoints: readEndpoints(entryOf(script.body, 'endpoint')?.value, 'POST'),
    };
}

/** A sync of version 1: always incremental, without endpoint, input and scopes (nango-semantics §2.2). */
export function readSyncV1(script: ScriptEntry): SyncConfig {
    const { input: _, ...flow } = readFlow(script, 'sync', 'returns');
    const sync = readSync(script);
    return { ...sync, ...flow, endpoints: [], scopes: [], syncType: 'incremental', webhookSubscriptions: [] };
}

/** An action of version 1 (nango-semantics §2.2). */
export function readActionV1(script: ScriptEntry): ActionConfig {
    const { input: _, ...flow } = readFlow(script, 'action', 'returns');
    return { kind: 'action', ...flow, scopes: [] };
}

/** Scripts listed under one event (nango-semantics §1.3). */
export function readOnEvents(node: SourceNode, event: string, section: OnEventConfig['section']): OnEventConfig[] {
    return textsOf(node).map(({ text, range }) => ({
        kind: 'on-event',
        name: text.trim(),
        nameRange: range,
        event,
        section,
    }));
}

/** What both kinds have. The endpoints are left empty: their default method is the kind's. */
function readFlow(script: ScriptEntry, kind: 'sync' | 'action', outputKey: 'output' | 'returns'): FlowConfig {
    const { body, entry } = script;
    const input = entryOf(body, 'input')?.value;
    const hasInput = input !== undefined && !isNothing(input);
    return {
        name: entry.key,
        nameRange: entry.keyRange,
        endpoints: [],
        output: itemsOf(entryOf(body, outputKey)?.value).map((node) => readUse(node, script, kind, 'output')),
        ...(hasInput && { input: readUse(input, script, kind, 'input') }),
        version: textOf(body, 'version') ?? '',
        description: textOf(body, 'description') ?? '',
        scopes: textsOf(entryOf(body, 'scopes')?.value).flatMap(({ text }) => splitList(text)),
        source: body,
    };
}

/** A type used as input or output: a model by its name, anything else as an anonymous model (nango-semantics §2.6). */
function readUse(node: SourceNode, script: ScriptEntry, kind: string, direction: 'input' | 'output'): ModelUse {
    const type = readType(node, script.models);
    if (type.kind === 'reference') return { name: type.name, anonymous: false, type, range: node.range };
    const parts = [script.integration, kind, script.entry.key, direction];
    const name = `Anonymous_${parts.map((part) => part.replace(/[^A-Za-z0-9]/g, '')).join('_')}`;
    return { name, anonymous: true, type, range: node.range };
}

/** The values of a key that takes one or a list of them. */
function itemsOf(node: SourceNode | undefined): SourceNode[] {
    if (!node || isNothing(node)) return [];
    return node.kind === 'list' ? node.items.filter((item) => !isNothing(item)) : [node];
}

function textsOf(node: SourceNode | undefined): SourceScalar[] {
    return itemsOf(node).filter((item) => item.kind === 'scalar');
}

/** A key's text, trimmed; undefined when it has none. */
function textOf(body: SourceMapping, key: string): string | undefined {
    const node = entryOf(body, key)?.value;
    return node?.kind === 'scalar' && node.value !== null ? node.text.trim() : undefined;
}

function literalOf(body: SourceMapping, key: string): unknown {
    const node = entryOf(body, key)?.value;
    return node?.kind === 'scalar' ? node.value : undefined;
}

function isNothing(node: SourceNode): boolean {
    return node.kind === 'scalar' && node.text.trim() === '';
}

function splitList(text: string): string[] {
    return text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '');
}
