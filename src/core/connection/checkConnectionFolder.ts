import { CONNECTION_FINDINGS } from '../findings/connectionFindings';
import type { Finding } from '../findings/types';
import type { PathFlavour, Project, ProjectFiles } from '../project/types';
import { type CheckedConnection, type ConnectionSurroundings, checkConnectionFile } from './checkConnectionFile';
import { connectionFolders } from './connectionFolders';

/** Names that somebody gives to a connection file, and that no run looks for. */
const MISNAMED = /\.(?:jsonc|json5|ya?ml)$/i;

/** The findings of all connection files of a project, by absolute path; those without findings too. */
export async function checkConnectionFiles(
    project: Project,
    files: ProjectFiles,
    path: PathFlavour,
    surroundings: Omit<ConnectionSurroundings, 'isShared'>,
): Promise<Map<string, Finding[]>> {
    const found = new Map<string, Finding[]>();
    for (const { folder, isShared } of connectionFolders(project, path)) {
        const checked = new Map<string, CheckedConnection>();
        for (const name of await fileNames(files, folder)) {
            const file = path.join(folder, name);
            if (MISNAMED.test(name)) found.set(file, [misnamed(file, name)]);
            if (!/\.json$/i.test(name)) continue;
            const text = await files.readFile(file);
            if (text !== undefined) {
                checked.set(file, await checkConnectionFile(file, text, { ...surroundings, isShared }));
            }
        }
        addDuplicates(checked, path);
        for (const [file, { findings }] of checked) found.set(file, findings);
    }
    return found;
}

/** In the order in which a run reads them. */
async function fileNames(files: ProjectFiles, folder: string): Promise<string[]> {
    const entries = (await files.readDirectory(folder)) ?? [];
    return entries
        .filter(({ isDirectory }) => !isDirectory)
        .map(({ name }) => name)
        .sort();
}

function misnamed(file: string, name: string): Finding {
    return {
        code: 'connection-file-name',
        severity: CONNECTION_FINDINGS['connection-file-name'],
        message: `No run reads ${name}: connection files are JSON and end in .json.`,
        advice: `Name it ${name.replace(MISNAMED, '.json')}.`,
        location: { file, line: 1, column: 1 },
    };
}

/** Of two files of one folder for the same connection, a run takes the first; one that names its integration comes before one for any. */
function addDuplicates(checked: ReadonlyMap<string, CheckedConnection>, path: PathFlavour): void {
    const first = new Map<string, string>();
    for (const [file, { description, findings, json }] of checked) {
        if (!description) continue;
        const id = description.connection_id ?? path.basename(file).replace(/\.json$/i, '');
        const keys = [description.provider_config_key ?? [undefined]].flat();
        const earlier = keys.map((key) => first.get(JSON.stringify([id, key]))).find((one) => one !== undefined);
        for (const key of keys) {
            const of = JSON.stringify([id, key]);
            if (!first.has(of)) first.set(of, file);
        }
        if (earlier === undefined) continue;
        const other = checked.get(earlier)!;
        findings.unshift({
            code: 'connection-duplicate',
            severity: CONNECTION_FINDINGS['connection-duplicate'],
            message: `${path.basename(earlier)} describes the connection \`${id}\`, too, and a run takes that one.`,
            advice: 'Delete one of them, or give it another `connection_id`.',
            location: { file, ...json.placeOfValue(['connection_id']) },
            related: [
                {
                    message: 'The one that a run takes',
                    location: { file: earlier, ...other.json.placeOfValue(['connection_id']) },
                },
            ],
        });
    }
}
