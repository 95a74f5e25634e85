import type { PathFlavour, Project } from '../project/types';

/** A folder of a project's connection files. */
export interface ConnectionFolder {
    /** Absolute. */
    folder: string;
    /** Whether it goes where the project goes. */
    isShared: boolean;
}

/** The folder of a project's private connection files, and the one of those that a team shares. */
export function connectionFolders({ root }: Project, path: PathFlavour): ConnectionFolder[] {
    return [
        { folder: path.join(root, '.syncbench', 'connections'), isShared: false },
        { folder: path.join(root, 'syncbench', 'connections'), isShared: true },
    ];
}

/** Whether a file lies where a project's connection files lie. */
export function isInConnectionFolder(project: Project, file: string, path: PathFlavour): boolean {
    return connectionFolders(project, path).some(({ folder }) => path.dirname(file) === folder);
}
