import path from 'node:path';
import type { PathFlavour } from '../../../../src/core/project/types';

export interface Flavour {
    name: string;
    path: PathFlavour;
    /** Turns `/home/a/b` into an absolute path of the flavour. */
    at(posixPath: string): string;
    /** The same for the keys of an object. */
    tree(contents: Record<string, string>): Record<string, string>;
}

function flavour(name: string, flavourPath: PathFlavour, at: Flavour['at']): Flavour {
    const tree = (contents: Record<string, string>) =>
        Object.fromEntries(Object.entries(contents).map(([file, text]) => [at(file), text]));
    return { name, path: flavourPath, at, tree };
}

/** Both path flavours, for tables that must hold in each. */
export const FLAVOURS: readonly Flavour[] = [
    flavour('posix', path.posix, (file) => file),
    flavour('win32', path.win32, (file) => `C:${file.replaceAll('/', '\\')}`),
];
