import type { ConfigFindingCode } from '../findings/configFindings';
import type { Finding } from '../findings/types';
import type { ScriptId } from '../project/scriptPaths';
import type { Script } from '../project/types';
import type { ProjectConfig } from './types';

/**
 * A finding for every script of the configuration that has no file (nango-semantics §1.1), at its name.
 *
 * @param scripts the project's scripts, as `listScripts` gives them
 * @param shown how a file is named in a message, e.g. relative to the project
 * @param meant the files that they probably mean (`misnamedFiles`)
 */
export function missingFiles(
    config: ProjectConfig,
    scripts: readonly Script[],
    shown: (file: string) => string,
    meant: ReadonlyMap<string, string> = new Map(),
): Finding[] {
    const missing = new Map(scripts.filter(({ exists }) => !exists).map((script) => [keyOf(script), script]));
    return config.integrations.flatMap(({ id, syncs, actions, onEvents }) =>
        [...syncs, ...actions, ...onEvents].flatMap(({ kind, name, nameRange }): Finding[] => {
            const script = missing.get(keyOf({ integration: id, kind, name }));
            if (!script) return [];
            const { line, column, endLine, endColumn } = nameRange;
            return [
                {
                    code: 'script_file_missing' satisfies ConfigFindingCode,
                    severity: 'error',
                    message: `"${id}/${name}" has no file.`,
                    location: { file: config.file, line, column, endLine, endColumn },
                    advice: adviceFor(script.file, meant.get(script.file), shown),
                },
            ];
        }),
    );
}

function adviceFor(file: string, meant: string | undefined, shown: (file: string) => string): string {
    if (meant === undefined) return `Create ${shown(file)}, or take the script out of this file.`;
    const name = /([^/\\]*)\.ts$/.exec(meant)?.[1];
    return `Did you mean "${name}"? ${shown(meant)} is there, and not listed.`;
}

function keyOf({ integration, kind, name }: ScriptId): string {
    return JSON.stringify([integration, kind, name]);
}
