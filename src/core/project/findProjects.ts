import type { PathFlavour, Project, ProjectFiles } from './types';

const CONFIG_FILE = 'nango.yaml';
const ZERO_YAML_ENTRY = 'index.ts';
const ZERO_YAML_FOLDER = '.nango';
/** The folder name that the official `init` creates for a project inside an application's repository. */
const USUAL_FOLDER = 'nango-integrations';
/** Folders of build output and dependencies: a `nango.yaml` in there is a copy, not a project. */
const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', 'build']);

/**
 * Every project at or below `from` (an absolute folder), projects nested in projects included, sorted by root.
 * A folder is a project when it has `nango.yaml` (classic), else when it has both `.nango/` and `index.ts`
 * (zero-YAML); nango-semantics §1.1, §1.2. Does not descend into dependencies, build output, dot-folders, or links to
 * folders: what they lead to is found where it is, and once.
 */
export async function findProjects(files: ProjectFiles, from: string, path: PathFlavour): Promise<Project[]> {
    const projects: Project[] = [];
    await collect(path.resolve(from));
    return projects.sort((a, b) => (a.root < b.root ? -1 : 1));

    async function collect(folder: string): Promise<void> {
        const entries = await files.readDirectory(folder);
        if (!entries) return;
        const project = projectOf(folder, entries, path);
        if (project) projects.push(project);
        const below = entries.filter((entry) => entry.isDirectory && isSearched(entry.name));
        await Promise.all(below.map((entry) => collect(path.join(folder, entry.name))));
    }
}

/**
 * The project that a file or folder (absolute) belongs to: the nearest one upwards. Where there is none, the project in
 * `nango-integrations/` of the starting folder, so that a command also works in the application's own root.
 */
export async function enclosingProject(
    files: ProjectFiles,
    fileOrFolder: string,
    path: PathFlavour,
): Promise<Project | undefined> {
    const start = path.resolve(fileOrFolder);
    for (const folder of withParents(start, path)) {
        const project = await projectAt(files, folder, path);
        if (project) return project;
    }
    const startingFolder = (await files.readDirectory(start)) ? start : path.dirname(start);
    return projectAt(files, path.join(startingFolder, USUAL_FOLDER), path);
}

/** The project whose root is exactly this folder. */
async function projectAt(files: ProjectFiles, folder: string, path: PathFlavour): Promise<Project | undefined> {
    const configFile = path.join(folder, CONFIG_FILE);
    if (await files.isFile(configFile)) return { root: folder, form: 'classic', configFile };
    if (!(await files.isFile(path.join(folder, ZERO_YAML_ENTRY)))) return undefined;
    if (!(await files.readDirectory(path.join(folder, ZERO_YAML_FOLDER)))) return undefined;
    return { root: folder, form: 'zero-yaml' };
}

/** The same as `projectAt`, from a folder's listing. */
function projectOf(
    folder: string,
    entries: { name: string; isDirectory: boolean }[],
    path: PathFlavour,
): Project | undefined {
    const has = (name: string, isDirectory: boolean) =>
        entries.some((entry) => entry.name === name && entry.isDirectory === isDirectory);
    if (has(CONFIG_FILE, false)) return { root: folder, form: 'classic', configFile: path.join(folder, CONFIG_FILE) };
    if (has(ZERO_YAML_ENTRY, false) && has(ZERO_YAML_FOLDER, true)) return { root: folder, form: 'zero-yaml' };
    return undefined;
}

function isSearched(folderName: string): boolean {
    return !folderName.startsWith('.') && !SKIPPED_FOLDERS.has(folderName);
}

function* withParents(start: string, path: PathFlavour): Generator<string> {
    let folder = start;
    while (true) {
        yield folder;
        const parent = path.dirname(folder);
        if (parent === folder) return;
        folder = parent;
    }
}
