import { UserError } from '../core/findings/UserError';
import type { ScriptKind } from '../core/project/types';
import type { ScriptSchemas } from '../core/schema/types';
import type { CompiledScript } from '../protocol/messages';
import { zodSchemas } from './zodSchemas';

export type ScriptFunction = (...args: unknown[]) => unknown;

/** What a loaded script is: the function to call, and the script with what it declares about itself. */
export interface ScriptDefinition {
    exec: ScriptFunction;
    script: CompiledScript;
    /** The declared shapes, worked out when first asked for. */
    schemas(): ScriptSchemas | undefined;
}

/** What of a script is to be called: itself, or a sync's webhook handler. */
export type EntryPoint = 'script' | 'webhook';

/** The kinds as a zero-YAML definition names them (nango-semantics §1.2). */
const KINDS: Record<string, ScriptKind> = { sync: 'sync', action: 'action', onEvent: 'on-event' };

/**
 * Reads the exports of a loaded script (nango-semantics §9, "classic call" and "zero call"): a classic one exports a
 * function; a zero-YAML one a definition, which also says what `nango.yaml` says of the others.
 *
 * @param zod gives the zod that the script was given, undefined when it asked for none
 * @throws UserError `no_default_function`, `no_definition`, `incorrect_script`, `no_webhook_handler`
 */
export function readDefinition(
    exported: Record<string, unknown>,
    script: CompiledScript,
    entryPoint: EntryPoint,
    zod: () => unknown,
): ScriptDefinition {
    return script.form === 'classic'
        ? classic(exported, script, entryPoint)
        : zeroYaml(exported, script, entryPoint, zod);
}

function classic(exported: Record<string, unknown>, script: CompiledScript, entryPoint: EntryPoint): ScriptDefinition {
    const schemas = () => script.schemas;
    if (entryPoint === 'webhook') {
        const handler = exported.onWebhookPayloadReceived;
        if (typeof handler === 'function') return { exec: handler as ScriptFunction, script, schemas };
        throw noHandler(
            script,
            'export async function onWebhookPayloadReceived(nango: NangoSync, payload: unknown) { … }',
        );
    }
    const entry = exported.default;
    if (typeof entry === 'function') return { exec: entry as ScriptFunction, script, schemas };
    const name = { sync: 'fetchData(nango: NangoSync)', action: 'runAction(nango: NangoAction, input)' };
    const signature = script.kind === 'on-event' ? 'onEvent(nango: NangoAction)' : name[script.kind];
    const what = entry === undefined ? 'has no default export' : 'has a default export that is not a function';
    throw refusal(script, 'no_default_function', what, `Write \`export default async function ${signature}\`.`);
}

function zeroYaml(
    exported: Record<string, unknown>,
    script: CompiledScript,
    entryPoint: EntryPoint,
    zod: () => unknown,
): ScriptDefinition {
    const definition = checkedDefinition(exported.default, script);
    const own = entryPoint === 'webhook' ? definition.onWebhook : definition.exec;
    if (typeof own !== 'function' && entryPoint === 'webhook') {
        throw noHandler(script, 'onWebhook: async (nango, payload) => { … }');
    }
    if (typeof own !== 'function') {
        throw refusal(script, 'no_definition', 'has a definition without an `exec` function', adviceFor(script));
    }
    let schemas: ScriptSchemas | undefined;
    return {
        exec: own.bind(definition) as ScriptFunction,
        script: { ...script, ...declarations(definition, script.kind) },
        schemas: () => {
            schemas ??= zodSchemas(definition, zod());
            return schemas;
        },
    };
}

function checkedDefinition(exported: unknown, script: CompiledScript): Record<string, unknown> {
    if (exported === undefined) throw refusal(script, 'no_definition', 'has no default export', adviceFor(script));
    const definition = typeof exported === 'object' ? (exported as Record<string, unknown> | null) : null;
    if (definition?.type === 'function') {
        const what = 'is made with createFunction, which is experimental and cannot be run here';
        throw refusal(script, 'no_definition', what, 'Make it with createSync, createAction or createOnEvent.');
    }
    const kind = definition ? KINDS[String(definition.type)] : undefined;
    if (!definition || kind === undefined) {
        throw refusal(script, 'no_definition', 'has a default export that is no definition', adviceFor(script));
    }
    if (kind !== script.kind) {
        throw refusal(script, 'incorrect_script', `is of kind ${kind}, not ${script.kind}`, adviceFor(script));
    }
    return definition;
}

/** What a definition says that `nango.yaml` says of classic scripts (nango-semantics §3.2). */
function declarations(definition: Record<string, unknown>, kind: ScriptKind): Partial<CompiledScript> {
    if (kind === 'on-event') return { events: typeof definition.event === 'string' ? [definition.event] : [] };
    if (kind === 'action') return {};
    const { models, webhookSubscriptions: subscriptions } = definition;
    return {
        models: models && typeof models === 'object' ? Object.keys(models) : [],
        trackDeletes: definition.trackDeletes === true,
        syncType: definition.syncType === 'incremental' ? 'incremental' : 'full',
        autoStart: definition.autoStart === true,
        webhookSubscriptions: Array.isArray(subscriptions) ? subscriptions.map(String) : [],
    };
}

function adviceFor({ kind }: CompiledScript): string {
    const create = { sync: 'createSync', action: 'createAction', 'on-event': 'createOnEvent' }[kind];
    return `Write \`export default ${create}({ …, exec: async (nango) => { … } })\`.`;
}

function noHandler(script: CompiledScript, signature: string): UserError {
    const advice = `Write \`${signature}\`, or run the sync itself: without --payload.`;
    return refusal(script, 'no_webhook_handler', 'has no handler for webhooks', advice);
}

function refusal({ integration, name, file }: CompiledScript, code: string, what: string, advice: string): UserError {
    return new UserError(code, `${integration}/${name} ${what}.`, { location: { file, line: 1, column: 1 }, advice });
}
