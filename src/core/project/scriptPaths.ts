import { kindOfFolder, SCRIPT_FOLDERS, scriptFolder, scriptFolders } from './scriptFolders';
import type { PathFlavour, Project, Script, ScriptKind } from './types';

/** What names a script: nothing else than these three tells two scripts of a project apart. */
export interface ScriptId {
    integration: string;
    kind: ScriptKind;
    name: string;
}

/** A folder in which a script's source may lie. */
export interface SourceFolder {
    folder: string;
    layout: Script['layout'];
}

/**
 * The folders of the sources of one integration and kind, in the order in which they are tried: nested first, then root
 * (nango-semantics §1.1). Empty when the integration's id is not a plain name, so that no configuration can point
 * outside its project.
 */
export function sourceFolders(
    project: Project,
    integration: string,
    kind: ScriptKind,
    path: PathFlavour,
): SourceFolder[] {
    if (!isPlainName(integration)) return [];
    const nested = scriptFolders(kind).map((folder) => ({
        folder: path.join(project.root, integration, folder),
        layout: 'nested' as const,
    }));
    return [...nested, { folder: project.root, layout: 'root' }];
}

/** The name of a script's file; undefined when the script's name is not a plain name and thus has none. */
export function fileNameOf(script: ScriptId): string | undefined {
    return isPlainName(script.name) ? `${script.name}.ts` : undefined;
}

/**
 * A script that has no file: the file is where it would be expected. An id that is no plain name gets an expected file
 * inside the project all the same, with the offending characters replaced.
 */
export function missingScript(project: Project, script: ScriptId, path: PathFlavour): Script {
    const file = path.join(
        project.root,
        plainName(script.integration),
        scriptFolder(script.kind),
        `${plainName(script.name)}.ts`,
    );
    return { ...identity(script), file, layout: 'nested', exists: false };
}

export function foundScript(script: ScriptId, file: string, layout: Script['layout']): Script {
    return { ...identity(script), file, layout, exists: true };
}

/**
 * Where a script of this name may lie, without reading the configuration: the kind is what the folder says, and
 * undefined for the root layout, where the file alone does not tell. Nested places first.
 */
export function candidateFiles(
    project: Project,
    integration: string,
    name: string,
    path: PathFlavour,
): { kind: ScriptKind | undefined; file: string }[] {
    if (!isPlainName(integration) || !isPlainName(name)) return [];
    const nested = SCRIPT_FOLDERS.map((folder) => ({
        kind: kindOfFolder(folder),
        file: path.join(project.root, integration, folder, `${name}.ts`),
    }));
    return [...nested, { kind: undefined, file: path.join(project.root, `${name}.ts`) }];
}

/**
 * What a file's path inside the project says about the script in it, for `<integration>/<folder>/<name>.ts` and
 * `<name>.ts`; undefined for every other file. Letter case is that of the path flavour: win32 ignores it for the way to
 * the project's root.
 */
export function readScriptPath(
    project: Project,
    file: string,
    path: PathFlavour,
):
    | { layout: 'nested'; integration: string; kind: ScriptKind; name: string }
    | { layout: 'root'; name: string }
    | undefined {
    const relative = path.relative(project.root, file);
    if (relative === '' || path.isAbsolute(relative)) return undefined;
    const segments = relative.split(path.sep);
    const fileName = segments.at(-1)!;
    const extension = path.extname(fileName);
    if (normaliseCase(extension, path) !== '.ts') return undefined;
    const name = fileName.slice(0, -extension.length);
    if (segments.length === 1) return { layout: 'root', name };
    const [integration, folder] = segments;
    const kind = kindOfFolder(normaliseCase(folder!, path));
    if (segments.length !== 3 || integration === '..' || !kind) return undefined;
    return { layout: 'nested', integration: integration!, kind, name };
}

/** Whether a path is the folder or lies below it. */
export function isInside(folder: string, file: string, path: PathFlavour): boolean {
    const relative = path.relative(folder, file);
    return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** A file name as the path flavour compares it. */
export function normaliseCase(name: string, path: PathFlavour): string {
    return path.sep === '\\' ? name.toLowerCase() : name;
}

/** True for a name that stays one path segment under every path flavour. */
function isPlainName(name: string): boolean {
    return name !== '' && name === plainName(name);
}

function plainName(name: string): string {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL and its kin are what must not reach a path
    return name === '.' || name === '..' ? '_' : name.replace(/[/\\:\u0000-\u001f]/g, '_');
}

function identity({ integration, kind, name }: ScriptId): ScriptId {
    return { integration, kind, name };
}
