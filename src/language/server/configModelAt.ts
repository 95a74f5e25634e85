import type { ProjectConfig } from '../../core/config/types';
import type { ModelType, SourceRange } from '../../core/models';

/** The model that is named at a place of nango.yaml: where it is used, or where it is defined. Lines and columns 1-based. */
export function configModelAt(
    { integrations, models }: ProjectConfig,
    line: number,
    column: number,
): { name: string; range: SourceRange } | undefined {
    const contains = (range: SourceRange) =>
        range.line === line && range.endLine === line && range.column <= column && column <= range.endColumn;
    for (const { syncs, actions } of integrations) {
        for (const { input, output } of [...syncs, ...actions]) {
            for (const use of input ? [...output, input] : output) {
                const found = referencesOf(use.type).find(({ range }) => contains(range));
                if (found) return found;
            }
        }
    }
    for (const { name, nameRange, fields, index, parents } of models) {
        if (contains(nameRange)) return { name, range: nameRange };
        const types = [...fields, ...(index ? [index] : [])].flatMap(({ type }) => referencesOf(type));
        const found = [...types, ...parents].find(({ range }) => contains(range));
        if (found) return found;
    }
    return undefined;
}

/** The models that a type is made of, each with its place. */
function referencesOf(type: ModelType): { name: string; range: SourceRange }[] {
    switch (type.kind) {
        case 'reference':
            return [{ name: type.name, range: type.range }];
        case 'array':
            return referencesOf(type.element);
        case 'union':
            return type.members.flatMap(referencesOf);
        case 'object':
            return [...type.fields, ...(type.index ? [type.index] : [])].flatMap((field) => referencesOf(field.type));
        default:
            return [];
    }
}
