import { didYouMean } from '../../core/findings/didYouMean';
import { MEMBERS, membersOf } from '../../core/policy/members';
import type { ScriptKind } from '../../core/project/ScriptKind';
import { safeText } from './safeRead';

/**
 * What was probably meant where a script calls a member that `nango` does not have, or names a model that it does not
 * declare (nango-semantics §3.4, §3.5). `undefined` for every other error.
 */
export function explainMisspelling(error: unknown, kind: ScriptKind): string | undefined {
    const message = safeText(error, 'message') ?? '';
    if (safeText(error, 'name') === 'TypeError') {
        const called = /^(?:[\w$.]+\.)?nango\d*\.([\w$]+) is not a function$/.exec(message)?.[1];
        return called === undefined ? undefined : memberMeant(called, kind);
    }
    const [, model, declared] =
        /^The model '(.*)' is not included in the declared sync models: (.*)$/s.exec(message) ?? [];
    if (model === undefined || declared === undefined) return undefined;
    if (declared === '') {
        return `This sync declares no model: add "${model}" to its \`models\`, in a classic project to its \`output\` in nango.yaml.`;
    }
    const [models, unnamed] = partition(declared.split(', '));
    const meant = didYouMean(model, models);
    if (meant || unnamed.length === 0) return meant && `Did you mean "${meant}"?`;
    return `What nango.yaml writes as this sync's output is no model, and Nango calls it ${unnamed.join(', ')}: name "${model}" there.`;
}

/** The models that somebody named, and those that stand for any other text in the place of one (nango-semantics §2.6). */
function partition(models: string[]): [named: string[], unnamed: string[]] {
    const isUnnamed = (name: string) => name.startsWith('Anonymous_');
    return [models.filter((name) => !isUnnamed(name)), models.filter(isUnnamed)];
}

function memberMeant(called: string, kind: ScriptKind): string | undefined {
    if (MEMBERS.some(({ name }) => name === called)) return undefined;
    const methods = membersOf(kind === 'sync' ? 'NangoSync' : 'NangoAction').filter(({ type }) => type === 'method');
    const meant = didYouMean(
        called,
        methods.map(({ name }) => name),
    );
    return meant && `Did you mean nango.${meant}()?`;
}
