import ts from 'typescript';
import { didYouMean } from '../../../core/findings/didYouMean';
import { BLOCKED_MEMBERS, MEMBERS, membersOf } from '../../../core/policy/members';
import { type NangoClass, readAnnotation } from '../nango/nangoTypes';
import type { NangoUse } from '../nango/trackNango';
import type { Rule, RuleInput } from '../RuleInput';

const KNOWN = new Set([
    ...MEMBERS.map(({ name }) => name),
    ...BLOCKED_MEMBERS,
    ...Object.getOwnPropertyNames(Object.prototype),
]);
/** Letters in which a misspelt name differs: what differs by more may be a member that a later Nango has. */
const SHARE = 0.25;

/**
 * Calls of members that Nango's object does not have, where the file says that it is Nango's object and the name comes
 * close to a member's (nango-semantics §3.4, §3.5). An object under another name, cast, untyped, of a type that is not
 * imported from Nango, or asked for the member beforehand, may be something else.
 */
export const members: Rule = (input) => {
    if (/\bdeclare\s+(module|global)\b|@ts-nocheck/.test(input.source.text)) return;
    const calls = input.nango.uses.filter(isPlainCall);
    for (const { member, name } of calls) {
        if (KNOWN.has(member) || isAskedFor(input, member) || isLetThrough(input, name)) continue;
        const className = classOf(input, name.parent.expression);
        if (!className) continue;
        const names = membersOf(className).filter(({ type }) => type === 'method');
        const meant = didYouMean(
            member,
            names.map((one) => one.name),
            SHARE,
        );
        if (meant === undefined) continue;
        input.report('unknown-member', name, {
            message: `${className} has no member "${member}".`,
            advice: `Did you mean "${meant}"?`,
            replacement: meant,
        });
    }
};

type PlainCall = NangoUse & {
    name: ts.Identifier & { parent: ts.PropertyAccessExpression & { expression: ts.Identifier } };
};

/** `nango.member(…)`, with nothing around `nango`. */
function isPlainCall(use: NangoUse): use is PlainCall {
    const { callee, call, name } = use;
    return (
        call?.expression === callee &&
        !call.questionDotToken &&
        ts.isPropertyAccessExpression(callee) &&
        !callee.questionDotToken &&
        callee.name === name &&
        ts.isIdentifier(callee.expression) &&
        callee.expression.text === 'nango'
    );
}

/** Whether the file looks at the member besides calling it, or sets it. */
function isAskedFor({ nango, source }: RuleInput, member: string): boolean {
    const isNamed = new RegExp(`['"\`]${member.replaceAll('$', '\\$')}['"\`]`).test(source.text);
    return isNamed || nango.uses.some((use) => use.member === member && !isPlainCall(use));
}

function isLetThrough({ source }: RuleInput, name: ts.Node): boolean {
    const before = source.text.slice(0, source.startOf(name)).split('\n').slice(-3);
    return before.some((line) => /@ts-(ignore|expect-error)/.test(line));
}

/** Nango's class of which the object is by the file's own types; undefined where they leave it open. */
function classOf(input: RuleInput, identifier: ts.Identifier): NangoClass | undefined {
    const { source, definition } = input;
    const parameter = source.resolve(identifier)?.parent;
    if (!parameter || !ts.isParameter(parameter) || !ts.isIdentifier(parameter.name)) return undefined;
    if (!parameter.type) {
        // A function that is written into the definition has the types that the definition gives it.
        const { parent } = parameter;
        const isInDefinition = parent === definition?.exec || parent === definition?.onWebhook;
        if (!isInDefinition || !isWrittenIn(parent, definition?.object) || definition?.kind === 'function') {
            return undefined;
        }
        return definition?.kind === 'sync' ? 'NangoSync' : 'NangoAction';
    }
    const annotation = readAnnotation(source, parameter.type);
    if (annotation.kind !== 'nango' || !isFromNango(input, parameter.type)) return undefined;
    // Of a union, every member of either may be meant.
    return annotation.className ?? 'NangoSync';
}

function isWrittenIn(node: ts.Node, object: ts.ObjectLiteralExpression | undefined): boolean {
    return object !== undefined && (node.parent === object || node.parent.parent === object);
}

/** Whether every name of a type is imported from where Nango's types are, or made of them in the file. */
function isFromNango(input: RuleInput, type: ts.TypeNode, depth = 0): boolean {
    const { source, file, definition } = input;
    const text = source.textOf(type);
    // The type that a definition of Nango's gives its `exec` (nango-semantics §3.2).
    if (/^Parameters</.test(text)) return definition !== undefined && definition.kind !== 'function';
    const { statements } = source.tree;
    return (text.match(/\w+/g) ?? []).every((name) => {
        const alias = statements.find((one) => ts.isTypeAliasDeclaration(one) && one.name.text === name);
        if (alias && ts.isTypeAliasDeclaration(alias)) return depth < 4 && isFromNango(input, alias.type, depth + 1);
        const from = statements.find((one): one is ts.ImportDeclaration => importsName(one, name))?.moduleSpecifier;
        if (!from || !ts.isStringLiteralLike(from)) return false;
        // A zero-YAML project may have models of its own.
        const isModels = file.form === 'classic' && /(^|\/)models(\.[jt]s)?$/.test(from.text);
        return isModels || /^(nango(\/experimental)?|@nangohq\/.+)$/.test(from.text);
    });
}

/** Whether a statement imports a name under that name. */
function importsName(statement: ts.Statement, name: string): boolean {
    const bindings = ts.isImportDeclaration(statement) && statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) return false;
    return bindings.elements.some((element) => element.name.text === name && element.propertyName === undefined);
}
