import ts from 'typescript';
import type { ScriptKind } from '../../../core/project/types';
import { bare, constInitializer, type FunctionNode, functionOf, propertyOf } from './expressions';
import type { ScriptSource } from './ScriptSource';

/** The default export of a file. */
export interface DefaultExport {
    /** The statement, or the specifier `x as default`. */
    node: ts.Node;
    /** What is exported; undefined where it comes from another file. */
    expression?: ts.Expression;
    /** Where it is a function. */
    function?: FunctionNode;
}

/** `createSync({…})` and its siblings (nango-semantics §3.2). */
export interface Definition {
    call: ts.CallExpression;
    kind: ScriptKind | 'function';
    object?: ts.ObjectLiteralExpression;
    exec?: FunctionNode;
    onWebhook?: FunctionNode;
}

const CREATORS = new Map<string, Definition['kind']>([
    ['createSync', 'sync'],
    ['createAction', 'action'],
    ['createOnEvent', 'on-event'],
    ['createFunction', 'function'],
]);

/** The default export; undefined when there is none. `export * from` never exports a default. */
export function findDefaultExport(source: ScriptSource): DefaultExport | undefined {
    for (const statement of source.tree.statements) {
        if (ts.isExportAssignment(statement)) {
            const { expression } = statement;
            const named = functionOf(source, expression);
            return { node: statement, expression, ...(named && { function: named }) };
        }
        if (ts.isFunctionDeclaration(statement) && isDefault(statement)) {
            if (statement.body) return { node: statement, function: statement };
        } else if (ts.isClassDeclaration(statement) && isDefault(statement)) {
            return { node: statement };
        } else if (ts.isExportDeclaration(statement) && !statement.isTypeOnly) {
            const found = defaultSpecifier(source, statement);
            if (found) return found;
        }
    }
    return undefined;
}

function isDefault(node: ts.FunctionDeclaration | ts.ClassDeclaration): boolean {
    return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true;
}

function defaultSpecifier(source: ScriptSource, statement: ts.ExportDeclaration): DefaultExport | undefined {
    if (!statement.exportClause || !ts.isNamedExports(statement.exportClause)) return undefined;
    const specifier = statement.exportClause.elements.find(
        ({ name, isTypeOnly }) => !isTypeOnly && name.text === 'default',
    );
    if (!specifier) return undefined;
    const local = specifier.propertyName;
    if (statement.moduleSpecifier || !local || !ts.isIdentifier(local)) return { node: specifier };
    const named = functionOf(source, local);
    return { node: specifier, expression: local, ...(named && { function: named }) };
}

/** The webhook handler of a classic sync: a function exported by this name (nango-semantics §1.1). */
export function findWebhookHandler(source: ScriptSource): FunctionNode | undefined {
    const name = 'onWebhookPayloadReceived';
    for (const statement of source.tree.statements) {
        if (!ts.canHaveModifiers(statement) || !isExported(statement)) continue;
        if (ts.isFunctionDeclaration(statement) && statement.name?.text === name && statement.body) return statement;
        if (!ts.isVariableStatement(statement)) continue;
        for (const { name: declared, initializer } of statement.declarationList.declarations) {
            if (ts.isIdentifier(declared) && declared.text === name && initializer)
                return functionOf(source, initializer);
        }
    }
    return undefined;
}

export function isExported(node: ts.HasModifiers): boolean {
    return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

/** The definition that a zero-YAML script exports by default; undefined when it is none, or cannot be told. */
export function findDefinition(source: ScriptSource, exported: DefaultExport | undefined): Definition | undefined {
    const call = exported?.expression && definitionCall(source, exported.expression);
    const kind = call && creatorOf(source, call);
    if (!kind) return undefined;
    const argument = call.arguments[0] && bare(call.arguments[0]);
    if (!argument || !ts.isObjectLiteralExpression(argument)) return { call, kind };
    const exec = propertyFunction(source, argument, 'exec');
    const onWebhook = propertyFunction(source, argument, 'onWebhook');
    return { call, kind, object: argument, ...(exec && { exec }), ...(onWebhook && { onWebhook }) };
}

function definitionCall(source: ScriptSource, expression: ts.Expression): ts.CallExpression | undefined {
    const exported = bare(expression);
    const value = ts.isIdentifier(exported) ? constInitializer(source, exported) : exported;
    const inner = value && bare(value);
    return inner && ts.isCallExpression(inner) ? inner : undefined;
}

/** The kind that a call of `createSync` and the like makes, under whatever name it was imported from `nango`. */
function creatorOf(source: ScriptSource, { expression }: ts.CallExpression): Definition['kind'] | undefined {
    if (!ts.isIdentifier(expression)) return undefined;
    const specifier = source.resolve(expression)?.parent;
    if (!specifier || !ts.isImportSpecifier(specifier)) return undefined;
    const { moduleSpecifier } = specifier.parent.parent.parent as ts.ImportDeclaration;
    const isNango = ts.isStringLiteralLike(moduleSpecifier) && /^nango(\/experimental)?$/.test(moduleSpecifier.text);
    return isNango ? CREATORS.get((specifier.propertyName ?? specifier.name).text) : undefined;
}

function propertyFunction(
    source: ScriptSource,
    object: ts.ObjectLiteralExpression,
    key: string,
): FunctionNode | undefined {
    const property = propertyOf(object, key);
    if (!property) return undefined;
    if (ts.isMethodDeclaration(property)) return property;
    if (ts.isPropertyAssignment(property)) return functionOf(source, property.initializer);
    return ts.isShorthandPropertyAssignment(property) ? functionOf(source, property.name) : undefined;
}
