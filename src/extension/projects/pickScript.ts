import type { QuickPickItem, Uri } from 'vscode';
import { UserError } from '../../core/findings/UserError';
import type { ScriptKind } from '../../core/project/types';
import type { Services } from '../Services';
import type { ScriptEntry } from './readProject';

/** What a command on scripts is given: nothing (palette, key), a file (editor title, explorer), or a node of a tree. */
export type ScriptArgument = Uri | { script?: ScriptEntry } | undefined;

const KIND_ICONS: Record<ScriptKind, string> = { sync: 'sync', action: 'zap', 'on-event': 'bell' };

/**
 * The script that a command is about: its argument's, else the active editor's, else one that the person picks among
 * all of the workspace, those of the wanted kind first. @returns undefined when none was picked
 */
export async function scriptOf(
    services: Pick<Services, 'vscode' | 'projects'>,
    argument: ScriptArgument,
    wanted?: ScriptKind,
    title = services.vscode.l10n.t('Run a script'),
): Promise<ScriptEntry | undefined> {
    const { vscode, projects } = services;
    if (isNode(argument)) return argument.script;
    const uri = isFile(argument) ? argument : vscode.window.activeTextEditor?.document.uri;
    const inFile = uri ? await projects.scriptsOf(uri) : [];
    if (inFile.length === 1) return inFile[0];
    if (inFile.length > 1) return pickScript(services, inFile, wanted, title);
    if (isFile(argument)) {
        throw new UserError('script_not_listed', vscode.l10n.t('This file is not a script of a Nango project.'), {
            advice: vscode.l10n.t('List it in nango.yaml, or import it in index.ts; a helper file cannot be run.'),
        });
    }
    const all = (await projects.all()).flatMap(({ scripts }) => scripts);
    if (all.length === 0) {
        throw new UserError('no_script', vscode.l10n.t('The workspace has no Nango script.'), {
            advice: vscode.l10n.t('Open a folder with a nango.yaml, or with .nango and an index.ts, that lists some.'),
        });
    }
    return pickScript(services, all, wanted, title);
}

function isNode(argument: ScriptArgument): argument is { script: ScriptEntry } {
    return argument !== undefined && 'script' in argument && argument.script !== undefined;
}

function isFile(argument: ScriptArgument): argument is Uri {
    return argument !== undefined && 'fsPath' in argument;
}

async function pickScript(
    { vscode }: Pick<Services, 'vscode'>,
    scripts: readonly ScriptEntry[],
    wanted: ScriptKind | undefined,
    title: string,
): Promise<ScriptEntry | undefined> {
    const hasSeveralProjects = new Set(scripts.map(({ project }) => project)).size > 1;
    const items = scripts.map((entry): QuickPickItem & { entry: ScriptEntry } => ({
        entry,
        label: `${entry.script.integration}/${entry.script.name}`,
        iconPath: new vscode.ThemeIcon(KIND_ICONS[entry.script.kind]),
        description: hasSeveralProjects ? `${entry.script.kind}, ${entry.project.name}` : entry.script.kind,
        detail: entry.script.exists ? undefined : vscode.l10n.t('its file is missing'),
    }));
    const rank = ({ entry }: (typeof items)[number]) => (entry.script.kind === wanted ? 0 : 1);
    items.sort((a, b) => rank(a) - rank(b));
    const chosen = await vscode.window.showQuickPick(items, {
        title,
        placeHolder: vscode.l10n.t('integration/script'),
        matchOnDescription: true,
    });
    return chosen?.entry;
}
