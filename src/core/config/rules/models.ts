import { didYouMean } from '../../findings/didYouMean';
import type { SourceRange } from '../../models/source';
import type { Model, ModelType } from '../../models/types';
import { isTypeName } from '../../typings/identifiers';
import type { DocumentRule } from './DocumentRule';

/** A model's name has letters, digits and `_` (nango-semantics §2.5), and is one that TypeScript takes too. */
export const modelNamesAreValid: DocumentRule = ({ models }, report) => {
    for (const { name, nameRange } of models) {
        if (!/^[A-Za-z0-9_]+$/.test(name)) {
            report(nameRange, {
                code: 'invalid_model_name',
                severity: 'error',
                message: `"${name}" is no name of a model.`,
                advice: 'A name has only letters, digits and "_".',
            });
        } else if (!isTypeName(name)) {
            report(nameRange, {
                code: 'model_name_not_typescript',
                severity: 'warning',
                message: `TypeScript has no place for a type called "${name}"; models.ts calls it "_${name}".`,
                advice: 'Choose a name that begins with a letter and is no word of the language.',
            });
        }
    }
};

/** Parents exist (nango-semantics §2.7), and no model is its own ancestor, at which the official tool crashes (§2.9). */
export const extendsKnownModels: DocumentRule = ({ models }, report) => {
    const byName = new Map(models.map((model) => [model.name, model]));
    for (const { name, parents } of models) {
        for (const parent of parents) {
            if (!byName.has(parent.name)) {
                const meant = didYouMean(parent.name, [...byName.keys()]);
                report(parent.range, {
                    code: 'model_extends_not_found',
                    severity: 'error',
                    message: `The model "${name}" extends "${parent.name}", which does not exist.`,
                    advice: meant ? `Did you mean "${meant}"?` : 'Name models of this file, separated by commas.',
                });
            }
        }
    }
    for (const { path, range } of cyclesOf(models, (model) => model.parents)) {
        report(range, {
            code: 'cyclic_extends',
            severity: 'error',
            message: `The model "${path[0]}" extends itself: ${way(path)}.`,
            advice: 'Take one of these parents away.',
        });
    }
};

/** Models that contain themselves are allowed, but seldom meant (nango-semantics §2.5). */
export const modelsAreNotCyclic: DocumentRule = ({ models }, report) => {
    for (const { path, range } of cyclesOf(models, (model) => referencesOf(model))) {
        report(range, {
            code: 'cyclic_model',
            severity: 'warning',
            message: `The model "${path[0]}" contains itself: ${way(path)}.`,
            advice: 'That is allowed; make sure that it is meant, and that it ends somewhere.',
        });
    }
};

/** The names along a circle, the middle of a long one left out. */
function way(path: readonly string[]): string {
    const shown = path.length > 8 ? [...path.slice(0, 5), '…', ...path.slice(-2)] : path;
    return shown.join(' → ');
}

interface Reference {
    name: string;
    range: SourceRange;
}

/** Every reference that closes a circle, with the names along it; each model is walked through once. */
function cyclesOf(models: readonly Model[], referencesIn: (model: Model) => readonly Reference[]) {
    const byName = new Map(models.map((model) => [model.name, model]));
    const done = new Set<string>();
    const found: { path: string[]; range: SourceRange }[] = [];
    for (const { name } of models) walk(name);
    return found;

    // Without recursion: a chain may be as long as the file.
    function walk(start: string): void {
        const trail: { name: string; references: readonly Reference[]; next: number }[] = [];
        const onTrail = new Map<string, number>();
        enter(start);
        while (trail.length > 0) {
            const top = trail.at(-1)!;
            const next = top.references[top.next++];
            if (!next) {
                onTrail.delete(top.name);
                done.add(top.name);
                trail.pop();
                continue;
            }
            const at = onTrail.get(next.name);
            if (at === undefined) enter(next.name);
            else found.push({ path: [...trail.slice(at).map(({ name }) => name), next.name], range: next.range });
        }

        function enter(name: string): void {
            const model = byName.get(name);
            if (!model || done.has(name)) return;
            onTrail.set(name, trail.length);
            trail.push({ name, references: referencesIn(model), next: 0 });
        }
    }
}

function referencesOf({ fields, index }: Model): Reference[] {
    const types = [...fields, ...(index ? [index] : [])].map(({ type }) => type);
    return types.flatMap(referencesInType);
}

function referencesInType(type: ModelType): Reference[] {
    switch (type.kind) {
        case 'reference':
            return [type];
        case 'array':
            return referencesInType(type.element);
        case 'union':
            return type.members.flatMap(referencesInType);
        case 'object':
            return [...type.fields, ...(type.index ? [type.index] : [])].flatMap((field) =>
                referencesInType(field.type),
            );
        default:
            return [];
    }
}
