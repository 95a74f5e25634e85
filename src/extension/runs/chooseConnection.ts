import path from 'node:path';
import type { QuickPickItem } from 'vscode';
import { showError } from '../errors/showError';
import type { ScriptEntry } from '../projects/readProject';
import type { Services } from '../Services';
import type { RememberedChoices } from './RememberedChoices';
import type { ConnectionChoice } from './RunChoices';

type ConnectionServices = Pick<Services, 'vscode' | 'context' | 'log'> & { remembered: RememberedChoices };

type Item = QuickPickItem & { choose?: () => Promise<ConnectionChoice | undefined> };

/**
 * Asks which connection a script runs with, the one of the integration's other scripts first. @returns undefined when the
 * person turned away, or went to write a new one
 *
 * @param run offered beside a new connection, for when it is filled in
 */
export async function chooseConnection(
    services: ConnectionServices,
    script: ScriptEntry,
    run?: (connection: ConnectionChoice) => Promise<void>,
): Promise<ConnectionChoice | undefined> {
    const { vscode, remembered } = services;
    const { l10n, QuickPickItemKind } = vscode;
    const { integration } = script.script;
    const { listConnections } = await import('../../host/connections/listConnections');
    const connections = await listConnections(script.project.project.root, integration, process.env);
    const known = remembered.connectionOf(script);
    const knownFirst = connections.toSorted((a, b) => Number(b.id === known) - Number(a.id === known));
    const found = knownFirst.map(({ id, file, isPrivate, hasCredentials, baseUrl, problem }): Item => {
        if (file !== undefined && problem !== undefined) return brokenItem(services, { id, file, problem });
        const source = file === undefined ? l10n.t('environment') : isPrivate ? l10n.t('private file') : l10n.t('file');
        return {
            label: id,
            iconPath: new vscode.ThemeIcon('plug'),
            description: hasCredentials ? source : l10n.t('{0}, no credentials', source),
            detail: baseUrl,
            choose: async () => ({ kind: 'connection', id }),
        };
    });
    const none: Item = {
        label: l10n.t('No credentials'),
        iconPath: new vscode.ThemeIcon('circle-slash'),
        description: l10n.t('for mock servers and open APIs'),
        choose: async () => ({ kind: 'none' }),
    };
    const create: Item = {
        label: l10n.t('New connection…'),
        iconPath: new vscode.ThemeIcon('add'),
        description: l10n.t('writes a private file for you to fill in'),
        choose: () => newConnection(services, script, run),
    };
    const separator: Item = { label: '', kind: QuickPickItemKind.Separator };
    const items = found.length > 0 ? [...found, separator, none, create] : [none, create];
    const chosen = await vscode.window.showQuickPick(items, {
        title: l10n.t('Connection for {0}/{1}', integration, script.script.name),
        placeHolder: l10n.t('It is remembered for this script; Choose Connection changes it.'),
    });
    return chosen?.choose?.();
}

/** A file that cannot be used is shown for what it is, and opened to be mended. */
function brokenItem({ vscode }: Pick<Services, 'vscode'>, broken: { id: string; file: string; problem: string }): Item {
    return {
        label: broken.id,
        iconPath: new vscode.ThemeIcon('error'),
        description: vscode.l10n.t('cannot be used; opens the file'),
        detail: broken.problem,
        choose: async () => {
            await vscode.window.showTextDocument(vscode.Uri.file(broken.file));
            return undefined;
        },
    };
}

async function newConnection(
    { vscode, context, log }: ConnectionServices,
    { script, project }: ScriptEntry,
    run: ((connection: ConnectionChoice) => Promise<void>) | undefined,
): Promise<undefined> {
    const { l10n, window } = vscode;
    const { connectionIdProblem, createConnectionFile } = await import('../../host/connections/createConnectionFile');
    const id = await window.showInputBox({
        title: l10n.t('New connection for {0}', script.integration),
        prompt: l10n.t('Its id, as scripts see it'),
        validateInput: (text) => {
            const problem = connectionIdProblem(text);
            if (problem === undefined) return undefined;
            return problem === 'empty' ? l10n.t('A connection needs an id.') : l10n.t('This is too long for an id.');
        },
    });
    if (id === undefined) return;
    const catalogue = path.join(context.extensionPath, 'dist', 'providers.json');
    const { file, place } = await createConnectionFile(project.project.root, script.integration, id, catalogue);
    const cursor = place && new vscode.Position(place.line - 1, place.column - 1);
    await window.showTextDocument(vscode.Uri.file(file), cursor && { selection: new vscode.Range(cursor, cursor) });
    if (!run) {
        void window.showInformationMessage(l10n.t('Fill in the credentials and save. Git ignores this file.'));
        return;
    }
    const filledIn = { title: l10n.t('Run {0}', script.name) };
    // Not waited for: the command is over once the file is open.
    void window
        .showInformationMessage(l10n.t('Fill in the credentials, save, and run. Git ignores this file.'), filledIn)
        .then((pressed) => pressed && run({ kind: 'connection', id: id.trim() }))
        .then(undefined, (error: unknown) => showError(vscode, log, error));
}
