import path from 'node:path';
import { openLocation } from '../errors/showError';
import type { ProjectEntry } from '../projects/readProject';
import type { Services } from '../Services';
import { requireSaved } from './unsavedText';

/**
 * Set Up Typings: after asking, gives a project the types of libraries that it has not installed, and its `tsconfig.json`
 * the paths that lead to them.
 *
 * @throws UserError `tsconfig_unreadable`, `unsaved_changes`
 */
export async function setUpTypings(
    { vscode, context, log }: Pick<Services, 'vscode' | 'context' | 'log'>,
    { project, name }: ProjectEntry,
): Promise<void> {
    const { window, l10n } = vscode;
    const { t } = l10n;
    requireSaved(vscode, path.join(project.root, 'tsconfig.json'));
    const { generateLibraryTypes, planSetUp, writeTsconfig } = await import('../../host/typings');
    const plan = await planSetUp(project);
    const { libraries, tsconfig } = plan;
    if (libraries.length === 0) {
        await window.showInformationMessage(t('{0} has installed all libraries that scripts import.', name));
        return;
    }
    const names = libraries.map((library) => library.name).join(', ');
    const lines = [t('Types of {0} are generated in .syncbench/types, which git ignores.', names)];
    if (tsconfig.changed) {
        lines.push(
            tsconfig.exists
                ? t('tsconfig.json gets paths that lead to them; its comments and order stay.')
                : t('A tsconfig.json is created with paths that lead to them.'),
        );
    }
    const setUp = { title: t('Set Up') };
    const question = t('Set up typings for {0}?', name);
    const chosen = await window.showInformationMessage(question, { modal: true, detail: lines.join('\n') }, setUp);
    if (chosen !== setUp) return;
    await generateLibraryTypes(plan, path.join(context.extensionPath, 'dist'));
    await writeTsconfig(plan);
    log.info(`${plan.folder}: types of ${names}`);
    const open = { title: t('Open tsconfig.json') };
    const said = await window.showInformationMessage(t('Typings of {0} are set up.', names), open);
    if (said === open) await openLocation(vscode, tsconfig);
}
