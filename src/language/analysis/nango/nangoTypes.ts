import ts from 'typescript';
import type { ScriptSource } from '../source/ScriptSource';

/** The class of the object that a script receives (nango-semantics §3.4, §3.5). */
export type NangoClass = 'NangoSync' | 'NangoAction';

/** What an annotation says of a parameter. */
export type Annotation =
    /** Nothing, or `any`: the parameter may be anything. */
    | { kind: 'open' }
    /** One of Nango's classes; which, where it names only one. */
    | { kind: 'nango'; className?: NangoClass }
    /** Something else. */
    | { kind: 'other' };

/** Reads the annotation of a parameter that may hold the `nango` object. */
export function readAnnotation(source: ScriptSource, type: ts.TypeNode | undefined): Annotation {
    if (!type || type.kind === ts.SyntaxKind.AnyKeyword) return { kind: 'open' };
    const classes = new Set<NangoClass>();
    if (!collect(source, type, classes, 0)) return { kind: 'other' };
    const [only] = classes;
    return classes.size === 1 ? { kind: 'nango', className: only! } : { kind: 'nango' };
}

/** A parameter that is annotated with one of Nango's classes, or called `nango` where it has no annotation. */
export function isNangoParameter(source: ScriptSource, { name, type }: ts.ParameterDeclaration): boolean {
    const { kind } = readAnnotation(source, type);
    return kind === 'nango' || (kind === 'open' && ts.isIdentifier(name) && name.text === 'nango');
}

/** Adds the classes that a type is made of; false when any part of it is something else. */
function collect(source: ScriptSource, type: ts.TypeNode, classes: Set<NangoClass>, depth: number): boolean {
    if (ts.isParenthesizedTypeNode(type)) return collect(source, type.type, classes, depth);
    if (ts.isUnionTypeNode(type)) return type.types.every((part) => collect(source, part, classes, depth));
    if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return false;
    const name = type.typeName.text;
    const alias = localType(source, name);
    if (alias && depth < 4 && ts.isTypeAliasDeclaration(alias)) {
        // `Parameters<(typeof sync)['exec']>[0]`, the idiom of zero-YAML projects (nango-semantics §3.2).
        const isExecParameter = /^Parameters<[\s\S]*\[['"](exec|onWebhook)['"]\]>\s*\[0\]$/.test(
            source.textOf(alias.type),
        );
        if (!isExecParameter) return collect(source, alias.type, classes, depth + 1);
    } else if (alias) {
        return false;
    }
    const className = /^Nango(Sync|Action)(Local|Base)?$/.exec(name)?.[1];
    if (className) classes.add(`Nango${className}` as NangoClass);
    return className !== undefined;
}

/** The declaration of a type of this name in the file itself. */
function localType(source: ScriptSource, name: string): ts.Statement | undefined {
    return source.tree.statements.find(
        (statement) =>
            (ts.isTypeAliasDeclaration(statement) ||
                ts.isInterfaceDeclaration(statement) ||
                ts.isClassDeclaration(statement)) &&
            statement.name?.text === name,
    );
}
