import ts from 'typescript';
import { importableModules, moduleVerdict } from '../../../core/policy/modules';
import type { Rule, RuleInput } from '../RuleInput';
import type { ImportNode } from '../source/SourceIndex';
import type { ImportFact } from '../types';

/** Libraries for HTTP calls: what they are used for, a proxy call does. */
const HTTP_CLIENTS = new Set(['axios', 'got', 'node-fetch', 'ky', 'superagent', 'request', 'undici', 'cross-fetch']);

/** The imports of a file, in every spelling (nango-semantics §8.1, §8.3). */
export function importFacts({ source, file }: RuleInput): ImportFact[] {
    return source.index.imports.flatMap((found) => {
        if (isShadowedRequire(source, found.node)) return [];
        return {
            specifier: found.specifier.text,
            spelling: spellingOf(found.node),
            typeOnly: isTypeOnly(found.node, file.form === 'classic'),
            start: source.startOf(found.specifier),
            end: found.specifier.end,
        };
    });
}

export function isRelative(specifier: string): boolean {
    return /^\.\.?(\/|\\|$)/.test(specifier);
}

/** Modules that a script may not import, or that will not be there at run time. */
export const modules: Rule = (input) => {
    const { source, file } = input;
    for (const found of source.index.imports) {
        const specifier = found.specifier.text;
        if (isRelative(specifier) || isTypeOnly(found.node, file.form === 'classic')) continue;
        if (isShadowedRequire(source, found.node) || isOnlyUsedAsType(input, found)) continue;
        const { verdict, canonical, notice } = moduleVerdict(specifier, file.form);
        if (verdict === 'refused') {
            input.report('disallowed-import', found.specifier, refusal(specifier, input));
            continue;
        }
        if (notice && file.form === 'zero-yaml') {
            input.report('node-spelling', found.specifier, {
                message: `The cloud refuses "${specifier}" when the script runs: it knows only "${canonical}".`,
                advice: `Import "${canonical}".`,
                replacement: canonical,
            });
        } else if (notice) {
            input.report('module-not-in-2024-list', found.specifier, { message: notice });
        }
        if (spellingOf(found.node) === 'dynamic') {
            input.report('dynamic-import', found.node, {
                message: `A dynamic import of a module fails when the script runs: Nango's sandbox has no loader for import("${specifier}").`,
                advice: `Write "import … from '${canonical}'" at the top of the file.`,
            });
        }
    }
};

function refusal(specifier: string, { file }: RuleInput): { message: string; advice: string } {
    const isPath = specifier.startsWith('/') || /^[a-z]+:[/\\]/i.test(specifier);
    const message =
        file.form === 'zero-yaml'
            ? `Import of package "${specifier}" is not allowed.`
            : `Importing libraries is not allowed, and "${specifier}" is none of those that come with Nango.`;
    if (isPath) return { message, advice: 'Import files of the project by a relative path, such as "./helper".' };
    if (HTTP_CLIENTS.has(specifier)) {
        return {
            message,
            advice: 'Call the API with nango.get(), nango.post() and their siblings, which also authenticate.',
        };
    }
    const names = importableModules(file.form).join(', ');
    return { message, advice: `A script may import ${names}, and files of the project by a relative path.` };
}

function spellingOf(node: ImportNode['node']): ImportFact['spelling'] {
    if (ts.isImportDeclaration(node)) return 'import';
    if (ts.isExportDeclaration(node)) return 'export';
    if (ts.isImportEqualsDeclaration(node)) return 'require';
    return node.expression.kind === ts.SyntaxKind.ImportKeyword ? 'dynamic' : 'require';
}

/**
 * `import type`, and in classic projects also a list of nothing but `type` specifiers, which the zero-YAML compiler
 * does not take for one (nango-semantics §8.1, §8.3).
 */
function isTypeOnly(node: ImportNode['node'], inlineToo: boolean): boolean {
    if (ts.isCallExpression(node)) return false;
    if (ts.isImportEqualsDeclaration(node)) return node.isTypeOnly;
    if (ts.isExportDeclaration(node)) {
        const clause = node.exportClause;
        const elements = clause && ts.isNamedExports(clause) ? clause.elements : [];
        return node.isTypeOnly || (elements.length > 0 && elements.every((element) => element.isTypeOnly));
    }
    const clause = node.importClause;
    if (!clause) return false;
    if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
    const elements =
        clause.namedBindings && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings.elements : [];
    return inlineToo && !clause.name && elements.length > 0 && elements.every((element) => element.isTypeOnly);
}

/** A call of a function that only happens to be named `require`. */
function isShadowedRequire(source: RuleInput['source'], node: ImportNode['node']): boolean {
    return (
        ts.isCallExpression(node) && ts.isIdentifier(node.expression) && source.resolve(node.expression) !== undefined
    );
}

/**
 * A default or namespace import of which types alone are used: nothing of it is left at run time, and the classic check
 * looks at named imports only (nango-semantics §8.1).
 */
function isOnlyUsedAsType({ source, file }: RuleInput, { node }: ImportNode): boolean {
    if (file.form !== 'classic' || !ts.isImportDeclaration(node) || !node.importClause) return false;
    const { name, namedBindings } = node.importClause;
    if (namedBindings && !ts.isNamespaceImport(namedBindings)) return false;
    const names = [name, namedBindings?.name].filter((one) => one !== undefined);
    return names.every((one) => source.references(one).length === 0 && isTypeQualifier(source, one));
}

/** True when the name stands to the left of a dot in a type, `axios.AxiosResponse`, or behind `typeof` in one. */
function isTypeQualifier(source: RuleInput['source'], name: ts.Identifier): boolean {
    const visit = (node: ts.Node): boolean | undefined =>
        (ts.isQualifiedName(node) && ts.isIdentifier(node.left) && node.left.text === name.text) ||
        (ts.isTypeQueryNode(node) && ts.isIdentifier(node.exprName) && node.exprName.text === name.text) ||
        (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName) && node.typeName.text === name.text) ||
        ts.forEachChild(node, (child) => visit(child) || undefined);
    return visit(source.tree) === true;
}
