import type { Project } from '../../core/project';
import { planTypings, type TypingsPlan, writeTypings } from './planTypings';
import { TypingsConsent } from './TypingsConsent';

/**
 * What became of a `models.ts`: written, already right, or left alone because a person wrote it, its owner said no, or
 * there was nobody to ask. `stale` is `written` when nothing is to be written.
 */
export type TypingsOutcome = 'written' | 'unchanged' | 'stale' | 'hand-written' | 'declined' | 'unasked';

export interface UpdateOptions {
    /** Replaces a file of the official tool without asking. */
    replace?: boolean;
    /** Writes nothing, asks nothing. */
    dryRun?: boolean;
    /** Asks whether the file of the official tool may be replaced; undefined where there is nobody to ask, or no answer. */
    ask?: (plan: TypingsPlan) => Promise<boolean | undefined>;
    /** The text of `nango.yaml`, where an editor has a newer one than the file. */
    unsaved?: string;
}

/**
 * Brings a classic project's `models.ts` up to date. A file written by hand is never touched, one of the official tool
 * only with its owner's consent, which is asked for once per project and remembered.
 *
 * @throws UserError when `nango.yaml` cannot be read
 */
export async function updateTypings(
    project: Project,
    { replace = false, dryRun = false, ask, unsaved }: UpdateOptions = {},
): Promise<{ plan: TypingsPlan; outcome: TypingsOutcome }> {
    const plan = await planTypings(project, unsaved);
    if (plan.state === 'hand-written') return { plan, outcome: 'hand-written' };
    if (plan.state === 'official' && !replace) {
        const consent = new TypingsConsent(project.root);
        let mayReplace = await consent.read();
        if (mayReplace === undefined && !dryRun) {
            mayReplace = await ask?.(plan);
            if (mayReplace !== undefined) await consent.remember(mayReplace);
        }
        if (!mayReplace) return { plan, outcome: mayReplace === false ? 'declined' : 'unasked' };
    }
    if (!plan.changed) return { plan, outcome: 'unchanged' };
    if (dryRun) return { plan, outcome: 'stale' };
    await writeTypings(plan);
    return { plan, outcome: 'written' };
}
