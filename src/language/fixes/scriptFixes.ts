import ts from 'typescript';
import { isExported } from '../analysis/source/entry';
import { fetchFixes } from './httpClientFixes';
import { removeStatement, statementOf } from './surroundings';
import { type Fix, type Fixer, insertion } from './types';

/** Lets a sync end without a value; what the value does is kept. */
export const returnFixes: Fixer = ({ input, node }) => {
    if (!ts.isReturnStatement(node) || !node.expression) return [];
    const { source } = input;
    const { expression } = node;
    const body = input.main?.body;
    const isLast = body !== undefined && ts.isBlock(body) && body.statements.at(-1) === node;
    const title = 'Return nothing';
    if (isPure(expression)) {
        const edit = isLast
            ? removeStatement(input, node)
            : { start: source.startOf(node), end: node.end, newText: 'return;' };
        return [{ title, edits: [edit], preferred: true }];
    }
    const isAwaited = ts.isAwaitExpression(expression);
    const isAsync = input.main?.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
    const statement = `${isAwaited || !isAsync ? '' : 'await '}${source.textOf(expression)};`;
    const text = isLast ? statement : `${statement} return;`;
    const newText = ts.isBlock(node.parent) || ts.isCaseOrDefaultClause(node.parent) ? text : `{ ${text} }`;
    return [{ title, edits: [{ start: source.startOf(node), end: node.end, newText }], preferred: true }];
};

/** True for an expression that does nothing but have a value. */
function isPure(expression: ts.Expression): boolean {
    let pure = true;
    const visit = (node: ts.Node): void => {
        const acts =
            ts.isCallExpression(node) ||
            ts.isNewExpression(node) ||
            ts.isAwaitExpression(node) ||
            ts.isTaggedTemplateExpression(node) ||
            ts.isDeleteExpression(node) ||
            ts.isPostfixUnaryExpression(node) ||
            (ts.isPrefixUnaryExpression(node) &&
                node.operator >= ts.SyntaxKind.PlusPlusToken &&
                node.operator <= ts.SyntaxKind.MinusMinusToken) ||
            (ts.isBinaryExpression(node) &&
                node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
                node.operatorToken.kind <= ts.SyntaxKind.LastAssignment);
        if (acts) pure = false;
        else if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
    };
    visit(expression);
    return pure;
}

/** What stands in the place of a global that the sandbox lacks. */
export const globalFixes: Fixer = (request) => {
    const { input, node } = request;
    if (!ts.isIdentifier(node)) return [];
    const { source } = input;
    const call = ts.isCallExpression(node.parent) && node.parent.expression === node ? node.parent : undefined;
    const argument = call?.arguments.length === 1 ? call.arguments[0] : undefined;
    const replace = (place: ts.Node, newText: string): Fix[] => [
        {
            title: `Write "${newText}"`,
            edits: [{ start: source.startOf(place), end: place.end, newText }],
            preferred: true,
        },
    ];
    switch (node.text) {
        case 'fetch':
            return fetchFixes(request);
        case 'global':
            return replace(node, 'globalThis');
        case 'crypto':
            return [
                {
                    title: 'Import "crypto"',
                    edits: [insertion(firstCode(input.source.tree), "import crypto from 'crypto';\n")],
                    preferred: true,
                },
            ];
        case 'structuredClone':
            return argument ? replace(call!, `JSON.parse(JSON.stringify(${source.textOf(argument)}))`) : [];
        case 'atob':
            return argument
                ? replace(call!, `Buffer.from(${source.textOf(argument)}, 'base64').toString('binary')`)
                : [];
        case 'btoa':
            return argument
                ? replace(call!, `Buffer.from(${source.textOf(argument)}, 'binary').toString('base64')`)
                : [];
        case 'performance': {
            const access = node.parent;
            const isNow = ts.isPropertyAccessExpression(access) && access.name.text === 'now';
            return isNow ? replace(access, 'Date.now') : [];
        }
        default:
            return [];
    }
};

/** Where the first statement begins, behind the comments at the head of the file. */
function firstCode(tree: ts.SourceFile): number {
    return tree.statements[0]?.getStart(tree) ?? 0;
}

/** Takes `export` away from what a zero-YAML script may not export. */
export const namedExportFixes: Fixer = ({ input, node }) => {
    const statement = statementOf(node);
    const modifier =
        statement && ts.canHaveModifiers(statement)
            ? statement.modifiers?.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
            : undefined;
    if (!modifier) return [];
    const start = input.source.startOf(modifier);
    return [{ title: 'Do not export it', edits: [{ start, end: modifier.end + 1, newText: '' }], preferred: false }];
};

/** Makes the only exported function the default export. */
export const defaultExportFixes: Fixer = ({ input }) => {
    if (input.file.form !== 'classic') return [];
    const exported = input.source.tree.statements.filter(
        (statement): statement is ts.FunctionDeclaration =>
            ts.isFunctionDeclaration(statement) && statement.body !== undefined && isExported(statement),
    );
    const [only] = exported;
    if (!only || exported.length > 1) return [];
    const keyword = only.modifiers!.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)!;
    return [
        {
            title: `Export ${only.name?.text ?? 'it'} by default`,
            edits: [insertion(keyword.end, ' default')],
            preferred: true,
        },
    ];
};
