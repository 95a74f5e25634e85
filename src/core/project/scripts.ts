import type { ProjectConfig } from '../config/types';
import { foundScript, missingScript, normaliseCase, placesOf, readScriptPath, type ScriptId } from './scriptPaths';
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
    for (const place of placesOf(project, script, path)) {
        if (await files.isFile(place.file)) return foundScript(script, place);
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
    const folders = new Map<string, Promise<ReadonlySet<string>>>();
    const fileNames = (folder: string) => {
        let names = folders.get(folder);
        if (!names) {
            names = readFileNames(files, folder, path);
            folders.set(folder, names);
        }
        return names;
    };
    const scripts = configuredScripts(config).map((script) => ({ script, places: placesOf(project, script, path) }));
    // Ask for every folder first: the reads then overlap, and the loop below only looks names up.
    for (const { places } of scripts) for (const { file } of places) fileNames(path.dirname(file));
    const known = new Map<string, ReadonlySet<string>>();
    for (const [folder, names] of folders) known.set(folder, await names);
    return scripts.map(({ script, places }) => {
        const place = places.find(({ file }) =>
            known.get(path.dirname(file))?.has(normaliseCase(path.basename(file), path)),
        );
        return place ? foundScript(script, place) : missingScript(project, script, path);
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

async function readFileNames(files: ProjectFiles, folder: string, path: PathFlavour): Promise<ReadonlySet<string>> {
    const entries = (await files.readDirectory(folder)) ?? [];
    return new Set(entries.filter((entry) => !entry.isDirectory).map((entry) => normaliseCase(entry.name, path)));
}
