import ts from 'typescript';
import { httpClientFixes } from './httpClientFixes';
import { removeStatement, statementOf } from './surroundings';
import type { Fixer } from './types';

/** Puts another path or name between the quotes of an import. */
export const specifierFixes: Fixer = ({ finding }) => {
    const { replacement, start, end } = finding;
    if (replacement === undefined) return [];
    return [
        {
            title: `Import "${replacement}"`,
            edits: [{ start: start + 1, end: end - 1, newText: replacement }],
            preferred: true,
        },
    ];
};

/** Removes an import, or writes calls on `nango` in the place of an HTTP library's. */
export const disallowedImportFixes: Fixer = (request) => {
    const { input, node } = request;
    const statement = statementOf(node);
    const isDeclaration =
        statement &&
        (ts.isImportDeclaration(statement) ||
            ts.isExportDeclaration(statement) ||
            ts.isImportEqualsDeclaration(statement));
    if (!isDeclaration) return httpClientFixes(request);
    const names = ts.isImportDeclaration(statement) ? namesOf(statement) : [];
    // A re-export may be used by others; an import whose names are not used is not missed.
    const isUnused =
        ts.isImportDeclaration(statement) && names.every((name) => input.source.references(name).length === 0);
    const removal = { title: 'Remove the import', edits: [removeStatement(input, statement)], preferred: isUnused };
    return [...httpClientFixes(request), removal];
};

function namesOf({ importClause }: ts.ImportDeclaration): ts.Identifier[] {
    const bindings = importClause?.namedBindings;
    const others = !bindings
        ? []
        : ts.isNamespaceImport(bindings)
          ? [bindings.name]
          : bindings.elements.map(({ name }) => name);
    return [importClause?.name, ...others].filter((name) => name !== undefined);
}
