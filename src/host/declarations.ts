import type { ProjectConfig } from '../core/config';
import { UserError } from '../core/findings/UserError';
import { scriptSchemas } from '../core/models';
import type { Script } from '../core/project';
import type { RunKind } from '../protocol/events';
import type { CompiledScript } from '../protocol/messages';
import type { RunInput } from './types';

type Declarations = Pick<
    CompiledScript,
    'models' | 'trackDeletes' | 'syncType' | 'autoStart' | 'webhookSubscriptions' | 'events' | 'schemas'
>;

const NONE: Declarations = {
    models: [],
    trackDeletes: false,
    syncType: 'full',
    autoStart: true,
    webhookSubscriptions: [],
    events: [],
};

/** What `nango.yaml` says of a script; a zero-YAML script says it itself, once it is loaded. */
export function declarationsOf({ integration, kind, name }: Script, config: ProjectConfig | undefined): Declarations {
    const scripts = config?.integrations.find(({ id }) => id === integration);
    if (!config || !scripts) return NONE;
    if (kind === 'on-event') {
        const events = scripts.onEvents.filter((script) => script.name === name).map(({ event }) => event);
        return { ...NONE, events };
    }
    if (kind === 'action') {
        const action = scripts.actions.find((script) => script.name === name);
        return action ? { ...NONE, schemas: scriptSchemas('action', action, config.models) } : NONE;
    }
    const sync = scripts.syncs.find((script) => script.name === name);
    if (!sync) return NONE;
    const { trackDeletes, syncType, autoStart, webhookSubscriptions } = sync;
    return {
        models: sync.output.map((use) => use.name),
        trackDeletes,
        syncType,
        autoStart,
        webhookSubscriptions,
        events: [],
        schemas: scriptSchemas('sync', sync, config.models),
    };
}

/**
 * What of a script a person asks to run: a sync that is given a payload runs its webhook handler.
 * @throws UserError `payload_not_taken`, `event_not_taken` for a script that takes none
 */
export function runKindOf({ kind, integration, name }: Script, { payload, event }: RunInput): RunKind {
    const label = `${integration}/${name}`;
    if (payload !== undefined && kind !== 'sync') {
        const article = kind === 'action' ? 'an action' : 'an on-event script';
        throw new UserError('payload_not_taken', `${label} is ${article}, and only syncs handle webhooks.`, {
            advice: kind === 'action' ? 'Give it its input with --input.' : 'Leave --payload out: it is given none.',
        });
    }
    if (event !== undefined && (kind === 'action' || (kind === 'sync' && payload === undefined))) {
        throw new UserError('event_not_taken', `${label} does not run on an event.`, {
            advice:
                kind === 'action'
                    ? 'Leave --event out.'
                    : 'Give the webhook with --payload to run its handler, or leave --event out.',
        });
    }
    return payload === undefined ? kind : 'webhook';
}
