import path from 'node:path';
import type { ProjectConfig } from '../core/config';
import { UserError } from '../core/findings/UserError';
import { kindOfFolder, listScripts, misnamedFiles, missingEntries, type Project } from '../core/project';
import { nodeFiles } from './nodeFiles';
import type { ScriptQuery } from './types';

/**
 * Why a script cannot be run: `nango.yaml` or `index.ts` names it, or a file close to it, by a name that leads nowhere.
 * Undefined where that is not so. The error is at the entry, in the words of the finding about it.
 *
 * @param config of a classic project
 */
export async function misspeltEntry(
    project: Project,
    query: ScriptQuery,
    config: ProjectConfig | undefined,
): Promise<UserError | undefined> {
    return config ? misspeltName(project, query, config) : misspeltImport(project, query);
}

async function misspeltName(
    project: Project,
    query: ScriptQuery,
    config: ProjectConfig,
): Promise<UserError | undefined> {
    const isAsked = asked(project, query);
    const scripts = await listScripts(nodeFiles, project, config, path);
    const fileNames = async (folder: string) =>
        ((await nodeFiles.readDirectory(folder)) ?? [])
            .filter(({ isDirectory }) => !isDirectory)
            .map(({ name }) => name);
    const misnamed = await misnamedFiles(scripts, { fileNames }, path);
    const script = scripts.find(({ file }) => {
        const meant = misnamed.get(file);
        return meant !== undefined && (isAsked(file) || isAsked(meant));
    });
    if (!script) return undefined;
    const { missingFiles } = await import('../core/config');
    const shown = (file: string) => path.relative(project.root, file).split(path.sep).join('/');
    const [finding] = missingFiles(config, [script], shown, misnamed);
    return finding && new UserError(finding.code, finding.message, finding);
}

async function misspeltImport(project: Project, query: ScriptQuery): Promise<UserError | undefined> {
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
