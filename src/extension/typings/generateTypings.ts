import path from 'node:path';
import { UserError } from '../../core/findings/UserError';
import type { TypingsOutcome, TypingsPlan } from '../../host/typings';
import { openLocation } from '../errors/showError';
import type { ProjectEntry } from '../projects/readProject';
import type { Services } from '../Services';
import type { VSCode } from '../vscodeTypes';
import { requireSaved, unsavedText } from './unsavedText';

type Shared = Pick<Services, 'vscode' | 'log'>;

/**
 * Generate Model Typings: brings a project's `models.ts` up to date with its `nango.yaml`, saved or not, and says what
 * became of it. The official tool's file is replaced only after asking.
 *
 * @throws UserError `zero_yaml`, `unsaved_changes`, or what makes `nango.yaml` unreadable
 */
export async function generateTypings(services: Shared, entry: ProjectEntry): Promise<void> {
    const { vscode, log } = services;
    const { project, name } = entry;
    const { t } = vscode.l10n;
    if (project.configFile === undefined) {
        throw new UserError('zero_yaml', t('{0} has no nango.yaml to generate typings from.', name), {
            advice: t('The models of a zero-YAML project are the zod schemas in its scripts.'),
        });
    }
    requireSaved(vscode, path.join(project.root, 'models.ts'));
    const { TypingsConsent, updateTypings } = await import('../../host/typings');
    const unsaved = unsavedText(vscode, project.configFile);
    let isAsked = false;
    const ask = () => {
        isAsked = true;
        return askToReplace(vscode, name, { modal: true });
    };
    let { plan, outcome } = await updateTypings(project, { unsaved, ask });
    // Asked for by name, it may ask again where the answer was no.
    if (outcome === 'declined' && !isAsked && (await ask())) {
        await new TypingsConsent(project.root).remember(true);
        ({ plan, outcome } = await updateTypings(project, { unsaved, replace: true }));
    }
    log.info(`${plan.file}: ${outcome}`);
    await say(vscode, name, plan, outcome);
}

/** Asks whether the `models.ts` of the official tool may be replaced. @returns undefined without an answer */
export async function askToReplace(
    { window, l10n }: Pick<VSCode, 'window' | 'l10n'>,
    project: string,
    { modal }: { modal: boolean },
): Promise<boolean | undefined> {
    const replace = { title: l10n.t('Replace') };
    const keep = { title: l10n.t('Keep') };
    const question = l10n.t("models.ts of {0} is from Nango's own tool. Replace it by Syncbench's?", project);
    const detail = l10n.t('It is generated from the same nango.yaml. The answer is remembered for this project.');
    const text = modal ? question : `${question} ${detail}`;
    const chosen = await window.showInformationMessage(text, modal ? { modal, detail } : {}, replace, keep);
    return chosen === undefined ? undefined : chosen === replace;
}

async function say(vscode: VSCode, project: string, plan: TypingsPlan, outcome: TypingsOutcome): Promise<void> {
    const { window, l10n } = vscode;
    const { t } = l10n;
    const open = { title: t('Open'), run: () => openLocation(vscode, plan) };
    const errors = plan.findings.filter(({ severity }) => severity === 'error');
    const [first] = errors;
    const done = outcome === 'written' || outcome === 'unchanged';
    if (done && first) {
        const text = t('models.ts of {0} is up to date, but nango.yaml has errors: {1}', project, first.message);
        const { location } = first;
        const goTo = { title: t('Go to File'), run: () => location && openLocation(vscode, location) };
        await (await window.showWarningMessage(text, goTo, open))?.run();
    } else if (done) {
        const text =
            outcome === 'unchanged'
                ? t('models.ts of {0} is up to date.', project)
                : t('models.ts of {0} was written, with {1} models.', project, plan.models);
        await (await window.showInformationMessage(text, open))?.run();
    } else if (outcome === 'hand-written') {
        const text = t('models.ts of {0} was written by hand, and is left as it is.', project);
        const advice = t('Move it away to have one generated.');
        await (await window.showWarningMessage(`${text} ${advice}`, open))?.run();
    }
}
