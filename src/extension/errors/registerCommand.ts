import type { Disposable } from 'vscode';
import type { CommandId } from '../ids';
import type { Services } from '../Services';
import { showError } from './showError';

/** Registers a command whose failures a person gets to see. */
export function registerCommand(
    { vscode, log }: Pick<Services, 'vscode' | 'log'>,
    id: CommandId,
    // biome-ignore lint/suspicious/noExplicitAny: VS Code hands a command whatever its caller gave.
    handler: (...args: any[]) => unknown,
): Disposable {
    return vscode.commands.registerCommand(id, async (...args: unknown[]) => {
        try {
            return await handler(...args);
        } catch (error) {
            await showError(vscode, log, error);
            return undefined;
        }
    });
}
