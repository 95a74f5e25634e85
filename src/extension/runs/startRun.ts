import { UserError } from '../../core/findings/UserError';
import { Setting } from '../ids';
import { eventsOf } from '../projects/eventsOf';
import type { ScriptEntry } from '../projects/readProject';
import type { Services } from '../Services';
import { askInput } from './askInput';
import { chooseConnection } from './chooseConnection';
import { chooseEvent } from './chooseEvent';
import type { RememberedChoices } from './RememberedChoices';
import type { RunChoices } from './RunChoices';
import { saveBeforeRun } from './saveBeforeRun';

export type RunServices = Services & { remembered: RememberedChoices };

/** Runs a script with what was chosen for it, asking for what was not. Turning away from a question runs nothing. */
export async function startRun(services: RunServices, script: ScriptEntry, chosen: RunChoices = {}): Promise<void> {
    const { vscode, remembered, runs } = services;
    requireTrust(services);
    if (!(await saveBeforeRun(services, script))) return;
    const choices = { ...(await stillThere(remembered.of(script), script)), ...chosen };
    if (!choices.connection) {
        choices.connection = await chooseConnection(services, script, (connection) =>
            startRun(services, script, { ...chosen, connection }),
        );
        if (!choices.connection) return;
        // Turning away from a later question does not ask this one again.
        await remembered.remember(script, choices);
    }
    if (script.script.kind === 'action' && !('input' in choices)) {
        const answer = mayTakeInput(script) ? await askInput(vscode, script, undefined) : { value: undefined };
        if (!answer) return;
        choices.input = answer.value;
    }
    if (script.script.kind === 'on-event' && !choices.event && eventsOf(script).length > 1) {
        choices.event = await chooseEvent(vscode, script);
        if (!choices.event) return;
    }
    // What is remembered can be read at once; that it is also written is nothing to wait for.
    void remembered.remember(script, choices);
    if (!(await mayStart(services, script))) return;
    void remembered.rememberLast(script, choices);
    void runs.run(script, choices);
}

/** Without a `nango.yaml`, only the script itself knows. */
function mayTakeInput({ config, project }: ScriptEntry): boolean {
    return config?.input !== undefined || project.project.form === 'zero-yaml';
}

/** @throws UserError `untrusted_workspace` */
export function requireTrust({ vscode }: Pick<Services, 'vscode'>): void {
    if (vscode.workspace.isTrusted) return;
    const { t } = vscode.l10n;
    throw new UserError('untrusted_workspace', t('Syncbench executes nothing in a workspace that is not trusted.'), {
        advice: t('Trust the workspace to run its scripts and to read its records.'),
    });
}

/** Choices without a connection that has gone since: it is asked for again. */
export async function stillThere(choices: RunChoices, { script, project }: ScriptEntry): Promise<RunChoices> {
    const { connection, ...others } = choices;
    if (connection?.kind !== 'connection') return choices;
    const { listConnections } = await import('../../host/connections/listConnections');
    const connections = await listConnections(project.project.root, script.integration, process.env);
    return connections.some(({ id }) => id === connection.id) ? choices : others;
}

/** While another run goes on: waits behind it or ends it, as the person decided once. @returns false when they turned away */
async function mayStart({ vscode, runs, settings }: Services, { script }: ScriptEntry): Promise<boolean> {
    if (!runs.current) return true;
    const { l10n, window } = vscode;
    let way = settings.get(Setting.whenRunning);
    if (way === 'ask') {
        const queue = { title: l10n.t('Run After It') };
        const replace = { title: l10n.t('Stop It and Run') };
        const running = runs.current.script.script;
        const chosen = await window.showInformationMessage(
            l10n.t('{0} is running. When should {1} run?', running.name, script.name),
            {
                modal: true,
                detail: l10n.t('Later runs will do the same; the setting syncbench.whenRunning changes it.'),
            },
            queue,
            replace,
        );
        if (!chosen) return false;
        way = chosen === queue ? 'queue' : 'replace';
        await settings.set(Setting.whenRunning, way);
    }
    if (way === 'replace') runs.cancel({ andQueued: true });
    return true;
}
