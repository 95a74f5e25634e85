import type { Location } from '../findings/types';
import { type ImportLookup, resolveImport } from './resolveImport';
import type { PathFlavour, Project, ProjectFiles } from './types';
import { type ZeroYamlEntry, zeroYamlEntries } from './zeroYaml';

/** An entry of `index.ts` that leads to no file, and why, in the words of the finding about its import. */
export interface MissingEntry {
    entry: ZeroYamlEntry;
    message: string;
    advice: string;
    /** Where `index.ts` names it. */
    location: Location;
    /** Absolute path of the file that was probably meant. */
    meant?: string;
}

/** The entries of a zero-YAML project's `index.ts` that lead to no file, in its order. */
export async function missingEntries(
    files: ProjectFiles,
    project: Project,
    path: PathFlavour,
): Promise<MissingEntry[]> {
    const index = path.join(project.root, 'index.ts');
    const text = (await files.readFile(index)) ?? '';
    const lookup = lookupIn(files);
    const found = await Promise.all(
        zeroYamlEntries(text, project, path).map(async (entry): Promise<MissingEntry[]> => {
            const { specifier } = entry;
            const request = { specifier, importer: index, projectRoot: project.root, form: project.form };
            const target = await resolveImport(request, lookup, path);
            if (target.kind !== 'missing') return [];
            const { message, advice, meant } = target;
            const location = { file: index, ...placeOf(entry, text) };
            const file = meant === undefined ? undefined : path.resolve(project.root, meant.replace(/\.js$/, ''));
            return [{ entry, message, advice, location, ...(file !== undefined && { meant: `${file}.ts` }) }];
        }),
    );
    return found.flat();
}

function placeOf({ specifier, offset }: ZeroYamlEntry, text: string): Omit<Location, 'file'> {
    const before = text.slice(0, offset).split('\n');
    const line = before.length;
    // The finding marks the quotes, too.
    const column = before.at(-1)!.length;
    return { line, column, endLine: line, endColumn: column + specifier.length + 2 };
}

function lookupIn(files: ProjectFiles): ImportLookup {
    const names = async (folder: string, areFolders: boolean) =>
        ((await files.readDirectory(folder)) ?? [])
            .filter(({ isDirectory }) => isDirectory === areFolders)
            .map(({ name }) => name);
    return {
        isFile: (file) => files.isFile(file),
        isFolder: async (folder) => (await files.readDirectory(folder)) !== undefined,
        fileNames: (folder) => names(folder, false),
        folderNames: (folder) => names(folder, true),
    };
}
