import ts from 'typescript';
import type { Rule, RuleInput } from '../RuleInput';
import { isExported } from '../source/entry';
import { bare } from '../source/expressions';

const CREATORS = 'createSync(), createAction() or createOnEvent()';
const START = { start: 0, end: 0 };

/** What a script must export (nango-semantics §1.1, §1.2, §8.3). */
export const exports: Rule = (input) => {
    if (input.file.role !== 'script' || input.source.syntaxErrors.length > 0) return;
    if (!input.defaultExport) {
        input.report('missing-default-export', firstStatement(input), {
            message: 'The script has no default export, so there is nothing to run.',
            advice:
                input.file.form === 'zero-yaml'
                    ? `Write "export default" before ${CREATORS}.`
                    : `Write "export default async function ${defaultName(input)}(nango) { … }".`,
        });
    } else if (input.file.form === 'zero-yaml') {
        checkDefinition(input);
    } else {
        checkFunction(input);
    }
    if (input.file.form === 'zero-yaml') checkNamedExports(input);
};

function checkFunction(input: RuleInput): void {
    const { node, expression } = input.defaultExport!;
    const value = expression && bare(expression);
    const isNoFunction = ts.isClassDeclaration(node) || (value !== undefined && isLiteral(value));
    if (!isNoFunction) return;
    input.report('invalid-default-export', expression ?? node, {
        message: 'The default export is not a function, so there is nothing to run.',
        advice: `Write "export default async function ${defaultName(input)}(nango) { … }".`,
    });
}

function checkDefinition(input: RuleInput): void {
    const { node, expression, function: fn } = input.defaultExport!;
    const { definition } = input;
    if (definition) {
        if (definition.object) return;
        input.report('definition-not-literal', definition.call.arguments[0] ?? definition.call, {
            message:
                'The definition must be written out as an object: the compiler reads it without running the script.',
            advice: 'Write the object between the parentheses.',
        });
        return;
    }
    const value = expression && bare(expression);
    const isCertain = fn !== undefined || ts.isClassDeclaration(node) || (value !== undefined && isLiteral(value));
    if (!isCertain) return;
    input.report(
        'invalid-default-export',
        ts.isFunctionDeclaration(node) ? (node.name ?? node) : (expression ?? node),
        {
            message: `Invalid default export: it should be ${CREATORS}.`,
            advice: 'A project without nango.yaml describes its scripts in the scripts themselves.',
        },
    );
}

/** Values that an entry exports beside its definition; types and re-exports are let through. */
function checkNamedExports(input: RuleInput): void {
    const report = (name: ts.Node) =>
        input.report('named-export', name, {
            message: 'A script may export nothing but its definition; only types may be exported beside it.',
            advice: 'Move what other files need into a file that is no script, and import it from there.',
        });
    for (const statement of input.source.tree.statements) {
        if (!ts.canHaveModifiers(statement) || !isExported(statement)) continue;
        const isDefault = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
        const isAmbient = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword);
        if (isDefault || isAmbient) continue;
        if (ts.isVariableStatement(statement)) {
            for (const { name, initializer } of statement.declarationList.declarations) {
                if (!initializer || !isCreation(initializer)) report(name);
            }
        } else if (
            ts.isFunctionDeclaration(statement) ||
            ts.isClassDeclaration(statement) ||
            ts.isEnumDeclaration(statement)
        ) {
            report(statement.name ?? statement);
        }
    }
}

/** `export const sync = createSync({…})`, which the compiler lets through. */
function isCreation(initializer: ts.Expression): boolean {
    const value = bare(initializer);
    return (
        ts.isCallExpression(value) && ts.isIdentifier(value.expression) && /^create[A-Z]/.test(value.expression.text)
    );
}

function isLiteral(value: ts.Expression): boolean {
    return (
        ts.isLiteralExpression(value) ||
        ts.isObjectLiteralExpression(value) ||
        ts.isArrayLiteralExpression(value) ||
        ts.isClassExpression(value) ||
        value.kind === ts.SyntaxKind.TrueKeyword ||
        value.kind === ts.SyntaxKind.FalseKeyword ||
        value.kind === ts.SyntaxKind.NullKeyword
    );
}

function defaultName({ kinds }: RuleInput): string {
    const [kind] = kinds;
    return kind === 'action' ? 'runAction' : kind === 'on-event' ? 'onEvent' : 'fetchData';
}

function firstStatement({ source }: RuleInput): ts.Node | typeof START {
    return source.tree.statements[0] ?? START;
}
