import type { JsonSchema, ScriptSchemas } from '../core/schema/types';

/** What is used of the zod that a script was given: its fourth generation, or none. */
interface Zod {
    toJSONSchema?(schema: unknown, options: object): JsonSchema;
}

/** The part of a zod schema's state that tells what it is of. */
interface Conversion {
    zodSchema: { _zod?: { def?: { type?: string } } };
    jsonSchema: Record<string, unknown>;
}

/**
 * What a zero-YAML definition declares of its data, as the official tool keeps it (nango-semantics §2.8): draft 7, dates
 * as text, `z.void()` as null, what JSON cannot say as anything. What comes in (input, metadata) is described as it is
 * before defaults and transforms, what goes out as it is after them.
 *
 * @param definition the script's own object: nothing of it is trusted
 * @param zod the module that the script made its schemas with; without `toJSONSchema` nothing is described
 * @throws whatever the definition's getters or zod throw
 */
export function zodSchemas(definition: Record<string, unknown>, zod: unknown): ScriptSchemas {
    const { toJSONSchema } = (zod ?? {}) as Zod;
    const schemas: ScriptSchemas = { models: {} };
    if (typeof toJSONSchema !== 'function') return schemas;
    const convert = (schema: unknown, io: 'input' | 'output') =>
        JSON.parse(
            JSON.stringify(toJSONSchema(schema, { target: 'draft-7', unrepresentable: 'any', io, override })),
        ) as JsonSchema;
    if (isObject(definition.models)) {
        for (const [name, model] of Object.entries(definition.models)) {
            if (isObject(model)) schemas.models[name] = convert(model, 'output');
        }
    }
    for (const [key, io] of DIRECTIONS) {
        if (isObject(definition[key])) schemas[key] = convert(definition[key], io);
    }
    return schemas;
}

const DIRECTIONS = [
    ['input', 'input'],
    ['output', 'output'],
    ['metadata', 'input'],
    ['checkpoint', 'output'],
] as const;

function override({ zodSchema, jsonSchema }: Conversion): void {
    const type = zodSchema._zod?.def?.type;
    if (type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
    if (type === 'void' || type === 'undefined') Object.assign(jsonSchema, { type: 'null' });
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === 'object' && value !== null;
}
