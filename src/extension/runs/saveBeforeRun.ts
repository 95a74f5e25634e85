import path from 'node:path';
import { isInside } from '../../core/project';
import { Setting } from '../ids';
import type { ScriptEntry } from '../projects/readProject';
import type { Services } from '../Services';

/** Saves what a run would otherwise not see, as `syncbench.saveBeforeRun` says. @returns false when a file could not be saved */
export async function saveBeforeRun(
    { vscode, settings }: Pick<Services, 'vscode' | 'settings'>,
    { script, project }: ScriptEntry,
): Promise<boolean> {
    const which = settings.get(Setting.saveBeforeRun, vscode.Uri.file(script.file));
    if (which === 'none') return true;
    const dirty = vscode.workspace.textDocuments.filter(({ isDirty, uri }) => isDirty && uri.scheme === 'file');
    const wanted = dirty.filter(({ uri }) =>
        which === 'file'
            ? path.relative(script.file, uri.fsPath) === ''
            : isInside(project.project.root, uri.fsPath, path),
    );
    const saved = await Promise.all(wanted.map((document) => document.save()));
    return saved.every(Boolean);
}
