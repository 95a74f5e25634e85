import { membersOf } from '../../../core/policy/members';
import type { NangoUse } from '../nango/trackNango';
import type { Rule } from '../RuleInput';

const ACTION_MEMBERS = new Set(membersOf('NangoAction').map(({ name }) => name));
const SYNC_METHODS = new Set(
    membersOf('NangoSync')
        .filter(({ name, type }) => type === 'method' && !ACTION_MEMBERS.has(name))
        .map(({ name }) => name),
);

/** Calls that only syncs have, in actions and on-event scripts (nango-semantics §3.5, §8.2). */
export const actions: Rule = (input) => {
    const isAction = input.isOnly('action');
    const isOnEvent = input.isOnly('on-event');
    for (const use of input.nango.uses) {
        if (!isSyncOnlyCall(use)) continue;
        const isInAction = isAction || isOnEvent;
        const isHelperOfActions = input.file.role === 'helper' && use.root.className === 'NangoAction';
        if (!isInAction && !isHelperOfActions) continue;
        const where = isOnEvent ? 'an on-event script' : 'an action';
        input.report('sync-only-call', use.callee, {
            message: `nango.${use.member}() is not allowed in ${where}: only syncs have it.`,
            advice: isInAction
                ? `Remove the call, or do this in a sync; ${isOnEvent ? 'nango.triggerSync() starts one' : 'an action returns its result'}.`
                : 'Give the parameter the type NangoSync if only syncs call this function.',
        });
    }
};

/** A call of a method that only `NangoSync` has. */
export function isSyncOnlyCall({ member, call }: NangoUse): boolean {
    return call !== undefined && SYNC_METHODS.has(member);
}
