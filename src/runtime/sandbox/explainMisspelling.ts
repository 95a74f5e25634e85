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
    const meant = model === undefined || declared === undefined ? undefined : didYouMean(model, declared.split(', '));
    return meant && `Did you mean "${meant}"?`;
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
