import type path from 'node:path';
import type { ScriptKind } from './ScriptKind';

export type { ScriptKind } from './ScriptKind';

/** The path flavour to compute with: `path.posix` or `path.win32`. */
export type PathFlavour = Pick<
    typeof path,
    'join' | 'dirname' | 'basename' | 'relative' | 'resolve' | 'sep' | 'extname' | 'isAbsolute' | 'parse' | 'normalize'
>;

/**
 * The file access that project lookup needs; every path is absolute. A missing file or folder is `undefined`; what fails for
 * another reason throws (see `orAbsent`).
 */
export interface ProjectFiles {
    readFile(file: string): Promise<string | undefined>;
    /** Entries of a folder. */
    readDirectory(folder: string): Promise<{ name: string; isDirectory: boolean }[] | undefined>;
    isFile(file: string): Promise<boolean>;
}

/** Which of the two forms a project is written in (nango-semantics §1.1, §1.2). */
export type ProjectForm = 'classic' | 'zero-yaml';

/** A Nango project: the folder that holds `nango.yaml` (classic) or `.nango` and `index.ts` (zero-YAML). */
export interface Project {
    root: string;
    form: ProjectForm;
    /** `nango.yaml`, where there is one. */
    configFile?: string;
}

/** One script of a project. */
export interface Script {
    integration: string;
    kind: ScriptKind;
    name: string;
    /** Absolute path of the script's `.ts` file (where it would be, if it is missing). */
    file: string;
    /** Nested: `<integration>/syncs/<name>.ts`; root: `<name>.ts` (§1.1). */
    layout: 'nested' | 'root';
    exists: boolean;
}
