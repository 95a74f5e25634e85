import type { Rule } from '../RuleInput';
import { keyText } from '../source/expressions';
import { modelsObject } from './models';

/** Names of models in a zero-YAML definition (nango-semantics §2.8). */
export const modelNames: Rule = (input) => {
    if (input.definition?.kind !== 'sync') return;
    for (const { name } of modelsObject(input.definition.object)?.properties ?? []) {
        const text = name && keyText(name);
        if (!name || text === undefined || /^[A-Z][A-Za-z0-9_]+$/.test(text)) continue;
        input.report('invalid-model-name', name, {
            message: `"${text}" is no name for a model.`,
            advice: 'It must begin with a capital letter, and go on with at least one letter, digit or underscore.',
        });
    }
};
