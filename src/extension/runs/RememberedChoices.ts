import type { Memento } from 'vscode';
import type { ScriptEntry } from '../projects/readProject';
import type { RunChoices } from './RunChoices';

const CHOICES = 'syncbench.choices';
const LAST = 'syncbench.lastRun';

/** What was chosen for each script, kept with the workspace. */
export class RememberedChoices {
    constructor(private readonly state: Memento) {}

    /** What Run uses without asking: a connection, an action's input. */
    of({ key }: ScriptEntry): RunChoices {
        return this.all()[key] ?? {};
    }

    async remember({ key }: ScriptEntry, { connection, input, baseUrl }: RunChoices): Promise<void> {
        await this.state.update(CHOICES, { ...this.all(), [key]: { connection, input, baseUrl } });
    }

    /** Asked again at the next run. */
    async forgetConnection(script: ScriptEntry): Promise<void> {
        await this.remember(script, { ...this.of(script), connection: undefined });
    }

    /** What ran last, with all that was chosen for it, for Run Again. */
    get last(): { key: string; choices: RunChoices } | undefined {
        return this.state.get(LAST);
    }

    async rememberLast({ key }: ScriptEntry, choices: RunChoices): Promise<void> {
        await this.state.update(LAST, { key, choices });
    }

    private all(): Record<string, RunChoices> {
        return this.state.get(CHOICES) ?? {};
    }
}
