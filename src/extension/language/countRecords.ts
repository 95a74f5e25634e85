import path from 'node:path';
import type { RecordCountParams } from '../../protocol/languageServer';
import type { Services } from '../Services';

/** The live records of a model in a project's store, over all connections; null where no store can be read. */
export async function countRecords(
    { vscode, engine, log }: Services,
    { projectRoot, model }: RecordCountParams,
): Promise<number | null> {
    if (!vscode.workspace.isTrusted) return null;
    try {
        const scopes = await (await engine.reader()).scopes(path.join(projectRoot, '.syncbench'));
        const counts = scopes.filter(({ scope }) => scope.model === model).map(({ live }) => live);
        return counts.reduce((sum, live) => sum + live, 0);
    } catch (error) {
        log.debug(`Records could not be counted: ${error instanceof Error ? error.message : error}`);
        return null;
    }
}
