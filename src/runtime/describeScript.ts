import type { CompiledScript, ScriptDescription } from '../protocol/messages';
import { type ProjectZod, Sandbox } from './sandbox';
import { readDefinition } from './scriptDefinition';
import { ActionError } from './sdk/ActionError';

/**
 * What a script declares of itself, by loading it and calling nothing of it (nango-semantics §2.8, §3.2). What it writes
 * to its console meanwhile is dropped, as in the cloud.
 * @throws UserError as `readDefinition` does; whatever the script throws while it loads
 */
export function describeScript(script: CompiledScript, zod: ProjectZod | undefined): ScriptDescription {
    const { form, moduleFolders } = script;
    const sandbox = new Sandbox({ form, moduleFolders, zod, ActionError, onConsole: () => {} });
    const exported = sandbox.load(script.code, script.file);
    const definition = readDefinition(exported, script, 'script', () => sandbox.zod);
    const { integration, kind, name, models, trackDeletes, syncType, autoStart } = definition.script;
    const { webhookSubscriptions, events } = definition.script;
    const sync = { models, trackDeletes, syncType, autoStart, webhookSubscriptions };
    return {
        integration,
        kind,
        name,
        ...(kind === 'sync' && { ...sync, handlesWebhooks: hasHandler(exported, form) }),
        ...(kind === 'on-event' && { events }),
        schemas: definition.schemas() ?? { models: {} },
    };
}

function hasHandler(exported: Record<string, unknown>, form: CompiledScript['form']): boolean {
    if (form === 'classic') return typeof exported.onWebhookPayloadReceived === 'function';
    return typeof (exported.default as Record<string, unknown>).onWebhook === 'function';
}
