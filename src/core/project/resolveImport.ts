import { byCloseness, didYouMean } from '../findings/didYouMean';
import { isInside } from './scriptPaths';
import type { PathFlavour, ProjectForm } from './types';

/** What a relative import leads to. */
export type ImportTarget =
    | { kind: 'file'; file: string }
    /**
     * `models` of a classic project, which the official tool generates at the project's root (nango-semantics §3.1);
     * `file` if it exists there.
     */
    | { kind: 'models'; file?: string }
    /** A file that the official tool writes into `.nango` before it looks at imports (§1.1), and that is not there yet. */
    | { kind: 'generated' }
    | { kind: 'missing'; problem: 'outside' | 'folder' | 'absent'; message: string; advice: string; meant?: string };

export interface RelativeImport {
    /** As written. */
    specifier: string;
    /** Absolute path of the importing file. */
    importer: string;
    projectRoot: string;
    form: ProjectForm;
}

/** What lies where; every path is absolute. */
export interface ImportLookup {
    isFile(file: string): Promise<boolean>;
    isFolder(folder: string): Promise<boolean>;
    /** Names of the files in a folder; none where there is no such folder. */
    fileNames(folder: string): Promise<string[]>;
    /** Names of the folders in a folder; none where there is no such folder. */
    folderNames(folder: string): Promise<string[]>;
}

/**
 * Finds the file of a relative import by the official tool's rule: the extension is dropped, `.ts` put in its place, and
 * that file must exist in the project; a folder is never taken for its `index.ts` (nango-semantics §8.1). `.json` files
 * are taken as they are. The one rule for compiling and for findings.
 */
export async function resolveImport(
    request: RelativeImport,
    lookup: ImportLookup,
    path: PathFlavour,
): Promise<ImportTarget> {
    const { specifier, importer, projectRoot, form } = request;
    const wanted = path.resolve(path.dirname(importer), specifier);
    const isInProject = isInside(projectRoot, wanted, path);
    if (isInProject) {
        for (const file of candidates(wanted)) {
            if (!(await lookup.isFile(file))) continue;
            const isModels = form === 'classic' && file === path.join(projectRoot, 'models.ts');
            return isModels ? { kind: 'models', file } : { kind: 'file', file };
        }
    }
    // The official check passes over whatever is called so, wherever it would be (§3.1).
    if (form === 'classic' && /^models(\.[jt]s)?$/.test(path.basename(wanted))) return { kind: 'models' };
    if (!isInProject) {
        return {
            kind: 'missing',
            problem: 'outside',
            message: `All imported files must live within the project's folder, and "${specifier}" is outside "${projectRoot}".`,
            advice: `Move the file into "${path.basename(projectRoot)}" and import it from there.`,
        };
    }
    const isGenerated = path.basename(path.dirname(wanted)) === '.nango';
    if (isGenerated && /^(schema(\.[jt]s|\.json)?|nango\.json)$/.test(path.basename(wanted))) {
        return { kind: 'generated' };
    }
    return await missing(request, wanted, lookup, path);
}

async function missing(
    { specifier, importer, projectRoot }: RelativeImport,
    wanted: string,
    lookup: ImportLookup,
    path: PathFlavour,
): Promise<ImportTarget> {
    if (await lookup.isFolder(wanted)) {
        const index = `${specifier.replace(/\/+$/, '')}/index`;
        const hasIndex = await lookup.isFile(path.join(wanted, 'index.ts'));
        return {
            kind: 'missing',
            problem: 'folder',
            message: `The import "${specifier}" leads to a folder, and Nango only resolves files.`,
            advice: `Name the file itself, for example "${index}".`,
            ...(hasIndex && { meant: index }),
        };
    }
    const inProject = (file: string) => path.relative(projectRoot, file).split(path.sep).join('/');
    const absent = (advice: string, meant?: string): ImportTarget => ({
        kind: 'missing',
        problem: 'absent',
        message: `The import "${specifier}" does not lead to a file: "${inProject(candidates(wanted)[0]!)}" does not exist.`,
        advice,
        ...(meant !== undefined && { meant }),
    });
    const names = await lookup.fileNames(path.dirname(wanted));
    const plain = path.basename(wanted).replace(/\.[cm]?[jt]sx?$/, '');
    const other = names.find(
        (name) => name.startsWith(plain) && /^\.(d\.ts|[cm]?[jt]sx?)$/.test(name.slice(plain.length)),
    );
    if (other !== undefined) {
        const there = inProject(path.join(path.dirname(wanted), other));
        return absent(`There is "${there}", but only ".ts" and ".json" files can be imported.`);
    }
    const meant = await nearest(specifier, path.dirname(importer), lookup, path);
    return absent(
        meant === undefined ? 'Check the path; it is relative to the importing file.' : `Did you mean "${meant}"?`,
        meant,
    );
}

/** The specifier of the file that was probably meant, spelt as the specifier is: any of its names may be misspelt. */
async function nearest(
    specifier: string,
    from: string,
    lookup: ImportLookup,
    path: PathFlavour,
): Promise<string | undefined> {
    const segments = specifier.split(/([/\\])/);
    let folder = from;
    for (let at = 0; at < segments.length - 1; at += 2) {
        const segment = segments[at]!;
        const isThere = segment === '.' || segment === '..' || (await lookup.isFolder(path.join(folder, segment)));
        const name = isThere ? segment : closest(segment, await lookup.folderNames(folder));
        if (name === undefined) return undefined;
        segments[at] = name;
        folder = path.join(folder, name);
    }
    const importable = (await lookup.fileNames(folder))
        .filter((name) => /(?<!\.d)\.ts$|\.json$/.test(name))
        .map((name) => name.replace(/\.ts$/, ''));
    const plain = segments.at(-1)!.replace(/\.[cm]?[jt]sx?$/, '');
    const name = importable.includes(plain) ? plain : closest(plain, importable);
    if (name === undefined) return undefined;
    const extension = /\.js$/.test(specifier) && !name.endsWith('.json') ? '.js' : '';
    return [...segments.slice(0, -1), `${name}${extension}`].join('');
}

function closest(written: string, names: readonly string[]): string | undefined {
    return didYouMean(
        written,
        byCloseness(written, names, (name) => name),
    );
}

/** The files a path may mean, best first: `a.helper` may be `a.helper.ts`, `a.js` is `a.ts`. */
function candidates(wanted: string): string[] {
    if (wanted.endsWith('.json')) return [wanted];
    return [...new Set([`${wanted.replace(/\.(ts|js)$/, '')}.ts`, `${wanted}.ts`])];
}
