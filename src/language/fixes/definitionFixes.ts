import ts from 'typescript';
import { modelLiteral } from '../analysis/rules/models';
import { bare, constInitializer } from '../analysis/source/expressions';
import { removeStatement } from './surroundings';
import { type Edit, type Fixer, insertion } from './types';

/** Gives a model a name that is allowed, in the definition and in the calls of the file. */
export const modelNameFixes: Fixer = ({ input, node }) => {
    const property = ts.isObjectLiteralElement(node) ? node : node.parent;
    const key = ts.isObjectLiteralElement(property) ? property.name : undefined;
    if (!key || (!ts.isIdentifier(key) && !ts.isStringLiteral(key))) return [];
    const name = allowedName(key.text);
    const isTaken =
        ts.isObjectLiteralExpression(property.parent) &&
        property.parent.properties.some((other) => other.name && input.source.textOf(other.name) === name);
    if (name === undefined || isTaken) return [];
    const { source } = input;
    const isShorthand = ts.isShorthandPropertyAssignment(property);
    const renamed: Edit = isShorthand
        ? insertion(source.startOf(key), `${name}: `)
        : { start: source.startOf(key), end: key.end, newText: name };
    const calls = input.nango.uses.flatMap((use) => {
        const literal = modelLiteral(use);
        if (literal?.text !== key.text) return [];
        return [{ start: source.startOf(literal) + 1, end: literal.end - 1, newText: name }];
    });
    // The cloud keeps records by this name, so that it is for the writer to decide.
    return [{ title: `Rename the model to "${name}"`, edits: [renamed, ...calls], preferred: false }];
};

/** `github-issue` becomes `GithubIssue`; undefined where too little is left. */
function allowedName(name: string): string | undefined {
    const words = name.split(/[^A-Za-z0-9_]+/).filter((word) => word !== '');
    const joined = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
    return /^[A-Z][A-Za-z0-9_]+$/.test(joined) ? joined : undefined;
}

/** Writes a definition out in its call, where it is a constant that nothing else uses. */
export const definitionLiteralFixes: Fixer = ({ input, node }) => {
    const { source } = input;
    if (!ts.isIdentifier(node)) return [];
    const declared = source.resolve(node);
    const value = constInitializer(source, node);
    const object = value && bare(value);
    if (!declared || !object || !ts.isObjectLiteralExpression(object)) return [];
    const list = declared.parent.parent;
    const statement = list.parent;
    const isOnlyOne = ts.isVariableDeclarationList(list) && list.declarations.length === 1;
    const isExported = ts.isVariableStatement(statement) && statement.modifiers !== undefined;
    if (!isOnlyOne || !ts.isVariableStatement(statement) || isExported || source.references(declared).length !== 1) {
        return [];
    }
    const written = { start: source.startOf(node), end: node.end, newText: source.textOf(object) };
    return [
        {
            title: 'Write the definition between the parentheses',
            edits: [removeStatement(input, statement), written],
            preferred: false,
        },
    ];
};

/** Leaves a property of a definition out. */
export const propertyRemovalFixes: Fixer = ({ input: { source }, node }) => {
    const property = ts.isObjectLiteralElement(node) ? node : node.parent;
    if (!ts.isObjectLiteralElement(property) || !property.name) return [];
    const key = source.textOf(property.name).replace(/^['"]|['"]$/g, '');
    const { text } = source;
    const start = source.startOf(property);
    const comma = /^\s*,/.exec(text.slice(property.end));
    const end = property.end + (comma?.[0].length ?? 0);
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const rest = /^[ \t]*\r?\n/.exec(text.slice(end));
    const isAloneOnLines = text.slice(lineStart, start).trim() === '' && rest;
    const edit = isAloneOnLines
        ? { start: lineStart, end: end + rest[0].length, newText: '' }
        : { start, end: end + (/^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0), newText: '' };
    return [{ title: `Leave "${key}" out`, edits: [edit], preferred: false }];
};
