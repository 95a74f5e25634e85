import path from 'node:path';
import { UserError } from '../core/findings/UserError';
import { nodeFiles } from './nodeFiles';

/**
 * What to say where no project is. A zero-YAML project needs `index.ts` and a folder `.nango` (nango-semantics §1.2);
 * who has only one of them is told so.
 */
export async function noProject(folder: string): Promise<UserError> {
    if (await nodeFiles.isFile(path.join(folder, 'index.ts'))) {
        return new UserError('no_project', `${folder} has an index.ts, but no folder .nango beside it.`, {
            advice: 'Nango knows a zero-YAML project by both: make the folder, empty is enough.',
        });
    }
    return new UserError('no_project', `There is no Nango project in ${folder} or in a folder above it.`, {
        advice: 'Go to a folder with a nango.yaml, or with an index.ts and a folder .nango, or name one with --project.',
    });
}
