import ts from 'typescript';
import { BATCH_CALLS } from '../../../core/policy/calls';
import type { Rule, RuleInput } from '../RuleInput';
import { bare, literalKeys } from '../source/expressions';

/** Records written out without an `id`; Nango refuses the whole batch (nango-semantics §3.5). */
export const records: Rule = (input) => {
    for (const { member, call } of input.nango.uses) {
        const argument = BATCH_CALLS.has(member) ? call?.arguments[0] : undefined;
        if (!argument) continue;
        for (const record of recordLiterals(input, argument)) {
            const id = literalKeys(record)?.get('id');
            const isMissing = literalKeys(record) !== undefined && !id;
            if (!isMissing && !(id && isEmptyId(id))) continue;
            input.report('record-without-id', isMissing ? firstCharacter(input, record) : id!, {
                message: isMissing
                    ? 'The record has no "id", and Nango refuses it.'
                    : 'The "id" of the record is empty, and Nango refuses it.',
                advice: 'Give each record an "id": a string of up to 255 characters, or a number, that stays the same.',
            });
        }
    }
};

/** The object literals that an argument consists of: `[{…}]`, or `items.map((item) => ({…}))`. */
function recordLiterals(input: RuleInput, argument: ts.Expression): ts.ObjectLiteralExpression[] {
    const value = bare(argument);
    if (ts.isArrayLiteralExpression(value)) {
        return value.elements.map(bare).filter(ts.isObjectLiteralExpression);
    }
    if (ts.isIdentifier(value)) return literalsOfVariable(input, value);
    return mappedLiterals(value);
}

/** A `const` whose only use is this argument, so that nothing can have given its records an `id` on the way. */
function literalsOfVariable(input: RuleInput, identifier: ts.Identifier): ts.ObjectLiteralExpression[] {
    const name = input.source.resolve(identifier);
    const declaration = name?.parent;
    if (!name || !declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return [];
    const isConst = (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
    if (!isConst || input.source.references(name).length !== 1) return [];
    const value = bare(declaration.initializer);
    return ts.isArrayLiteralExpression(value)
        ? value.elements.map(bare).filter(ts.isObjectLiteralExpression)
        : mappedLiterals(value);
}

function mappedLiterals(value: ts.Expression): ts.ObjectLiteralExpression[] {
    if (!ts.isCallExpression(value) || !ts.isPropertyAccessExpression(value.expression)) return [];
    const [callback] = value.arguments;
    if (value.expression.name.text !== 'map' || !callback) return [];
    const mapper = bare(callback);
    if (!ts.isArrowFunction(mapper) && !ts.isFunctionExpression(mapper)) return [];
    // Whoever waits for an asynchronous mapper has a list of other things than these.
    if (mapper.modifiers?.length) return [];
    const result = ts.isBlock(mapper.body) ? onlyResult(mapper.body) : mapper.body;
    const record = result && bare(result);
    return record && ts.isObjectLiteralExpression(record) ? [record] : [];
}

/** What a function returns that does nothing else. */
function onlyResult(body: ts.Block): ts.Expression | undefined {
    const [statement] = body.statements;
    return body.statements.length === 1 && statement && ts.isReturnStatement(statement)
        ? statement.expression
        : undefined;
}

/** `id: ''`, `id: 0`, `id: undefined`, `id: null` */
function isEmptyId(property: ts.ObjectLiteralElementLike): boolean {
    if (!ts.isPropertyAssignment(property)) return false;
    const value = bare(property.initializer);
    return (
        (ts.isStringLiteralLike(value) && value.text === '') ||
        (ts.isNumericLiteral(value) && Number(value.text) === 0) ||
        (ts.isIdentifier(value) && value.text === 'undefined') ||
        value.kind === ts.SyntaxKind.NullKeyword
    );
}

function firstCharacter({ source }: RuleInput, node: ts.Node): { start: number; end: number } {
    const start = source.startOf(node);
    return { start, end: start + 1 };
}
