import ts from 'typescript';
import { didYouMean } from '../../../core/findings/didYouMean';
import { BATCH_CALLS, MODEL_ARGUMENT } from '../../../core/policy/calls';
import type { NangoUse } from '../nango/trackNango';
import type { Rule, RuleInput } from '../RuleInput';
import { bare, keyText } from '../source/expressions';

/** Model names that do not exist, or that the script's entry does not declare (nango-semantics §3.5, §8.2). */
export const models: Rule = (input) => {
    const declared = input.file.form === 'classic' ? input.file.outputs : definitionModels(input);
    const known = input.file.form === 'classic' ? input.file.models : undefined;
    for (const use of input.nango.uses) {
        const literal = modelLiteral(use);
        if (!literal) continue;
        const name = literal.text;
        if (known && !known.has(name)) {
            reportUnknown(input, literal, [...known], 'nango.yaml has no model');
        } else if (declared && use.root.entry && BATCH_CALLS.has(use.member) && !declared.has(name)) {
            if (input.file.form === 'zero-yaml') reportUnknown(input, literal, [...declared], 'This sync has no model');
            else reportUndeclared(input, literal, [...declared]);
        }
    }
};

/** The literal that names the model of a call, where it is one. */
export function modelLiteral({ member, call }: NangoUse): ts.StringLiteralLike | undefined {
    const position = MODEL_ARGUMENT.get(member);
    if (position === undefined || !call || call.arguments.some(ts.isSpreadElement)) return undefined;
    const argument = call.arguments[position];
    const value = argument && bare(argument);
    return value && ts.isStringLiteralLike(value) ? value : undefined;
}

/** The keys of `models` in a zero-YAML definition; undefined where they are not all written out. */
export function definitionModels({ definition }: RuleInput): ReadonlySet<string> | undefined {
    const value = definition?.kind === 'sync' ? modelsObject(definition.object) : undefined;
    const names = value?.properties.map(({ name }) => name && keyText(name));
    if (!names || names.some((name) => name === undefined)) return undefined;
    return new Set(names.filter((name) => name !== undefined));
}

/** The object literal of `models` in a definition. */
export function modelsObject(object: ts.ObjectLiteralExpression | undefined): ts.ObjectLiteralExpression | undefined {
    const property = object?.properties.find(({ name }) => name && keyText(name) === 'models');
    if (!property || !ts.isPropertyAssignment(property)) return undefined;
    const value = bare(property.initializer);
    return ts.isObjectLiteralExpression(value) ? value : undefined;
}

function reportUnknown(input: RuleInput, literal: ts.StringLiteralLike, names: string[], where: string): void {
    const meant = didYouMean(literal.text, names);
    input.report('unknown-model', literal, {
        message: `${where} "${literal.text}".`,
        advice: meant === undefined ? listOf(names) : `Did you mean "${meant}"?`,
        ...(meant !== undefined && { replacement: meant }),
    });
}

function reportUndeclared(input: RuleInput, literal: ts.StringLiteralLike, names: string[]): void {
    const meant = didYouMean(literal.text, names);
    input.report('model-not-in-output', literal, {
        message: `The model "${literal.text}" is not among the output of this sync, and Nango refuses to save its records.`,
        advice: `Add it to "output" in nango.yaml${choiceOf(names)}.`,
        ...(meant !== undefined && { replacement: meant }),
    });
}

/** Types that were written in place have names that nobody gave them. */
function hasGivenName(name: string): boolean {
    return !name.startsWith('Anonymous_');
}

function choiceOf(names: string[]): string {
    const given = names.filter(hasGivenName);
    return given.length === 0 ? '' : `, or save one of ${given.join(', ')}`;
}

function listOf(all: string[]): string {
    const names = all.filter(hasGivenName);
    if (names.length === 0) return 'List the model first.';
    const shown = names.slice(0, 10).join(', ');
    return `The models are ${names.length > 10 ? `${shown} and ${names.length - 10} more` : shown}.`;
}
