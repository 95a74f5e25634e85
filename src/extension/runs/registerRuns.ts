import type { Disposable } from 'vscode';
import type { ScriptKind } from '../../core/project/types';
import { Disposables } from '../Disposables';
import { registerCommand } from '../errors/registerCommand';
import { Command, ContextKey } from '../ids';
import { type ScriptArgument, scriptOf } from '../projects/pickScript';
import type { ScriptEntry } from '../projects/readProject';
import type { Services } from '../Services';
import { chooseConnection } from './chooseConnection';
import { RememberedChoices } from './RememberedChoices';
import { runWebhook } from './runWebhook';
import { runWith } from './runWith';
import { showConnection } from './showConnection';
import { showRunStatus } from './showRunStatus';
import { type RunServices, requireTrust, startRun } from './startRun';

/** The commands that start and end runs, and what shows outside of the views that one is going on. */
export function registerRuns(shared: Services): Disposable {
    const disposables = new Disposables();
    const remembered = new RememberedChoices(shared.context.workspaceState);
    const services: RunServices = { ...shared, remembered };
    const { vscode, projects, runs } = services;

    const onScript =
        (action: (services: RunServices, script: ScriptEntry) => unknown, wanted?: ScriptKind, title?: string) =>
        async (argument: ScriptArgument) => {
            requireTrust(services);
            const script = await scriptOf(services, argument, wanted, title);
            if (script) await action(services, script);
        };
    const run = (wanted: ScriptKind) => onScript((_, script) => startRun(services, script), wanted);

    async function runAgain(): Promise<void> {
        const { last } = remembered;
        const script = last && (await projects.script(last.key));
        if (script) await startRun(services, script, last.choices);
        else await run('sync')(undefined);
    }

    const whose = vscode.l10n.t('Connection of which script?');

    async function changeConnection(_: RunServices, script: ScriptEntry): Promise<void> {
        const connection = await chooseConnection(services, script);
        if (connection) await remembered.remember(script, { ...remembered.of(script), connection });
    }

    disposables.add(registerCommand(services, Command.runSync, run('sync')));
    disposables.add(registerCommand(services, Command.runAction, run('action')));
    disposables.add(registerCommand(services, Command.runOnEvent, run('on-event')));
    disposables.add(registerCommand(services, Command.runWebhook, onScript(runWebhook, 'sync')));
    disposables.add(registerCommand(services, Command.runAgain, runAgain));
    disposables.add(registerCommand(services, Command.runWith, onScript(runWith)));
    disposables.add(registerCommand(services, Command.chooseConnection, onScript(changeConnection, undefined, whose)));
    disposables.add(registerCommand(services, Command.cancelRun, () => runs.cancel({ andQueued: true })));
    disposables.add(registerCommand(services, Command.showLog, () => services.log.show()));
    disposables.add(
        registerCommand(services, Command.manageTrust, () => vscode.commands.executeCommand('workbench.trust.manage')),
    );
    // The question for the connection, too, is something that a run begins with.
    disposables.add(services.engine.onDidPrewarm(() => void import('../../host/connections/listConnections')));
    disposables.add(showRunStatus(services));
    disposables.add(showConnection(services));
    const canRunAgain = () => vscode.commands.executeCommand('setContext', ContextKey.canRunAgain, true);
    if (remembered.last) void canRunAgain();
    disposables.add(runs.onDidChangeCalmly(({ state }) => state === 'finished' && void canRunAgain()));
    return disposables;
}
