import ts from 'typescript';
import { enclosingFunction, isFunctionNode } from '../source/expressions';
import type { ScriptSource } from '../source/ScriptSource';

/**
 * What becomes of a promise: `lost` when nothing can ever wait for it, `misused` when it is taken for the value it
 * promises, `kept` when something waits for it or may do so.
 */
export type PromiseFate = 'kept' | 'lost' | 'misused';

const COMBINATORS = new Set(['all', 'allSettled', 'race', 'any']);
/** Methods of arrays that do not look at what their callback returns, or only whether it is truthy. */
const LOSING_CALLBACKS: ReadonlyMap<string, PromiseFate> = new Map([
    ['forEach', 'lost'],
    ['filter', 'misused'],
    ['some', 'misused'],
    ['every', 'misused'],
    ['find', 'misused'],
    ['findIndex', 'misused'],
]);
const CONTINUATIONS = new Set(['then', 'catch', 'finally']);

/**
 * Follows a promise from the expression that makes it to what is done with it; `kept` whenever that cannot be told
 * (nango-semantics §8.2, and §2.9 on where the official check is mistaken).
 */
export function promiseFate(source: ScriptSource, expression: ts.Expression): PromiseFate {
    const { parent } = expression;
    switch (parent.kind) {
        case ts.SyntaxKind.ParenthesizedExpression:
        case ts.SyntaxKind.AsExpression:
        case ts.SyntaxKind.SatisfiesExpression:
        case ts.SyntaxKind.NonNullExpression:
        case ts.SyntaxKind.TypeAssertionExpression:
            return promiseFate(source, parent as ts.Expression);
        case ts.SyntaxKind.ExpressionStatement:
        case ts.SyntaxKind.VoidExpression:
            return 'lost';
        case ts.SyntaxKind.PropertyAccessExpression:
            // A call of `then` without await is accepted officially, and whoever writes it means it.
            return CONTINUATIONS.has((parent as ts.PropertyAccessExpression).name.text) ? 'kept' : 'misused';
        case ts.SyntaxKind.ElementAccessExpression:
            return (parent as ts.ElementAccessExpression).expression === expression ? 'misused' : 'kept';
        case ts.SyntaxKind.ConditionalExpression:
            if ((parent as ts.ConditionalExpression).condition === expression) return 'misused';
            return promiseFate(source, parent as ts.Expression);
        case ts.SyntaxKind.BinaryExpression:
            return fateOfOperand(source, parent as ts.BinaryExpression, expression);
        case ts.SyntaxKind.IfStatement:
        case ts.SyntaxKind.WhileStatement:
        case ts.SyntaxKind.DoStatement:
        case ts.SyntaxKind.PrefixUnaryExpression:
        case ts.SyntaxKind.TemplateSpan:
        case ts.SyntaxKind.SpreadElement:
        case ts.SyntaxKind.SpreadAssignment:
            return 'misused';
        case ts.SyntaxKind.ForOfStatement: {
            const loop = parent as ts.ForOfStatement;
            return loop.expression === expression && !loop.awaitModifier ? 'misused' : 'kept';
        }
        case ts.SyntaxKind.ForStatement:
            return (parent as ts.ForStatement).condition === expression ? 'misused' : 'lost';
        case ts.SyntaxKind.VariableDeclaration:
            return fateOfVariable(source, parent as ts.VariableDeclaration);
        case ts.SyntaxKind.ArrayLiteralExpression:
            return fateOfElement(source, parent as ts.ArrayLiteralExpression);
        case ts.SyntaxKind.ArrowFunction:
            return fateOfResult(source, parent);
        case ts.SyntaxKind.ReturnStatement: {
            const owner = enclosingFunction(parent);
            return owner ? fateOfResult(source, owner) : 'kept';
        }
        default:
            return 'kept';
    }
}

function fateOfOperand(source: ScriptSource, operation: ts.BinaryExpression, operand: ts.Expression): PromiseFate {
    switch (operation.operatorToken.kind) {
        case ts.SyntaxKind.CommaToken:
            return operation.left === operand ? 'lost' : promiseFate(source, operation);
        case ts.SyntaxKind.AmpersandAmpersandToken:
        case ts.SyntaxKind.BarBarToken:
        case ts.SyntaxKind.QuestionQuestionToken:
            // On the left the promise itself may be the result, and be waited for.
            return promiseFate(source, operation);
        case ts.SyntaxKind.PlusToken:
        case ts.SyntaxKind.MinusToken:
        case ts.SyntaxKind.LessThanToken:
        case ts.SyntaxKind.GreaterThanToken:
        case ts.SyntaxKind.LessThanEqualsToken:
        case ts.SyntaxKind.GreaterThanEqualsToken:
        case ts.SyntaxKind.EqualsEqualsEqualsToken:
        case ts.SyntaxKind.EqualsEqualsToken:
        case ts.SyntaxKind.ExclamationEqualsEqualsToken:
        case ts.SyntaxKind.ExclamationEqualsToken:
            return isWithNothing(operation, operand) ? 'kept' : 'misused';
        default:
            return 'kept';
    }
}

