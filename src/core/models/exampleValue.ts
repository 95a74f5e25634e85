import { resolveModel } from './resolveModel';
import type { Model, ModelField, ModelType } from './types';

/** How deep an example goes before it ends in `null`; models may contain themselves. */
const DEEPEST = 6;

/** The simplest value that has a type, to be filled in: required fields only, empty strings, zeros, empty lists. */
export function exampleValue(type: ModelType, models: readonly Model[], depth = 0): unknown {
    if (depth > DEEPEST) return null;
    switch (type.kind) {
        case 'primitive':
            return PRIMITIVES[type.name];
        case 'date':
            return '2024-01-01T00:00:00.000Z';
        case 'literal':
            return type.value;
        case 'array':
            return [];
        case 'union':
            return type.members.length > 0 ? exampleValue(type.members[0]!, models, depth) : null;
        case 'object':
            return exampleObject(type.fields, models, depth);
        case 'reference': {
            const model = resolveModel(models, type.name);
            return model ? exampleObject(model.fields, models, depth) : null;
        }
        case 'record':
            return {};
        case 'invalid':
            return null;
    }
}

const PRIMITIVES = {
    string: '',
    number: 0,
    bigint: 0,
    boolean: false,
    any: null,
    never: null,
    void: null,
    undefined: null,
} as const;

function exampleObject(fields: readonly ModelField[], models: readonly Model[], depth: number) {
    const required = fields.filter(({ optional }) => !optional);
    return Object.fromEntries(required.map(({ name, type }) => [name, exampleValue(type, models, depth + 1)]));
}
