import ts from 'typescript';
import { moduleVerdict } from '../../core/policy/modules';
import { wrapped } from '../analysis/source/expressions';
import type { ScriptSource } from '../analysis/source/ScriptSource';
import { lineBreakOf, removeStatement } from './surroundings';
import { type Fixer, insertion } from './types';

/** Writes `const { z } = await import('zod')` as an import at the top of the file. */
export const dynamicImportFixes: Fixer = ({ input, node }) => {
    const { source } = input;
    if (!ts.isCallExpression(node)) return [];
    const [specifier] = node.arguments;
    const awaited = wrapped(node).parent;
    if (!specifier || !ts.isStringLiteralLike(specifier) || !ts.isAwaitExpression(awaited)) return [];
    const value = wrapped(awaited);
    // `(await import('crypto')).default`
    const access = value.parent;
    const isDefault = ts.isPropertyAccessExpression(access) && access.name.text === 'default';
    const declaration = (isDefault ? wrapped(access) : value).parent;
    if (!ts.isVariableDeclaration(declaration)) return [];
    const statement = declaration.parent.parent;
    if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1) return [];
    const clause = clauseOf(source, declaration.name, isDefault);
    if (clause === undefined) return [];
    const { canonical } = moduleVerdict(specifier.text, input.file.form);
    const [first] = source.tree.statements;
    const written = `import ${clause} from '${canonical}';${lineBreakOf(source.text)}`;
    return [
        {
            title: 'Import it at the top of the file',
            edits: [insertion(first ? source.startOf(first) : 0, written), removeStatement(input, statement)],
            preferred: true,
        },
    ];
};

/** What stands between `import` and `from`; undefined where a name is taken or the pattern says more than an import can. */
function clauseOf(source: ScriptSource, name: ts.BindingName, isDefault: boolean): string | undefined {
    const isFree = (one: ts.Identifier) => source.lookUp(one.text, source.tree) === undefined;
    if (ts.isIdentifier(name)) {
        if (!isFree(name)) return undefined;
        return isDefault ? name.text : `* as ${name.text}`;
    }
    if (isDefault || !ts.isObjectBindingPattern(name)) return undefined;
    const names: string[] = [];
    for (const { name: local, propertyName, initializer, dotDotDotToken } of name.elements) {
        if (!ts.isIdentifier(local) || initializer || dotDotDotToken || !isFree(local)) return undefined;
        if (propertyName && !ts.isIdentifier(propertyName)) return undefined;
        names.push(propertyName ? `${propertyName.text} as ${local.text}` : local.text);
    }
    return `{ ${names.join(', ')} }`;
}
