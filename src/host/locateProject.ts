import path from 'node:path';
import { UserError } from '../core/findings/UserError';
import { enclosingProject, findProjects, type Project } from '../core/project';
import { nodeFiles } from './nodeFiles';
import { mustBeThere, noProject } from './noProject';

/**
 * The project that a folder belongs to: at or above it, else the only one below it.
 * @throws UserError `no_project`, `project_ambiguous`
 */
export async function locateProject(folder: string): Promise<Project> {
    const start = path.resolve(folder);
    await mustBeThere(start);
    const around = await enclosingProject(nodeFiles, start, path);
    if (around) return around;
    const below = await findProjects(nodeFiles, start, path);
    if (below.length === 1) return below[0]!;
    if (below.length === 0) {
        throw await noProject(start);
    }
    throw new UserError('project_ambiguous', `${start} holds ${below.length} Nango projects.`, {
        advice: 'Name one with --project.',
        candidates: below.map(({ root }) => path.relative(start, root)),
    });
}
