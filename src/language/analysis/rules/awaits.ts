import ts from 'typescript';
import { ASYNC_GENERATORS, AWAIT_OVERLOOKED, AWAIT_REQUIRED } from '../../../core/policy/calls';
import type { NangoUse } from '../nango/trackNango';
import type { Rule, RuleInput } from '../RuleInput';
import { wrapped } from '../source/expressions';
import { promiseFate } from './promiseFate';

/** Calls on `nango` that nothing waits for (nango-semantics §8.2). */
export const awaits: Rule = (input) => {
    for (const use of input.nango.uses) {
        if (!use.call) continue;
        if (ASYNC_GENERATORS.has(use.member)) checkLoop(input, use, use.call);
        else if (AWAIT_REQUIRED.has(use.member) || AWAIT_OVERLOOKED.has(use.member)) checkAwait(input, use, use.call);
    }
};

function checkAwait(input: RuleInput, { member }: NangoUse, call: ts.CallExpression): void {
    const fate = promiseFate(input.source, call);
    if (fate === 'kept') return;
    input.report('unawaited-call', call, {
        message:
            fate === 'lost'
                ? `nango.${member}() is not awaited: the run may end before it is done, and its errors are lost.`
                : `nango.${member}() is not awaited: this is the promise, not what it will bring.`,
        advice: `Write "await nango.${member}(…)".`,
        // The compiler refuses only the calls on its list; the others fail later.
        severity: AWAIT_REQUIRED.has(member) ? 'error' : 'warning',
    });
}

/** `for (const page of nango.paginate(…))` without `await`. */
function checkLoop(input: RuleInput, { member }: NangoUse, call: ts.CallExpression): void {
    const value = wrapped(call);
    const loop = value.parent;
    if (!ts.isForOfStatement(loop) || loop.expression !== value || loop.awaitModifier) return;
    input.report('unawaited-call', call, {
        message: `nango.${member}() brings its pages one after the other, and this loop does not wait for them.`,
        advice: `Write "for await (… of nango.${member}(…))".`,
    });
}
