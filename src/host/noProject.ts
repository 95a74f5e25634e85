import path from 'node:path';
import { UserError } from '../core/findings/UserError';
import { nodeFiles } from './nodeFiles';

const KNOWN_BY_BOTH = 'Nango knows a zero-YAML project by both:';
const IMPORTS = "with a line for each script, such as: import './github/syncs/issues.js'";

/** @throws UserError `no_project` of a folder, or a file, that is not there: a project around it is not the one that was meant */
export async function mustBeThere(folder: string): Promise<void> {
    if ((await nodeFiles.readDirectory(folder)) || (await nodeFiles.isFile(folder))) return;
    throw new UserError('no_project', `The folder ${folder} does not exist, or cannot be read.`, {
        advice: 'Name a folder of a project with --project.',
    });
}

/**
 * What to say where no project is. A zero-YAML project needs `index.ts` and a folder `.nango` (nango-semantics §1.2);
 * who has only one of them, or only depends on Nango's package, is told what is missing.
 */
export async function noProject(folder: string): Promise<UserError> {
    if (await nodeFiles.isFile(path.join(folder, 'index.ts'))) {
        return new UserError('no_project', `${folder} has an index.ts, but no folder .nango beside it.`, {
            advice: `${KNOWN_BY_BOTH} make the folder, empty is enough.`,
        });
    }
    if (await nodeFiles.readDirectory(path.join(folder, '.nango'))) {
        return new UserError('no_project', `${folder} has a folder .nango, but no index.ts beside it.`, {
            advice: `${KNOWN_BY_BOTH} make the file, ${IMPORTS}`,
        });
    }
    if (await dependsOnNango(folder)) {
        return new UserError('no_project', `${folder} depends on nango, but has no index.ts.`, {
            advice: `A zero-YAML project has a folder .nango, which may be empty, and that file, ${IMPORTS}`,
        });
    }
    return new UserError('no_project', `There is no Nango project in ${folder} or in a folder above it.`, {
        advice: 'Go to a folder with a nango.yaml, or with an index.ts and a folder .nango, or name one with --project.',
    });
}

/** Whether the folder's package.json names the package by which zero-YAML scripts are written. */
async function dependsOnNango(folder: string): Promise<boolean> {
    const text = (await nodeFiles.readFile(path.join(folder, 'package.json'))) ?? '';
    try {
        const { dependencies, devDependencies } = JSON.parse(text) ?? {};
        return Object.hasOwn({ ...dependencies, ...devDependencies }, 'nango');
    } catch {
        return false;
    }
}
