import path from 'node:path';
import { enclosingProject, findProjects, type Project } from '../../core/project';
import { nodeFiles } from '../../host/nodeFiles';
import { mustBeThere, noProject } from '../../host/noProject';

/**
 * Every project in a folder; where it holds none, the one that the folder is a part of.
 * @throws UserError `no_project`
 */
export async function findProjectsOf(folder: string): Promise<Project[]> {
    await mustBeThere(folder);
    const below = await findProjects(nodeFiles, folder, path);
    if (below.length > 0) return below;
    const around = await enclosingProject(nodeFiles, folder, path);
    if (around) return [around];
    throw await noProject(folder);
}
