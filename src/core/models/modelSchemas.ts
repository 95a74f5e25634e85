import type { JsonSchema, ScriptSchemas } from '../schema/types';
import { resolveModel } from './resolveModel';
import type { Model, ModelField, ModelType } from './types';

/** A type that a script names as its input or output, and under which name. */
interface Use {
    name: string;
    type: ModelType;
}

/**
 * What a classic script declares in `nango.yaml`, as JSON schemas (nango-semantics §2.5, §6.10): like the interfaces that
 * are generated from it, models are closed. A script without an input takes none.
 * @param kind of an action's uses; a sync's output are its records' models, and its input is the shape of the metadata
 */
export function scriptSchemas(
    kind: 'sync' | 'action',
    { input, output }: { input?: Use; output: readonly Use[] },
    models: readonly Model[],
): ScriptSchemas {
    const schemas = new SchemaWriter(models);
    const [returned] = output;
    const uses: ScriptSchemas =
        kind === 'sync'
            ? {
                  models: Object.fromEntries(output.map(({ name, type }) => [name, schemas.of(type)])),
                  ...(input && { metadata: schemas.of(input.type) }),
              }
            : {
                  models: {},
                  input: input ? schemas.of(input.type) : false,
                  ...(returned && { output: schemas.of(returned.type) }),
              };
    return { ...uses, definitions: schemas.definitions };
}

class SchemaWriter {
    /** The models that were referred to, each once; a model may contain itself. */
    readonly definitions: Record<string, JsonSchema> = {};

    constructor(private readonly models: readonly Model[]) {}

    of(type: ModelType): JsonSchema {
        switch (type.kind) {
            case 'primitive':
                return { ...PRIMITIVES[type.name] };
            case 'date':
                return { type: 'string', format: 'date-time' };
            case 'record':
                return { type: 'object' };
            case 'literal':
                return { const: type.value };
            case 'array':
                return { type: 'array', items: this.of(type.element) };
            case 'union':
                return this.union(type.members);
            case 'object':
                return this.object(type.fields, type.index);
            case 'reference':
                return this.reference(type.name);
            case 'invalid':
                return {};
        }
    }

    /** `undefined` as an alternative is for what is absent, which `required` does not see. */
    private union(members: readonly ModelType[]): JsonSchema {
        const present = members.filter((member) => !isAbsent(member)).map((member) => this.of(member));
        return present.length === 1 ? present[0]! : { anyOf: present };
    }

    private object(fields: readonly ModelField[], index: ModelField | undefined): JsonSchema {
        const required = fields.filter(({ optional, type }) => !optional && !mayBeAbsent(type));
        return {
            type: 'object',
            properties: Object.fromEntries(fields.map(({ name, type }) => [name, this.of(type)])),
            ...(required.length > 0 && { required: required.map(({ name }) => name) }),
            additionalProperties: index ? this.of(index.type) : false,
        };
    }

    private reference(name: string): JsonSchema {
        if (!Object.hasOwn(this.definitions, name)) {
            // Named before it is written, for a model that contains itself.
            this.definitions[name] = {};
            const model = resolveModel(this.models, name);
            this.definitions[name] = model ? this.object(model.fields, model.index) : {};
        }
        return { $ref: `#/definitions/${encodeURIComponent(name)}` };
    }
}

const PRIMITIVES: Record<Extract<ModelType, { kind: 'primitive' }>['name'], Exclude<JsonSchema, boolean>> = {
    string: { type: 'string' },
    number: { type: 'number' },
    bigint: { type: 'number' },
    boolean: { type: 'boolean' },
    any: {},
    never: { not: {} },
    void: { type: 'null' },
    undefined: { type: 'null' },
};

function isAbsent(type: ModelType): boolean {
    return type.kind === 'primitive' && (type.name === 'undefined' || type.name === 'void');
}

function mayBeAbsent(type: ModelType): boolean {
    if (type.kind === 'union') return type.members.some(mayBeAbsent);
    return isAbsent(type) || (type.kind === 'primitive' && type.name === 'any');
}
