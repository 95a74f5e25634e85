import { didYouMean } from '../findings/didYouMean';
import type { ImportLookup } from './resolveImport';
import type { PathFlavour, Script } from './types';

/** Letters that may differ; script names of one integration are often like each other. */
const SHARE = 0.25;

/**
 * The files that scripts of `nango.yaml` without one probably mean: beside where their own would lie, listed by no script,
 * and of almost the same name. Absolute paths, by the path that the script's own file would have.
 *
 * @param scripts all that the project lists
 */
export async function misnamedFiles(
    scripts: readonly Script[],
    lookup: Pick<ImportLookup, 'fileNames'>,
    path: PathFlavour,
): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    const listed = new Set(scripts.map(({ file }) => file));
    const missing = scripts.filter(({ exists }) => !exists).map(({ file }) => file);
    for (const folder of new Set(missing.map((file) => path.dirname(file)))) {
        const unlisted = (await lookup.fileNames(folder))
            .filter((name) => isSource(name) && !listed.has(path.join(folder, name)))
            .map((name) => path.basename(name, '.ts'));
        for (const file of missing.filter((one) => path.dirname(one) === folder)) {
            const meant = didYouMean(path.basename(file, '.ts'), unlisted, SHARE);
            if (meant !== undefined) found.set(file, path.join(folder, `${meant}.ts`));
        }
    }
    return found;
}

/** Whether a file in a folder of scripts may be one. */
export function isSource(name: string): boolean {
    return /\.ts$/.test(name) && !/\.(test|spec|d)\.ts$/.test(name);
}
