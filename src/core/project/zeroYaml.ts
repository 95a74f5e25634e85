import { definitionKind } from './definitionKind';
import { kindOfFolder } from './scriptFolders';
import { normaliseCase } from './scriptPaths';
import type { PathFlavour, Project, ProjectFiles, Script } from './types';

/** What `index.ts` names: bare imports of relative files, one a line (nango-semantics §1.2). */
const ENTRY = /^import ['"](\.\/[^'"]+)['"];?/gm;

/** The specifiers of the entries of `index.ts`, as written. */
export function indexSpecifiers(indexText: string): string[] {
    return [...indexText.matchAll(ENTRY)].map(([, specifier]) => specifier!);
}

/** An entry of `index.ts`, as far as its path tells. */
export interface ZeroYamlEntry extends Pick<Script, 'integration' | 'name' | 'file'> {
    /** As written. */
    specifier: string;
    /** Where the specifier stands in the text, its quotes left out. */
    offset: number;
}

/**
 * The entries of a zero-YAML project in the order of `index.ts`, each once; those outside of an integration's folder are
 * none (nango-semantics §1.2).
 */
export function zeroYamlEntries(indexText: string, project: Project, path: PathFlavour): ZeroYamlEntry[] {
    const found = new Map<string, ZeroYamlEntry>();
    for (const { 0: line, 1: specifier = '', index } of indexText.matchAll(ENTRY)) {
        const file = path.resolve(project.root, specifier.replace(/(\.(js|ts))?$/, '.ts'));
        const segments = path.relative(project.root, file).split(path.sep);
        if (segments.length < 2 || segments[0] === '..') continue;
        const name = path.basename(file).slice(0, -'.ts'.length);
        const offset = index + line.indexOf(specifier);
        found.set(file, { integration: segments[0]!, name, file, specifier, offset });
    }
    return [...found.values()];
}

/** Every script of a zero-YAML project, in the order of `index.ts`, by its definition's kind; nothing is evaluated. */
export async function listZeroYamlScripts(files: ProjectFiles, project: Project, path: PathFlavour): Promise<Script[]> {
    const entries = await readEntries(files, project, path);
    return Promise.all(entries.map((entry) => readScript(files, entry, path)));
}

/**
 * The scripts that a name or a file may mean, by their definitions' kinds, and all others by their folders' kinds: a run
 * of one script need not read thousands.
 */
export async function likelyZeroYamlScripts(
    files: ProjectFiles,
    project: Project,
    wanted: { file: string } | { name: string },
    path: PathFlavour,
): Promise<Script[]> {
    const entries = await readEntries(files, project, path);
    const same = (a: string, b: string) => normaliseCase(a, path) === normaliseCase(b, path);
    const isWanted = (entry: ZeroYamlEntry) =>
        'file' in wanted
            ? same(entry.file, wanted.file)
            : same(entry.name, path.basename(wanted.name).replace(/\.ts$/i, ''));
    return Promise.all(
        entries.map((entry) => (isWanted(entry) ? readScript(files, entry, path) : guessScript(entry, path))),
    );
}

async function readEntries(files: ProjectFiles, project: Project, path: PathFlavour): Promise<ZeroYamlEntry[]> {
    const index = await files.readFile(path.join(project.root, 'index.ts'));
    return index === undefined ? [] : zeroYamlEntries(index, project, path);
}

async function readScript(files: ProjectFiles, entry: ZeroYamlEntry, path: PathFlavour): Promise<Script> {
    const guess = guessScript(entry, path);
    const text = await files.readFile(entry.file);
    if (text === undefined) return { ...guess, exists: false };
    return { ...guess, kind: definitionKind(text) ?? guess.kind };
}

/** A script as its place suggests: most lie in a folder named for their kind. */
function guessScript({ integration, name, file }: ZeroYamlEntry, path: PathFlavour): Script {
    const kind = kindOfFolder(path.basename(path.dirname(file))) ?? 'sync';
    return { integration, name, file, kind, layout: 'nested', exists: true };
}
