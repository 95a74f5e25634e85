import ts from 'typescript';
import { PROXY_CALLS } from '../../../core/policy/calls';
import type { Rule } from '../RuleInput';
import { bare, literalKeys } from '../source/expressions';

/** `retryOn` in a proxy call that makes no retries (nango-semantics §8.2). */
export const retries: Rule = (input) => {
    for (const { member, call } of input.nango.uses) {
        const argument = PROXY_CALLS.has(member) ? call?.arguments[0] : undefined;
        const config = argument && bare(argument);
        if (!config || !ts.isObjectLiteralExpression(config)) continue;
        // A spread may bring `retries`.
        const keys = literalKeys(config);
        const retryOn = keys?.get('retryOn');
        if (!retryOn || keys?.has('retries')) continue;
        input.report('retry-on-without-retries', retryOn.name ?? retryOn, {
            message: '"retryOn" does nothing without "retries": no call is made again.',
            advice: 'Say with "retries" how often a call is made again.',
        });
    }
};
