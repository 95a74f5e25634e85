import type { Disposable, Memento } from 'vscode';
import type { ScriptEntry } from '../projects/readProject';
import type { RunChoices, Webhook } from './RunChoices';

const CHOICES = 'syncbench.choices';
const WEBHOOKS = 'syncbench.webhooks';
const LAST = 'syncbench.lastRun';

/** What was chosen for each script, kept with the workspace. */
export class RememberedChoices {
    private readonly listeners = new Set<() => void>();

    constructor(private readonly state: Memento) {}

    /** Something else was chosen for a script, here. */
    onDidChange(listener: () => void): Disposable {
        this.listeners.add(listener);
        return { dispose: () => this.listeners.delete(listener) };
    }

    /** What Run uses without asking: a connection, an action's input, the event of an on-event script. */
    of({ key }: ScriptEntry): RunChoices {
        return this.all(CHOICES)[key] ?? {};
    }

    async remember({ key, script }: ScriptEntry, { connection, input, baseUrl, event }: RunChoices): Promise<void> {
        // The type of a webhook is no choice for the sync that also handles webhooks.
        const ofScript = { connection, input, baseUrl, event: script.kind === 'on-event' ? event : undefined };
        // The newest is the last.
        const { [key]: before, ...others } = this.all(CHOICES);
        const isKnown = Object.keys(this.all(CHOICES)).at(-1) === key && isSame(before, ofScript);
        if (isKnown) return;
        const written = this.state.update(CHOICES, { ...others, [key]: ofScript });
        for (const listener of this.listeners) listener();
        await written;
    }

    /** The connection that another script of the same integration was run with. */
    connectionOf({ script, project }: ScriptEntry): string | undefined {
        const ofIntegration = new Set(
            project.scripts
                .filter(({ script: other }) => other.integration === script.integration)
                .map(({ key }) => key),
        );
        const chosen = Object.entries(this.all(CHOICES)).filter(([key]) => ofIntegration.has(key));
        const ids = chosen.flatMap(([, { connection }]) => (connection?.kind === 'connection' ? [connection.id] : []));
        return ids.at(-1);
    }

    /** The webhook that a sync was given last; Run Sync does not use it. */
    webhookOf({ key }: ScriptEntry): Webhook | undefined {
        return this.all(WEBHOOKS)[key];
    }

    async rememberWebhook({ key }: ScriptEntry, { payload, event }: Webhook): Promise<void> {
        await this.state.update(WEBHOOKS, { ...this.all(WEBHOOKS), [key]: { payload, event } });
    }

    /** Asked again at the next run. */
    async forgetConnection(script: ScriptEntry): Promise<void> {
        await this.remember(script, { ...this.of(script), connection: undefined });
    }

    /** What ran last, with all that was chosen for it, for Run Again. */
    get last(): { key: string; choices: RunChoices } | undefined {
        return this.state.get(LAST);
    }

    /** What Run Again gives a script: all that was chosen for it when it is what ran last. */
    repeated(script: ScriptEntry): RunChoices {
        const { last } = this;
        return last?.key === script.key ? last.choices : this.of(script);
    }

    async rememberLast({ key }: ScriptEntry, choices: RunChoices): Promise<void> {
        if (!isSame(this.last, { key, choices })) await this.state.update(LAST, { key, choices });
    }

    private all(kept: string): Record<string, RunChoices> {
        return this.state.get(kept) ?? {};
    }
}

/** Whether two things are kept alike: what is undefined is not kept. */
function isSame(one: unknown, other: unknown): boolean {
    return JSON.stringify(one) === JSON.stringify(other);
}
