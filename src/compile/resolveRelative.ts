import { statSync } from 'node:fs';
import path from 'node:path';
import type { ProjectForm } from '../core/project/types';

/** What a relative import leads to. */
export type RelativeTarget =
    | { kind: 'file'; path: string }
    /**
     * `models` of a classic project, which the official tool generates at the project's root (nango-semantics §3.1);
     * `path` if it exists.
     */
    | { kind: 'models'; path?: string }
    | { kind: 'missing'; code: string; message: string; advice: string };

export interface RelativeImport {
    specifier: string;
    /** Absolute path of the importing file. */
    importer: string;
    projectRoot: string;
    form: ProjectForm;
    /** Contents of files that are not saved yet; they exist even when the disk has none. */
    overlay?: ReadonlyMap<string, string>;
}

/**
 * Finds the file of a relative import by the official tool's rule: the extension is dropped, `.ts` is put in its
 * place, and that file must exist; a folder is never taken for its `index.ts` (nango-semantics §8.1). `.json` files
 * are taken as they are.
 */
export function resolveRelative(request: RelativeImport): RelativeTarget {
    const { specifier, importer, projectRoot, form } = request;
    const wanted = path.resolve(path.dirname(importer), specifier);
    const inProject = (file: string) => path.relative(projectRoot, file).split(path.sep).join('/');

    if (!isInside(projectRoot, wanted)) {
        return {
            kind: 'missing',
            code: 'import_outside_project',
            message: `All imported files must live within the project's folder, and "${specifier}" is outside "${projectRoot}".`,
            advice: `Move the file into "${path.basename(projectRoot)}" and import it from there.`,
        };
    }
    const exists = (file: string) => request.overlay?.has(file) === true || isFile(file);
    for (const candidate of candidates(wanted)) {
        if (!exists(candidate)) continue;
        const isModels = form === 'classic' && candidate === path.join(projectRoot, 'models.ts');
        return isModels ? { kind: 'models', path: candidate } : { kind: 'file', path: candidate };
    }
    if (form === 'classic' && /^models(\.[jt]s)?$/.test(path.basename(wanted))) return { kind: 'models' };

    if (isFolder(wanted)) {
        return {
            kind: 'missing',
            code: 'import_of_folder',
            message: `The import "${specifier}" leads to a folder, and Nango only resolves files.`,
            advice: `Name the file itself, for example "${specifier.replace(/\/+$/, '')}/index".`,
        };
    }
    const plain = wanted.replace(/\.[cm]?[jt]sx?$/, '');
    const other = ['.js', '.tsx', '.mts', '.cts', '.mjs', '.cjs', '.jsx', '.d.ts'].find((end) => isFile(plain + end));
    return {
        kind: 'missing',
        code: 'import_not_found',
        message: `The import "${specifier}" does not lead to a file: "${inProject(tsName(wanted))}" does not exist.`,
        advice: other
            ? `There is "${inProject(plain + other)}", but only ".ts" and ".json" files can be imported.`
            : 'Check the path; it is relative to the importing file.',
    };
}

/** Whether a path is the folder or lies below it. */
export function isInside(folder: string, file: string): boolean {
    const relative = path.relative(folder, file);
    return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** The files a path may mean, best first: `a.helper` may be `a.helper.ts`, `a.js` is `a.ts`. */
function candidates(wanted: string): string[] {
    if (wanted.endsWith('.json')) return [wanted];
    return [...new Set([tsName(wanted), `${wanted}.ts`])];
}

function tsName(wanted: string): string {
    return /\.(ts|js)$/.test(wanted) ? wanted.replace(/\.(ts|js)$/, '.ts') : `${wanted}.ts`;
}

function isFile(file: string): boolean {
    return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function isFolder(folder: string): boolean {
    return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
}
