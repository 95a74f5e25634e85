import ts from 'typescript';
import type { Rule } from '../RuleInput';
import { bare } from '../source/expressions';

/** A sync that returns a value (nango-semantics §8.2); only its own returns count, not those of functions within (§2.9). */
export const returns: Rule = (input) => {
    const { main } = input;
    if (!input.isOnly('sync') || !main?.body || !ts.isBlock(main.body)) return;
    for (const statement of returnsOf(main.body)) {
        const { expression } = statement;
        // The types of a zero-YAML sync let a call pass that returns nothing, which cannot be seen here.
        if (!expression || (input.file.form === 'zero-yaml' && !isValue(expression))) continue;
        input.report('sync-returns-value', statement, {
            message: 'A sync must not return a value: nobody receives it.',
            advice: 'Save records with nango.batchSave(), and end the sync with a bare "return;".',
        });
    }
};

/** The return statements of a function's own, not those of functions within it. */
function returnsOf(body: ts.Node): ts.ReturnStatement[] {
    const found: ts.ReturnStatement[] = [];
    const visit = (node: ts.Node): void => {
        if (ts.isReturnStatement(node)) found.push(node);
        else if (!ts.isFunctionLike(node) && !ts.isClassLike(node) && !ts.isTypeNode(node))
            ts.forEachChild(node, visit);
    };
    ts.forEachChild(body, visit);
    return found;
}

/** True for what is a value beyond doubt. */
function isValue(expression: ts.Expression): boolean {
    const value = bare(expression);
    return (
        ts.isObjectLiteralExpression(value) ||
        ts.isArrayLiteralExpression(value) ||
        ts.isLiteralExpression(value) ||
        ts.isTemplateExpression(value) ||
        value.kind === ts.SyntaxKind.TrueKeyword ||
        value.kind === ts.SyntaxKind.FalseKeyword
    );
}
