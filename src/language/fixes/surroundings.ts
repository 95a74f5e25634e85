import ts from 'typescript';
import type { RuleInput } from '../analysis/RuleInput';
import { enclosingFunction } from '../analysis/source/expressions';
import type { Edit } from './types';

/** What one must do so that `await` can be written at a node; undefined where that would change more than is seen here. */
export function editsToAwait(input: RuleInput, node: ts.Node): Edit[] | undefined {
    const owner = enclosingFunction(node);
    if (!owner) return [];
    const modifiers = ts.canHaveModifiers(owner) ? owner.modifiers : undefined;
    if (modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword)) return [];
    // Whoever calls another function would have to wait for it, too.
    if (owner !== input.main) return undefined;
    const keyword =
        ts.isFunctionDeclaration(owner) || ts.isFunctionExpression(owner) ? functionKeyword(input, owner) : undefined;
    const at = keyword ?? input.source.startOf(owner);
    return [{ start: at, end: at, newText: 'async ' }];
}

function functionKeyword({ source }: RuleInput, owner: ts.FunctionDeclaration | ts.FunctionExpression): number {
    const keyword = owner.getChildren(source.tree).find(({ kind }) => kind === ts.SyntaxKind.FunctionKeyword);
    return keyword ? source.startOf(keyword) : source.startOf(owner);
}

/** A name that holds Nango's object and can be written at a node. */
export function nangoNameAt({ source, nango }: RuleInput, node: ts.Node): string | undefined {
    const visible = nango.names.find(({ declaration }) => source.lookUp(declaration.text, node) === declaration);
    return visible?.declaration.text;
}

/** The blanks that the line of an offset begins with. */
export function indentAt(text: string, offset: number): string {
    const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
    return /^[ \t]*/.exec(text.slice(lineStart))![0];
}

/** The line break that a file uses. */
export function lineBreakOf(text: string): string {
    return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Removes a statement, with its line where nothing else is on it. */
export function removeStatement({ source }: RuleInput, statement: ts.Node): Edit {
    const { text } = source;
    const start = source.startOf(statement);
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const isFirst = text.slice(lineStart, start).trim() === '';
    const rest = /^[ \t]*(\r?\n|$)/.exec(text.slice(statement.end));
    if (isFirst && rest) return { start: lineStart, end: statement.end + rest[0].length, newText: '' };
    const blanks = /^[ \t]*/.exec(text.slice(statement.end))![0];
    return { start, end: statement.end + blanks.length, newText: '' };
}

/** The statement around a node. */
export function statementOf(node: ts.Node): ts.Statement | undefined {
    for (let outer: ts.Node | undefined = node; outer; outer = outer.parent) if (ts.isStatement(outer)) return outer;
    return undefined;
}
