import * as vscode from 'vscode';
import { type RunRow, runsOf } from './terminal';
import { until } from './until';

/** A script of the classic sample or of its copy. */
export function scriptUri(project: string, name: string, folder = 'syncs'): vscode.Uri {
    return vscode.Uri.joinPath(vscode.Uri.file(project), 'github', folder, `${name}.ts`);
}

const timeoutMs = 90_000;
/** Each look at a store starts a process. */
const betweenRunsMs = 300;

/** The titles of what stands above a script; none where there is no such file. */
export async function lensTitles(uri: vscode.Uri): Promise<string[]> {
    try {
        await vscode.workspace.openTextDocument(uri);
    } catch {
        return [];
    }
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
    return (lenses ?? []).map(({ command }) => command?.title ?? '').filter((title) => title !== '');
}

/** Calls a command that may ask questions with a list, and takes each question's first answer. */
export async function withFirstAnswers<T>(command: string, ...args: unknown[]): Promise<T | undefined> {
    let isDone = false;
    const called = Promise.resolve(vscode.commands.executeCommand<T>(command, ...args)).finally(() => {
        isDone = true;
    });
    called.catch(() => {});
    await until(`${command} is done`, async () => {
        if (isDone) return true;
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return undefined;
    });
    return await called;
}

/** The run of a script that is in the store and none of `before`, once it is `status`, or over. */
export async function newRun(project: string, script: string, before: RunRow[], status?: string): Promise<RunRow> {
    const known = new Set(before.map(({ id }) => id));
    return await until(
        `${script} is ${status ?? 'over'}`,
        async () => {
            const run = (await runsOf(project)).find((each) => each.script === script && !known.has(each.id));
            return run && (status ? run.status === status : run.status !== 'running') && run;
        },
        timeoutMs,
        betweenRunsMs,
    );
}

/** Runs a script by its command, with the first answer to each question, to its end. */
export async function runToEnd(project: string, script: string, command = 'syncbench.runSync'): Promise<RunRow> {
    const before = await runsOf(project);
    await withFirstAnswers(command, scriptUri(project, script));
    return await newRun(project, script, before);
}
