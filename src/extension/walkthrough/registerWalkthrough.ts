import type { Disposable } from 'vscode';
import { registerCommand } from '../errors/registerCommand';
import { Command, WALKTHROUGH } from '../ids';
import type { Services } from '../Services';

/** The way to the walkthrough from where there is nothing to show. */
export function registerWalkthrough(services: Services): Disposable {
    const { vscode, context, projects } = services;
    const id = `${context.extension.id}#${WALKTHROUGH}`;
    return registerCommand(services, Command.openWalkthrough, () => {
        // Its first step is done where there is a project.
        void projects.all();
        return vscode.commands.executeCommand('workbench.action.openWalkthrough', id, false);
    });
}
