import ts from 'typescript';
import type { ProjectConfig } from '../../core/config/types';
import { modelResolver } from '../../core/models/resolveModel';
import { typeNames } from '../../core/typings/identifiers';
import { TypeWriter } from '../../core/typings/TypeWriter';
import { RuleInput } from '../analysis/RuleInput';
import { definitionModels, modelLiteral, modelsObject } from '../analysis/rules/models';
import { propertyOf } from '../analysis/source/expressions';
import { ScriptSource } from '../analysis/source/ScriptSource';
import type { FileRole, Span } from '../analysis/types';

/** The name of a model in a script, at a place. The span is that of the text between the quotes. */
export interface ModelName extends Span {
    name: string;
    input: RuleInput;
}

/** The model's name that an offset of a script is in: the last argument of a call such as `nango.batchSave`. */
export function modelNameAt(file: string, text: string, role: FileRole, offset: number): ModelName | undefined {
    const input = new RuleInput(new ScriptSource(file, text), role);
    for (const use of input.nango.uses) {
        const literal = modelLiteral(use);
        if (!literal) continue;
        const [start, end] = [input.source.startOf(literal) + 1, literal.end - 1];
        if (offset >= start && offset <= end) return { name: literal.text, start, end, input };
    }
    return undefined;
}

/** The models that may stand there, those that the script saves first. */
export function modelNames({ input }: ModelName): string[] {
    const own = input.file.form === 'classic' ? input.file.outputs : definitionModels(input);
    return [...new Set([...(own ?? []), ...(input.file.models ?? [])])];
}

/** A model as TypeScript, with what it inherits; undefined when there is none of that name. */
export function modelShape({ name, input }: ModelName, config: ProjectConfig | undefined): string | undefined {
    if (input.file.form === 'zero-yaml') {
        const object = modelsObject(input.definition?.object);
        const property = object && propertyOf(object, name);
        return property && ts.isPropertyAssignment(property) ? input.source.textOf(property) : undefined;
    }
    return config && configModelShape(name, config);
}

/** A model of nango.yaml as TypeScript, with what it inherits. */
export function configModelShape(name: string, { models }: ProjectConfig): string | undefined {
    const model = modelResolver(models)(name);
    if (!model) return undefined;
    const names = typeNames(models.map((one) => one.name));
    const writer = new TypeWriter(names, (global) => global);
    return `interface ${names.get(name) ?? name} ${writer.object(model.fields, model.index)}`;
}
