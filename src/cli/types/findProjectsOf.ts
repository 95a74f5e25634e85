import path from 'node:path';
import { UserError } from '../../core/findings/UserError';
import { enclosingProject, findProjects, type Project } from '../../core/project';
import { nodeFiles } from '../../host/nodeFiles';

/**
 * Every project in a folder; where it holds none, the one that the folder is a part of.
 * @throws UserError `no_project`
 */
export async function findProjectsOf(folder: string): Promise<Project[]> {
    const below = await findProjects(nodeFiles, folder, path);
    if (below.length > 0) return below;
    const around = await enclosingProject(nodeFiles, folder, path);
    if (around) return [around];
    throw new UserError('no_project', `There is no Nango project in ${folder} or in a folder above it.`, {
        advice: 'Go to a folder with a nango.yaml, or name one with --project.',
    });
}