/** A comparison with `undefined` or `null`, which may be meant for a promise that was perhaps not made. */
function isWithNothing({ left, right }: ts.BinaryExpression, operand: ts.Expression): boolean {
    const other = left === operand ? right : left;
    return other.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(other) && other.text === 'undefined');
}

/** A variable that holds the promise: what all its uses make of it. */
function fateOfVariable(source: ScriptSource, declaration: ts.VariableDeclaration): PromiseFate {
    // A promise has nothing that a pattern could take out, and is no list.
    if (!ts.isIdentifier(declaration.name)) return 'misused';
    const isConst = (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
    const statement = declaration.parent.parent;
    const isExported = ts.isVariableStatement(statement) && statement.modifiers !== undefined;
    if (isExported) return 'kept';
    const references = source.references(declaration.name);
    if (references.length === 0) return 'lost';
    // A variable that is assigned again may hold something else by the time it is used.
    if (!isConst && references.some(isAssignment)) return 'kept';
    const fates = references.map((reference) => promiseFate(source, reference));
    return fates.every((fate) => fate !== 'kept') ? 'misused' : 'kept';
}

function isAssignment(reference: ts.Identifier): boolean {
    const { parent } = reference;
    return (
        ts.isBinaryExpression(parent) &&
        parent.left === reference &&
        parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
        parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment
    );
}

/** An element of a list: that of `Promise.all([…])` shares the fate of the call. */
function fateOfElement(source: ScriptSource, list: ts.ArrayLiteralExpression): PromiseFate {
    if (ts.isExpressionStatement(list.parent)) return 'lost';
    const combined = combination(list);
    return combined ? promiseFate(source, combined) : 'kept';
}

/** The call `Promise.all(list)` and the like around a list. */
function combination(list: ts.Expression): ts.CallExpression | undefined {
    const call = list.parent;
    if (!ts.isCallExpression(call) || call.arguments[0] !== list) return undefined;
    const { expression } = call;
    const isCombinator =
        ts.isPropertyAccessExpression(expression) &&
        ts.isIdentifier(expression.expression) &&
        expression.expression.text === 'Promise' &&
        COMBINATORS.has(expression.name.text);
    return isCombinator ? call : undefined;
}

/** What a function returns: where it is the callback of an array's method, that decides. */
function fateOfResult(source: ScriptSource, node: ts.Node): PromiseFate {
    if (!isFunctionNode(node)) return 'kept';
    const call = node.parent;
    if (!ts.isCallExpression(call)) return 'kept';
    if (call.arguments[0] !== node || !ts.isPropertyAccessExpression(call.expression)) return 'kept';
    if (!isPlainReceiver(source, call.expression.expression)) return 'kept';
    const method = call.expression.name.text;
    const losing = LOSING_CALLBACKS.get(method);
    if (losing) return losing;
    if (method !== 'map' && method !== 'flatMap') return 'kept';
    return fateOfList(source, call);
}

/** A list of promises. */
function fateOfList(source: ScriptSource, list: ts.Expression): PromiseFate {
    if (ts.isExpressionStatement(list.parent)) return 'lost';
    const combined = combination(list);
    return combined ? promiseFate(source, combined) : 'kept';
}

/** False for what was imported and for instances of classes: their `forEach` may wait. */
function isPlainReceiver(source: ScriptSource, receiver: ts.Expression): boolean {
    if (!ts.isIdentifier(receiver)) return !ts.isNewExpression(receiver) && receiver.kind !== ts.SyntaxKind.ThisKeyword;
    const declaration = source.resolve(receiver)?.parent;
    if (!declaration) return false;
    if (ts.isVariableDeclaration(declaration)) {
        return !declaration.initializer || !ts.isNewExpression(declaration.initializer);
    }
    return ts.isParameter(declaration) || ts.isBindingElement(declaration);
}
