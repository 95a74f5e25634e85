import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Project } from '../../core/project/types';
import { nodeFiles } from '../../host/nodeFiles';
import type { VSCode } from '../vscodeTypes';

/** Folders that hold no project of the user's own. */
const SKIPPED = '**/{node_modules,dist,build}/**';

/**
 * Every project of the workspace, by folder: those with a `nango.yaml`, and those with `.nango` and `index.ts`
 * (nango-semantics §1.1, §1.2). One that links lead to a second time is there once: under its own name, else the first.
 */
export async function findWorkspaceProjects({ workspace }: VSCode): Promise<Project[]> {
    const [configFiles, ofNango] = await Promise.all([
        workspace.findFiles('**/nango.yaml', SKIPPED),
        workspace.findFiles('**/.nango/*', SKIPPED),
    ]);
    const onDisk = (uris: typeof configFiles) => uris.filter(({ scheme }) => scheme === 'file');
    const projects = new Map<string, Project>();
    for (const root of onDisk(ofNango).map(({ fsPath }) => path.dirname(path.dirname(fsPath)))) {
        projects.set(root, { root, form: 'zero-yaml' });
    }
    for (const root of [...projects.keys()]) {
        if (!(await nodeFiles.isFile(path.join(root, 'index.ts')))) projects.delete(root);
    }
    for (const { fsPath: configFile } of onDisk(configFiles)) {
        const root = path.dirname(configFile);
        projects.set(root, { root, form: 'classic', configFile });
    }
    return await withoutLinks([...projects.values()].sort((a, b) => (a.root < b.root ? -1 : 1)));
}

/** The editor's search follows links to folders. */
async function withoutLinks(projects: Project[]): Promise<Project[]> {
    const own = new Map<string, Project>();
    for (const project of projects) {
        const real = await realpath(project.root).catch(() => project.root);
        if (real === project.root || !own.has(real)) own.set(real, project);
    }
    return projects.filter((project) => [...own.values()].includes(project));
}
