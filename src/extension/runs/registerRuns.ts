import type { Disposable } from 'vscode';
import type { ScriptKind } from '../../core/project/types';
import { Disposables } from '../Disposables';
import { registerCommand } from '../errors/registerCommand';
import { Command, ContextKey } from '../ids';
import { type ScriptArgument, scriptOf } from '../projects/pickScript';
import type { Services } from '../Services';
import { chooseConnection } from './chooseConnection';
import { RememberedChoices } from './RememberedChoices';
import { runWith } from './runWith';
import { showRunStatus } from './showRunStatus';
import { type RunServices, requireTrust, startRun } from './startRun';

/** The commands that start and end runs, and what shows outside of the views that one is going on. */
export function registerRuns(shared: Services): Disposable {
    const disposables = new Disposables();
    const remembered = new RememberedChoices(shared.context.workspaceState);
    const services: RunServices = { ...shared, remembered };
    const { vscode, projects, runs } = services;

    const run = (wanted: ScriptKind) => async (argument: ScriptArgument) => {
        requireTrust(services);
        const script = await scriptOf(services, argument, wanted);
        if (script) await startRun(services, script);
    };
    const onScript =
        (action: (services: RunServices, script: NonNullable<Awaited<ReturnType<typeof scriptOf>>>) => unknown) =>
        async (argument: ScriptArgument) => {
            requireTrust(services);
            const script = await scriptOf(services, argument);
            if (script) await action(services, script);
        };

    async function runAgain(): Promise<void> {
        const { last } = remembered;
        const script = last && (await projects.script(last.key));
        if (script) await startRun(services, script, last.choices);
        else await run('sync')(undefined);
    }

    async function changeConnection(_: RunServices, script: Parameters<typeof startRun>[1]): Promise<void> {
        const connection = await chooseConnection(services, script);
        if (connection) await remembered.remember(script, { ...remembered.of(script), connection });
    }

    disposables.add(registerCommand(services, Command.runSync, run('sync')));
    disposables.add(registerCommand(services, Command.runAction, run('action')));
    disposables.add(registerCommand(services, Command.runOnEvent, run('on-event')));
    disposables.add(registerCommand(services, Command.runAgain, runAgain));
    disposables.add(registerCommand(services, Command.runWith, onScript(runWith)));
    disposables.add(registerCommand(services, Command.chooseConnection, onScript(changeConnection)));
    disposables.add(registerCommand(services, Command.cancelRun, () => runs.cancel({ andQueued: true })));
    disposables.add(registerCommand(services, Command.showLog, () => services.log.show()));
    disposables.add(
        registerCommand(services, Command.manageTrust, () => vscode.commands.executeCommand('workbench.trust.manage')),
    );
    disposables.add(showRunStatus(services));
    const canRunAgain = () => vscode.commands.executeCommand('setContext', ContextKey.canRunAgain, true);
    if (remembered.last) void canRunAgain();
    disposables.add(runs.onDidChange((changed) => changed.state === 'starting' && void canRunAgain()));
    return disposables;
}
