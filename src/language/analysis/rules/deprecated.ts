import { MEMBERS } from '../../../core/policy/members';
import type { Rule } from '../RuleInput';

const REPLACEMENTS = new Map(
    MEMBERS.flatMap(({ name, deprecated }) => (deprecated === undefined ? [] : [[name, deprecated] as const])),
);

/** Calls that Nango has replaced by others (nango-semantics §8.2). */
export const deprecated: Rule = (input) => {
    for (const { member, call, callee } of input.nango.uses) {
        const replacement = call && REPLACEMENTS.get(member);
        if (replacement === undefined) continue;
        input.report('deprecated-call', callee, {
            message: `nango.${member}() is deprecated.`,
            advice: `Use ${replacement.replace(/\b\w+(?= and|$)/g, 'nango.$&()')} instead.`,
        });
    }
};
