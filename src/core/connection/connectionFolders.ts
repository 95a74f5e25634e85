import type { PathFlavour, Project } from '../project/types';

/** A folder of a project's connection files. */
export interface ConnectionFolder {
    /** Absolute. */
    folder: string;
    /** Whether it goes where the project goes. */
    isShared: boolean;
}

/** The folder of a project's private connection files. Absolute, as all here. */
export function privateFolder(root: string, path: PathFlavour): string {
    return path.join(root, '.syncbench', 'connections');
}

/** The folder of those that a team shares. */
export function sharedFolder(root: string, path: PathFlavour): string {
    return path.join(root, 'syncbench', 'connections');
}

/** Both; the one whose files win first. */
export function connectionFolders({ root }: Pick<Project, 'root'>, path: PathFlavour): ConnectionFolder[] {
    return [
        { folder: privateFolder(root, path), isShared: false },
        { folder: sharedFolder(root, path), isShared: true },
    ];
}

/** Whether a file lies where a project's connection files lie. */
export function isInConnectionFolder(project: Project, file: string, path: PathFlavour): boolean {
    return connectionFolders(project, path).some(({ folder }) => path.dirname(file) === folder);
}
