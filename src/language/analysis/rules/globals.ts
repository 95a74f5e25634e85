import ts from 'typescript';
import { CODE_FROM_TEXT, MISSING_GLOBALS } from '../../../core/policy/globals';
import type { Rule } from '../RuleInput';

/** `console`, which is silent in the cloud (nango-semantics §3.6). */
export const consoleCalls: Rule = (input) => {
    for (const identifier of input.source.globals('console')) {
        const access = identifier.parent;
        if (!ts.isPropertyAccessExpression(access) || access.expression !== identifier) continue;
        const call = access.parent;
        if (!ts.isCallExpression(call) || call.expression !== access) continue;
        input.report('console-call', access, {
            message: `console.${access.name.text}() writes nothing in the cloud.`,
            advice: 'Write "await nango.log(…)" instead.',
        });
    }
};

/** Globals of Node and of browsers that Nango's sandbox has not (nango-semantics §9). */
export const missingGlobals: Rule = (input) => {
    for (const [name, advice] of MISSING_GLOBALS) {
        if (!input.source.index.identifiers.has(name)) continue;
        const uses = input.source.globals(name);
        // Who asks whether it is there knows that it may not be.
        if (uses.some(isAskedFor)) continue;
        for (const use of uses) {
            input.report('missing-global', use, {
                message: `Nango's sandbox has no "${name}".`,
                advice,
            });
        }
    }
};

/** Text that is run as code (nango-semantics §9). */
export const codeFromText: Rule = (input) => {
    for (const name of CODE_FROM_TEXT) {
        for (const use of input.source.globals(name)) {
            if (!isCalled(use)) continue;
            input.report('code-from-text', use, {
                message: `Nango's sandbox does not run text as code: ${name === 'eval' ? 'eval()' : `new ${name}()`} throws.`,
                advice: 'Write the code out.',
            });
        }
    }
};

function isAskedFor(identifier: ts.Identifier): boolean {
    return ts.isTypeOfExpression(identifier.parent);
}

function isCalled(identifier: ts.Identifier): boolean {
    const { parent } = identifier;
    if (ts.isNewExpression(parent)) return parent.expression === identifier && (parent.arguments?.length ?? 0) > 0;
    return ts.isCallExpression(parent) && parent.expression === identifier && parent.arguments.length > 0;
}
