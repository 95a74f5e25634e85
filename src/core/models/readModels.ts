import { parseType } from './parseType';
import {
    partRange,
    type Report,
    type SourceEntry,
    type SourceMapping,
    type SourceNode,
    type SourceScalar,
} from './source';
import type { Model, ModelField, ModelType } from './types';

/** What js-yaml, the parser of the official tool, reads as a point in time when it has no quotes. */
const UNQUOTED_DATE = /^\d{4}-\d{1,2}-\d{1,2}([Tt ].*)?$/;

/**
 * Reads the `models` mapping (nango-semantics §2.5). A model that is no mapping is kept without fields, so that
 * references to it still resolve, and reported.
 */
export function readModels(models: SourceMapping, report: Report): Model[] {
    const names = new Set(models.entries.map(({ key }) => key));
    return models.entries.map((entry) => readModel(entry, names, report));
}

/**
 * Reads a type wherever `nango.yaml` has one: text, a list (an array of any of the listed types), a mapping (an inline
 * object) or a plain YAML value (a literal). Never throws.
 */
export function readType(node: SourceNode, models: ReadonlySet<string>): ModelType {
    if (node.kind === 'scalar') return readScalarType(node, models);
    const { range } = node;
    if (node.kind === 'mapping') return { kind: 'object', range, ...readFields(node.entries, models) };
    const members = node.items.map((item) => readType(item, models));
    const [only] = members;
    if (!only) return { kind: 'invalid', range, text: '[]', reason: 'empty' };
    return { kind: 'array', range, element: members.length === 1 ? only : { kind: 'union', range, members } };
}

function readScalarType(scalar: SourceScalar, models: ReadonlySet<string>): ModelType {
    const { value, range } = scalar;
    if (scalar.plain && UNQUOTED_DATE.test(scalar.text)) {
        return { kind: 'literal', range, value: scalar.text, fallback: false, oddity: 'unquoted-date' };
    }
    if (typeof value === 'string') return parseType(scalar, models);
    return { kind: 'literal', range, value, fallback: false };
}

function readModel(entry: SourceEntry, models: ReadonlySet<string>, report: Report): Model {
    const { key: name, keyRange: nameRange, value } = entry;
    const isMapping = value.kind === 'mapping';
    const model: Model = { name, nameRange, range: value.range, isMapping, fields: [], parents: [] };
    if (value.kind !== 'mapping') {
        report(value.range.end > value.range.start ? value.range : nameRange, {
            code: 'type',
            severity: 'error',
            message: `Model "${name}" is not a mapping of fields to types.`,
            advice: 'Write one field per line below it, e.g. "id: string".',
        });
        return model;
    }
    const parents = value.entries.find(({ key }) => key === '__extends');
    const fields = value.entries.filter((field) => field !== parents);
    if (parents) model.parents = readParents(parents, name, report);
    return { ...model, ...readFields(fields, models) };
}

function readParents(entry: SourceEntry, model: string, report: Report): Model['parents'] {
    const { value } = entry;
    if (value.kind === 'scalar' && typeof value.value === 'string') return namesIn(value);
    report(value.range.end > value.range.start ? value.range : entry.keyRange, {
        code: 'type',
        severity: 'error',
        message: `"__extends" of model "${model}" is not a text.`,
        advice: 'Write the names of the parents separated by commas, e.g. "__extends: Base, Timestamps".',
    });
    return value.kind === 'list' ? value.items.flatMap((item) => (item.kind === 'scalar' ? namesIn(item) : [])) : [];
}

/** Names separated by commas, each with its place. */
function namesIn(scalar: SourceScalar): Model['parents'] {
    return [...scalar.text.matchAll(/[^,\s](?:[^,]*[^,\s])?/g)].map(({ 0: name, index }) => ({
        name,
        range: partRange(scalar, index, index + name.length),
    }));
}

function readFields(
    entries: readonly SourceEntry[],
    models: ReadonlySet<string>,
): { fields: ModelField[]; index?: ModelField } {
    const fields: ModelField[] = [];
    let index: ModelField | undefined;
    for (const { key, keyRange, value } of entries) {
        const optional = key.endsWith('?');
        const name = optional ? key.slice(0, -1).trimEnd() : key;
        const field: ModelField = { name, nameRange: keyRange, optional, type: readType(value, models) };
        if (name === '__string') index = field;
        else fields.push(field);
    }
    return index ? { fields, index } : { fields };
}
