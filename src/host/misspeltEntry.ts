import path from 'node:path';
import { UserError } from '../core/findings/UserError';
import { kindOfFolder, missingEntries, type Project } from '../core/project';
import { nodeFiles } from './nodeFiles';
import type { ScriptQuery } from './types';

/**
 * Why a script of a zero-YAML project cannot be run: `index.ts` names it, or a file close to it, by a path that leads
 * nowhere. Undefined where that is not so. The error is at the import, in the words of the finding about it.
 */
export async function misspeltEntry(project: Project, query: ScriptQuery): Promise<UserError | undefined> {
    if (project.form !== 'zero-yaml') return undefined;
    const isAsked = asked(project, query);
    const missing = await missingEntries(nodeFiles, project, path);
    const entry =
        missing.find(({ meant }) => meant !== undefined && isAsked(meant)) ??
        missing.find(({ entry: { file } }) => isAsked(file));
    if (!entry) return undefined;
    const { message, advice, location } = entry;
    return new UserError('script_file_missing', message, { advice, location });
}

/** Whether a file is, or would be, the one that was asked for. */
function asked(project: Project, query: ScriptQuery): (file: string) => boolean {
    if ('file' in query) return (file) => path.relative(file, path.resolve(query.file)) === '';
    const { integration, kind } = query;
    const name = path.basename(query.name).replace(/\.ts$/i, '');
    return (file) => {
        const folder = kindOfFolder(path.basename(path.dirname(file)));
        return (
            path.basename(file) === `${name}.ts` &&
            (integration === undefined || path.relative(project.root, file).split(path.sep)[0] === integration) &&
            (kind === undefined || folder === undefined || folder === kind)
        );
    };
}
