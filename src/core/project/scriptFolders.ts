import type { ScriptKind } from './types';

/** Every folder name that holds scripts inside an integration's folder, and the kind it holds (nango-semantics §1.1). */
const KINDS = new Map<string, ScriptKind>([
    ['syncs', 'sync'],
    ['actions', 'action'],
    ['on-events', 'on-event'],
    ['post-connection-scripts', 'on-event'],
]);

/** All script folder names, current ones before the legacy `post-connection-scripts`. */
export const SCRIPT_FOLDERS: readonly string[] = [...KINDS.keys()];

/** The folder that scripts of a kind live in today, e.g. `syncs` (nango-semantics §1.1). */
export function scriptFolder(kind: ScriptKind): string {
    return scriptFolders(kind)[0]!;
}

/** Every folder that scripts of a kind may live in, the current name first. */
export function scriptFolders(kind: ScriptKind): string[] {
    return SCRIPT_FOLDERS.filter((folder) => KINDS.get(folder) === kind);
}

/** The kind of script that a folder of this name holds; undefined for any other folder. */
export function kindOfFolder(name: string): ScriptKind | undefined {
    return KINDS.get(name);
}
