import { existsSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../core/findings/UserError';
import type { Project } from '../../core/project';
import type { LibraryTypes } from '../../core/typings/packages';
import { nodeFiles } from '../nodeFiles';
import { editTsconfig } from './editTsconfig';

/** What gives a project the types of the libraries that its scripts import and that it has not installed. */
export interface SetUpPlan {
    /** Absolute path of the generated folder, which git ignores. */
    folder: string;
    /** Libraries that need types. */
    libraries: LibraryTypes[];
    tsconfig: {
        file: string;
        exists: boolean;
        text: string;
        /** Whether the file needs another text than it has. */
        changed: boolean;
    };
}

/** Where the types lie, below the project. */
const FOLDER = '.syncbench/types';

/**
 * Works out which libraries a project has no types for, and the `tsconfig.json` that finds ours; writes nothing.
 *
 * @throws UserError `tsconfig_unreadable`
 */
export async function planSetUp(project: Project): Promise<SetUpPlan> {
    const { libraryTypes } = await import('../../core/typings/packages');
    const libraries = libraryTypes(project.form).filter((library) => !isInstalled(library.package, project.root));
    const file = path.join(project.root, 'tsconfig.json');
    const present = await nodeFiles.readFile(file);
    const text = libraries.length === 0 ? (present ?? '') : editTsconfig(present, libraries, FOLDER, project.form);
    if (text === undefined) {
        throw new UserError('tsconfig_unreadable', `${file} is not valid JSON with comments.`, {
            location: { file, line: 1, column: 1 },
            advice: 'Mend it first.',
        });
    }
    return {
        folder: path.join(project.root, ...FOLDER.split('/')),
        libraries,
        tsconfig: { file, exists: present !== undefined, text, changed: text !== (present ?? '') },
    };
}

/** Whether a package lies in `node_modules` of a folder or of one above it, where TypeScript looks. */
function isInstalled(name: string, from: string): boolean {
    for (let folder = from; ; folder = path.dirname(folder)) {
        if (existsSync(path.join(folder, 'node_modules', ...name.split('/'), 'package.json'))) return true;
        if (path.dirname(folder) === folder) return false;
    }
}
