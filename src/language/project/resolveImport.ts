import { byCloseness, didYouMean } from '../../core/findings/didYouMean';
import type { FindingCode } from '../../core/findings/scriptFindings';
import type { PathFlavour } from '../../core/project/types';
import type { FolderListings } from './FolderListings';

/** What a relative import leads to. */
export type ImportTarget =
    | { kind: 'file'; file: string }
    /** What has no code of its own to look at: JSON, and the `models` file that the official tool generates (§3.1). */
    | { kind: 'other' }
    | { kind: 'problem'; code: FindingCode; message: string; advice: string; replacement?: string };

export interface ImportPlace {
    specifier: string;
    /** Absolute path of the importing file. */
    importer: string;
    projectRoot: string;
}

/**
 * Finds the file of a relative import by the official tool's rule: the extension is dropped, `.ts` put in its place, and
 * that file must exist in the project; a folder is never taken for its `index.ts` (nango-semantics §8.1).
 */
export async function resolveImport(
    { specifier, importer, projectRoot }: ImportPlace,
    listings: FolderListings,
    path: PathFlavour,
): Promise<ImportTarget> {
    const wanted = path.resolve(path.dirname(importer), specifier);
    if (!isInside(projectRoot, wanted, path)) {
        return {
            kind: 'problem',
            code: 'import-outside-project',
            message: `All imported files must live within the project's folder, and "${specifier}" is outside.`,
            advice: `Move the file into "${path.basename(projectRoot)}" and import it from there.`,
        };
    }
    for (const file of candidates(wanted)) {
        if (!(await listings.isFile(file))) continue;
        return file.endsWith('.json') ? { kind: 'other' } : { kind: 'file', file };
    }
    if (/^models(\.[jt]s)?$/.test(path.basename(wanted))) return { kind: 'other' };
    return missing(specifier, wanted, listings, path);
}

async function missing(
    specifier: string,
    wanted: string,
    listings: FolderListings,
    path: PathFlavour,
): Promise<ImportTarget> {
    const problem = (message: string, advice: string, replacement?: string): ImportTarget => ({
        kind: 'problem',
        code: 'import-not-found',
        message,
        advice,
        ...(replacement !== undefined && { replacement }),
    });
    if (await listings.isFolder(wanted)) {
        const index = `${specifier.replace(/\/+$/, '')}/index`;
        const hasIndex = await listings.isFile(path.join(wanted, 'index.ts'));
        return problem(
            `The import "${specifier}" leads to a folder, and Nango only resolves files.`,
            `Name the file itself, for example "${index}".`,
            hasIndex ? index : undefined,
        );
    }
    const message = `The import "${specifier}" does not lead to a file.`;
    const names = await listings.fileNames(path.dirname(wanted));
    const plain = path.basename(wanted).replace(/\.[cm]?[jt]sx?$/, '');
    const other = names.find(
        (name) => /^\.(d\.ts|[cm]?[jt]sx?)$/.test(name.slice(plain.length)) && name.startsWith(plain),
    );
    if (other !== undefined)
        return problem(message, `There is "${other}", but only ".ts" and ".json" files can be imported.`);

    const importable = names
        .filter((name) => /(?<!\.d)\.ts$|\.json$/.test(name))
        .map((name) => name.replace(/\.ts$/, ''));
    const meant = didYouMean(
        plain,
        byCloseness(plain, importable, (name) => name),
    );
    if (meant === undefined) return problem(message, 'Check the path; it is relative to the importing file.');
    const folder = specifier.slice(0, Math.max(specifier.lastIndexOf('/'), specifier.lastIndexOf('\\')) + 1);
    const extension = /\.js$/.test(specifier) && !meant.endsWith('.json') ? '.js' : '';
    return problem(message, `Did you mean "${folder}${meant}${extension}"?`, `${folder}${meant}${extension}`);
}

/** Whether a path is the folder or lies below it. */
export function isInside(folder: string, file: string, path: PathFlavour): boolean {
    const relative = path.relative(folder, file);
    return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** The files a path may mean, best first: `a.helper` may be `a.helper.ts`, `a.js` is `a.ts`. */
function candidates(wanted: string): string[] {
    if (wanted.endsWith('.json')) return [wanted];
    const plain = wanted.replace(/\.(ts|js)$/, '');
    return [...new Set([`${plain}.ts`, `${wanted}.ts`])];
}
