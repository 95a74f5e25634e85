import type { Uri } from 'vscode';
import { UserError } from '../../core/findings/UserError';
import type { Services } from '../Services';
import type { ProjectEntry } from './readProject';

/** What a command on projects is given: nothing (palette, view title), a file (editor), or a node of a tree. */
export type ProjectArgument = Uri | { project?: ProjectEntry } | undefined;

/**
 * The project that a command is about: its argument's, else the active editor's, else the workspace's only one or one
 * that the person picks. @returns undefined when none was picked
 */
export async function projectOf(
    { vscode, projects }: Pick<Services, 'vscode' | 'projects'>,
    argument: ProjectArgument,
): Promise<ProjectEntry | undefined> {
    const { l10n, window } = vscode;
    if (argument && 'project' in argument && argument.project) return argument.project;
    const uri = argument && 'fsPath' in argument ? argument : window.activeTextEditor?.document.uri;
    const around = uri && (await projects.projectOf(uri));
    if (around) return around;
    const all = await projects.all();
    if (all.length === 0) {
        throw new UserError('no_project', l10n.t('The workspace has no Nango project.'), {
            advice: l10n.t('Open a folder with a nango.yaml, or with .nango and an index.ts.'),
        });
    }
    if (all.length === 1) return all[0];
    const items = all.map((project) => ({
        project,
        label: project.name,
        description: project.project.form === 'classic' ? 'nango.yaml' : 'index.ts',
        iconPath: new vscode.ThemeIcon('folder'),
    }));
    return (await window.showQuickPick(items, { title: l10n.t('Which project?') }))?.project;
}
