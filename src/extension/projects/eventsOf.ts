import type { ScriptEntry } from './readProject';

/** The events that `nango.yaml` runs an on-event script on, each once; none in a project without one. */
export function eventsOf({ script, project }: ScriptEntry): string[] {
    const integration = project.integrations.find(({ id }) => id === script.integration);
    const events = integration?.onEvents.filter(({ name }) => name === script.name).map(({ event }) => event) ?? [];
    return [...new Set(events)];
}
