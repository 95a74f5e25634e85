import type { ProjectConfig } from '../config/types';
import {
    fileNameOf,
    foundScript,
    missingScript,
    normaliseCase,
    readScriptPath,
    type ScriptId,
    type SourceFolder,
    sourceFolders,
} from './scriptPaths';
import type { PathFlavour, Project, ProjectFiles, Script, ScriptKind } from './types';

/**
 * Finds a script's source: the nested path, else the root path (nango-semantics §1.1). A script without a source comes
 * back with `exists: false` and the nested path.
 */
export async function locateScript(
    files: ProjectFiles,
    project: Project,
    script: ScriptId,
    path: PathFlavour,
): Promise<Script> {
    const fileName = fileNameOf(script);
    const folders = fileName === undefined ? [] : sourceFolders(project, script.integration, script.kind, path);
    for (const { folder, layout } of folders) {
        const file = path.join(folder, fileName!);
        if (await files.isFile(file)) return foundScript(script, file, layout);
    }
    return missingScript(project, script, path);
}

/**
 * Every script that the configuration lists, in its order, each with whether its source exists. Reads each folder once,
 * however many scripts it holds.
 */
export async function listScripts(
    files: ProjectFiles,
    project: Project,
    config: ProjectConfig,
    path: PathFlavour,
): Promise<Script[]> {
    const listings = new FolderListings(files, path);
    const scripts = configuredScripts(config);
    const foldersOf = new Map<string, SourceFolder[]>();
    const keyOf = ({ integration, kind }: ScriptId) => `${kind} ${integration}`;
    for (const script of scripts) {
        if (foldersOf.has(keyOf(script))) continue;
        foldersOf.set(keyOf(script), sourceFolders(project, script.integration, script.kind, path));
    }
    await listings.read([...foldersOf.values()].flat().map(({ folder }) => folder));
    return scripts.map((script) => {
        const fileName = fileNameOf(script);
        const place = fileName && foldersOf.get(keyOf(script))!.find(({ folder }) => listings.has(folder, fileName));
        return place
            ? foundScript(script, path.join(place.folder, fileName), place.layout)
            : missingScript(project, script, path);
    });
}

/**
 * The scripts of the configuration whose source is this file, in configuration order; the reverse of `locateScript`.
 * A nested file is at most one script. A file in the root is every script of its name (nango-semantics §1.1), unless
 * that script has a nested source, which this function cannot see.
 */
export function scriptsOfFile(project: Project, config: ProjectConfig, file: string, path: PathFlavour): ScriptId[] {
    const place = readScriptPath(project, file, path);
    if (!place) return [];
    const same = (a: string, b: string) => normaliseCase(a, path) === normaliseCase(b, path);
    return configuredScripts(config).filter((script) => {
        if (!same(script.name, place.name)) return false;
        if (place.layout === 'root') return true;
        return script.kind === place.kind && same(script.integration, place.integration);
    });
}

/** Every script that a configuration lists, in its order; a name listed twice for one integration and kind comes once. */
export function configuredScripts(config: ProjectConfig): ScriptId[] {
    return config.integrations.flatMap((integration) => {
        const of = (kind: ScriptKind, scripts: readonly { name: string }[]) =>
            [...new Set(scripts.map(({ name }) => name))].map((name) => ({ integration: integration.id, kind, name }));
        return [
            ...of('sync', integration.syncs),
            ...of('action', integration.actions),
            ...of('on-event', integration.onEvents),
        ];
    });
}

/** The names of the files in folders, each folder read once and all at the same time. */
class FolderListings {
    private readonly names = new Map<string, ReadonlySet<string>>();

    constructor(
        private readonly files: ProjectFiles,
        private readonly path: PathFlavour,
    ) {}

    async read(folders: readonly string[]): Promise<void> {
        const distinct = [...new Set(folders)];
        await Promise.all(
            distinct.map(async (folder) => {
                const entries = (await this.files.readDirectory(folder)) ?? [];
                const names = entries.filter(({ isDirectory }) => !isDirectory).map(({ name }) => name);
                this.names.set(folder, new Set(names.map((name) => normaliseCase(name, this.path))));
            }),
        );
    }

    has(folder: string, fileName: string): boolean {
        return this.names.get(folder)?.has(normaliseCase(fileName, this.path)) ?? false;
    }
}
