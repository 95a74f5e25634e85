import ts from 'typescript';
import { CODE_FROM_TEXT, MISSING_GLOBALS } from '../../../core/policy/globals';
import type { Rule, RuleInput } from '../RuleInput';

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
            if (isGuarded(input, use)) continue;
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

/** In a branch that is only taken in surroundings that the script asks for: `if (globalThis.vitest) …`. */
function isGuarded({ source }: RuleInput, use: ts.Node): boolean {
    const asks = (node: ts.Node): boolean | undefined => {
        if (ts.isIdentifier(node)) {
            const isGlobal = node.text === 'globalThis' || (node.parent && ts.isTypeOfExpression(node.parent));
            return isGlobal && source.resolve(node) === undefined ? true : undefined;
        }
        return ts.forEachChild(node, asks);
    };
    for (let node = use; node.parent; node = node.parent) {
        const { parent } = node;
        const condition =
            ts.isIfStatement(parent) && node !== parent.expression
                ? parent.expression
                : ts.isConditionalExpression(parent) && node !== parent.condition
                  ? parent.condition
                  : ts.isBinaryExpression(parent) && node === parent.right && isLogical(parent)
                    ? parent.left
                    : undefined;
        if (condition && asks(condition)) return true;
    }
    return false;
}

function isLogical({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
    return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
}

function isAskedFor(identifier: ts.Identifier): boolean {
    return ts.isTypeOfExpression(identifier.parent);
}

function isCalled(identifier: ts.Identifier): boolean {
    const { parent } = identifier;
    if (ts.isNewExpression(parent)) return parent.expression === identifier && (parent.arguments?.length ?? 0) > 0;
    return ts.isCallExpression(parent) && parent.expression === identifier && parent.arguments.length > 0;
}
