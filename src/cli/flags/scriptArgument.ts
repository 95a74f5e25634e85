import { statSync } from 'node:fs';
import path from 'node:path';
import type { ScriptKind } from '../../core/project/types';
import type { ScriptQuery } from '../../host/types';
import { choiceFlag } from './valueFlags';

/**
 * What `<script>` means: a file when it ends in `.ts` or is one, else `<integration>/<script>` or a bare name.
 * `folder` is where relative files start.
 */
export function scriptArgument(text: string, kind: ScriptKind | undefined, folder: string): ScriptQuery {
    const file = path.resolve(folder, text);
    if (text.endsWith('.ts') || isFile(file)) return { file };
    const [integration, name, ...deeper] = text.split('/');
    if (!integration || !name) return { name: text, kind };
    if (!deeper.length) return { integration, name, kind };
    // More than integration and name: a path without its ending, or `<integration>/syncs/<script>`.
    return isFile(`${file}.ts`) ? { file: `${file}.ts` } : { name: text, kind };
}

function isFile(file: string): boolean {
    return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** `--kind`, which tells scripts of one name apart. */
export function kindFlag(text: string): ScriptKind {
    return choiceFlag('--kind', text, ['sync', 'action', 'on-event'] as const);
}
