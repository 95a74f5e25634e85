import ts from 'typescript';
import { modelLiteral } from '../analysis/rules/models';
import { wrapped } from '../analysis/source/expressions';
import { indentAt, lineBreakOf, nangoNameAt, removeStatement } from './surroundings';
import { type Edit, type Fix, type Fixer, type FixRequest, insertion } from './types';

/** Puts calls of a sync into their order: moves one to the beginning or the end, removes a second one, writes a missing one. */
export const orderingFixes: Fixer = (request) => {
    const { input, finding, node } = request;
    const use = input.nango.uses.find(({ callee }) => callee === node);
    const body = input.main?.body;
    if (!use?.call || !body || !ts.isBlock(body)) return [];
    const { member } = use;
    const { source } = input;
    const statement = statementOfCall(use.call);
    const fix = (title: string, edits: Edit[] | undefined, preferred: boolean): Fix[] =>
        edits ? [{ title, edits, preferred }] : [];
    switch (finding.remedy) {
        case 'move-first':
        case 'move-last': {
            if (!statement || statement.parent !== body || !standsAlone(request, use.call)) return [];
            const isFirst = finding.remedy === 'move-first';
            const text = source.textOf(statement);
            const written = isFirst ? atBeginning(request, body, text) : atEnd(request, body, text);
            const title = `Move nango.${member}() to the ${isFirst ? 'beginning' : 'end'}`;
            return fix(title, written && [removeStatement(input, statement), ...written], true);
        }
        case 'remove': {
            if (!statement || !ts.isBlock(statement.parent)) return [];
            return fix(`Remove the second nango.${member}()`, [removeStatement(input, statement)], true);
        }
        case 'add-start':
        case 'add-end': {
            const model = modelLiteral(use);
            const nango = nangoNameAt(input, body);
            if (!model || !nango) return [];
            const isStart = finding.remedy === 'add-start';
            const added = isStart ? 'trackDeletesStart' : 'trackDeletesEnd';
            const text = `await ${nango}.${added}(${source.textOf(model)});`;
            const written = isStart ? atBeginning(request, body, text) : atEnd(request, body, text);
            return fix(`Add nango.${added}()`, written, false);
        }
        default:
            return [];
    }
};

/** The statement that a call makes up, awaited or not. */
function statementOfCall(call: ts.CallExpression): ts.ExpressionStatement | undefined {
    const value = wrapped(call);
    const outer = ts.isAwaitExpression(value.parent) ? value.parent : value;
    return ts.isExpressionStatement(outer.parent) ? outer.parent : undefined;
}

/** True for a call on the script's own parameter with nothing but literals, which means the same at any place of it. */
function standsAlone({ input: { source, main } }: FixRequest, { expression, arguments: given }: ts.CallExpression) {
    if (!ts.isPropertyAccessExpression(expression) || !ts.isIdentifier(expression.expression)) return false;
    const parameter = source.resolve(expression.expression)?.parent;
    return parameter !== undefined && parameter === main?.parameters[0] && given.every(isLiteral);
}

function isLiteral(value: ts.Expression): boolean {
    if (!ts.isObjectLiteralExpression(value)) return ts.isLiteralExpression(value);
    return value.properties.every(
        (property) => ts.isPropertyAssignment(property) && ts.isLiteralExpression(property.initializer),
    );
}

function atBeginning({ input: { source } }: FixRequest, body: ts.Block, text: string): Edit[] | undefined {
    const [first] = body.statements;
    if (!first) return undefined;
    const at = source.startOf(first);
    return [insertion(at, `${text}${separator(source.text, at)}`)];
}

/** Behind the last statement, or before it where that ends the function. */
function atEnd({ input: { source } }: FixRequest, body: ts.Block, text: string): Edit[] | undefined {
    const last = body.statements.at(-1);
    if (!last) return undefined;
    const at = source.startOf(last);
    if (ts.isReturnStatement(last) || ts.isThrowStatement(last)) {
        return [insertion(at, `${text}${separator(source.text, at)}`)];
    }
    return [insertion(last.end, `${separator(source.text, at)}${text}`)];
}

/** What stands between two statements: a line break and the indentation, or a blank where they share a line. */
function separator(text: string, at: number): string {
    const isOnOwnLine = text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trim() === '';
    return isOnOwnLine ? `${lineBreakOf(text)}${indentAt(text, at)}` : ' ';
}
