import ts from 'typescript';
import type { ScriptSource } from './ScriptSource';

/** A function with a body that code can be found in. */
export type FunctionNode = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration;

export function isFunctionNode(node: ts.Node): node is FunctionNode {
    return (
        ts.isFunctionDeclaration(node) ||
        ts.isFunctionExpression(node) ||
        ts.isArrowFunction(node) ||
        ts.isMethodDeclaration(node)
    );
}

/** The expression inside parentheses, casts, `!` and `satisfies`: what it is at run time. */
export function bare(expression: ts.Expression): ts.Expression {
    let inner = expression;
    while (isWrapper(inner)) inner = inner.expression;
    return inner;
}

/** The expression with the parentheses, casts and `!` around it. */
export function wrapped(expression: ts.Expression): ts.Expression {
    let outer = expression;
    while (isWrapper(outer.parent)) outer = outer.parent;
    return outer;
}

function isWrapper(
    node: ts.Node,
): node is ts.ParenthesizedExpression | ts.AsExpression | ts.NonNullExpression | ts.SatisfiesExpression {
    return (
        ts.isParenthesizedExpression(node) ||
        ts.isAsExpression(node) ||
        ts.isNonNullExpression(node) ||
        ts.isSatisfiesExpression(node) ||
        ts.isTypeAssertionExpression(node)
    );
}

/** What a `const` was declared with, where the name means one and it is written as a plain name. */
export function constInitializer(source: ScriptSource, identifier: ts.Identifier): ts.Expression | undefined {
    const declaration = source.resolve(identifier)?.parent;
    if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return undefined;
    const isConst = (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
    return isConst && ts.isIdentifier(declaration.name) ? declaration.initializer : undefined;
}

/** The function that an expression is, or that its name was declared as; undefined where that cannot be told. */
export function functionOf(source: ScriptSource, expression: ts.Expression): FunctionNode | undefined {
    const inner = bare(expression);
    if (ts.isFunctionExpression(inner) || ts.isArrowFunction(inner)) return inner;
    if (!ts.isIdentifier(inner)) return undefined;
    const declaration = source.resolve(inner)?.parent;
    if (declaration && ts.isFunctionDeclaration(declaration) && declaration.body) return declaration;
    const initializer = constInitializer(source, inner);
    const value = initializer && bare(initializer);
    return value && (ts.isFunctionExpression(value) || ts.isArrowFunction(value)) ? value : undefined;
}

/** The name of a key that is written out: `a`, `'a'`, `['a']`; undefined for a computed one. */
export function keyText(name: ts.PropertyName): string | undefined {
    if (ts.isComputedPropertyName(name)) {
        return ts.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
    }
    return name.text;
}

/** An object literal's keys; undefined where a spread or computed key may add others. */
export function literalKeys(object: ts.ObjectLiteralExpression): Map<string, ts.ObjectLiteralElementLike> | undefined {
    const keys = new Map<string, ts.ObjectLiteralElementLike>();
    for (const property of object.properties) {
        const key = property.name && keyText(property.name);
        if (key === undefined) return undefined;
        keys.set(key, property);
    }
    return keys;
}

/** The property of an object literal with this key, if it is written out. */
export function propertyOf(object: ts.ObjectLiteralExpression, key: string): ts.ObjectLiteralElementLike | undefined {
    return object.properties.find(({ name }) => name && keyText(name) === key);
}

/** The nearest function around a node; undefined at the top of the file. */
export function enclosingFunction(node: ts.Node): ts.SignatureDeclaration | undefined {
    for (let outer: ts.Node | undefined = node.parent; outer; outer = outer.parent) {
        if (ts.isFunctionLike(outer)) return outer;
    }
    return undefined;
}

export function isWithin(node: ts.Node, outer: ts.Node): boolean {
    return node.pos >= outer.pos && node.end <= outer.end;
}
