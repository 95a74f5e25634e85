import type { Model, ModelField } from './types';

/** A model with what it inherits. */
export interface ResolvedModel {
    name: string;
    fields: ModelField[];
    /** `__string`: the type of every other key. */
    index?: ModelField;
    /** Parents named somewhere in its ancestry that do not exist, each once. */
    missingParents: string[];
    /** True when the model is its own ancestor, or has one that is; the repetition is left out. */
    cyclic: boolean;
}

/**
 * A model's effective fields: its parents' and its own, where its own win and, of two parents, the one named first
 * (nango-semantics §2.5). Undefined when there is no model of that name.
 */
export function resolveModel(models: readonly Model[], name: string): ResolvedModel | undefined {
    return modelResolver(models)(name);
}

/** `resolveModel` for many models of one document. */
export function modelResolver(models: readonly Model[]): (name: string) => ResolvedModel | undefined {
    const byName = new Map(models.map((model) => [model.name, model]));
    return (name) => {
        const model = byName.get(name);
        return model && resolve(model, byName);
    };
}

function resolve(model: Model, byName: ReadonlyMap<string, Model>): ResolvedModel {
    const missing = new Set<string>();
    let cyclic = false;
    // Each ancestor is worked out once, also where they form cycles: the way through a cycle could be exponentially long.
    const done = new Map<string, Inherited>();
    const underWay = new Set<string>();
    const { fields, index } = inherit(model);
    return {
        name: model.name,
        fields: [...fields.values()],
        ...(index && { index }),
        missingParents: [...missing],
        cyclic,
    };

    function inherit(child: Model): Inherited {
        const known = done.get(child.name);
        if (known) return known;
        underWay.add(child.name);
        const result: Inherited = { fields: new Map(), index: child.index };
        // Own fields written above `__extends` come first, as the official tool orders them.
        const extendsAt = child.parents[0]?.range.start ?? 0;
        for (const field of child.fields) {
            if (field.nameRange.start < extendsAt) result.fields.set(field.name, field);
        }
        for (const { name: parentName } of child.parents) {
            const parent = byName.get(parentName);
            if (!parent) missing.add(parentName);
            else if (underWay.has(parentName)) cyclic = true;
            else addInherited(result, inherit(parent));
        }
        for (const field of child.fields) result.fields.set(field.name, field);
        underWay.delete(child.name);
        done.set(child.name, result);
        return result;
    }
}

function addInherited(result: Inherited, parent: Inherited): void {
    for (const field of parent.fields.values()) {
        if (!result.fields.has(field.name)) result.fields.set(field.name, field);
    }
    result.index ??= parent.index;
}

interface Inherited {
    fields: Map<string, ModelField>;
    index: ModelField | undefined;
}
