import { didYouMean } from '../../findings/didYouMean';
import type { Report } from '../../models/source';
import { isUnknownWord, type LiteralType, type ModelField, type ModelType, type TypeOddity } from '../../models/types';
import type { DocumentRule } from './DocumentRule';
import { rangeOf } from './valueRules';

/** Types that a word may have been meant to be. */
const TYPE_NAMES = [
    'string',
    'number',
    'boolean',
    'integer',
    'float',
    'date',
    'object',
    'array',
    'any',
    'null',
    'undefined',
];

/** Every type can be read, by us and by the official tool alike (nango-semantics §2.5, §2.9). */
export const typesAreReadable: DocumentRule = (config, report) => {
    const walker = new TypeWalker(
        config.models.map(({ name }) => name),
        report,
    );
    for (const { fields, index } of config.models) walker.fields(fields, index);
    for (const { syncs, actions } of config.integrations) {
        for (const { kind, output, input } of [...syncs, ...actions]) {
            // That a sync outputs what is no model is an error of its own.
            const outputs = output.filter(({ type }) => kind === 'action' || !isUnknownWord(type));
            for (const use of [...outputs, ...(input ? [input] : [])]) if (use.anonymous) walker.anonymous(use.type);
        }
    }
};

const ODDITIES: Record<TypeOddity, Parameters<Report>[1]> = {
    'read-as-number': {
        code: 'read_as_number',
        severity: 'hint',
        message: 'The official tool reads only the digits that this begins with, as a number.',
        advice: 'Begin the word with a letter.',
    },
    'unquoted-date': {
        code: 'read_as_date',
        severity: 'hint',
        message: 'The official tool reads this as a point in time and makes an empty object of it.',
        advice: 'Put it into quotes.',
    },
    parentheses: {
        code: 'parentheses_not_supported',
        severity: 'warning',
        message: 'The official tool takes parentheses for a part of a word.',
        advice: 'Write a list below the field instead, one type after each "- ": that is an array of any of them.',
    },
};

class TypeWalker {
    private readonly names: readonly string[];
    /** By word; the same ones come again and again. */
    private readonly meant = new Map<string, string | undefined>();

    constructor(
        models: readonly string[],
        private readonly report: Report,
    ) {
        this.names = [...models, ...TYPE_NAMES];
    }

    fields(fields: readonly ModelField[], index?: ModelField): void {
        const lines = new Map<string, number>();
        for (const { name, nameRange, type } of fields) {
            const line = lines.get(name);
            if (line !== undefined) {
                this.report(nameRange, {
                    code: 'duplicate_field',
                    severity: 'error',
                    message: `The field "${name}" is already there in line ${line}.`,
                    advice: 'Remove one of the two; with a "?" the field is optional.',
                });
            }
            lines.set(name, nameRange.line);
            this.type(type, false);
        }
        if (index) this.type(index.type, false);
    }

    /** An input or output that is no model. A lone word there was meant to be one. */
    anonymous(type: ModelType): void {
        if (isUnknownWord(type)) this.fallback(type, 'warning');
        else this.type(type, true);
    }

    private type(type: ModelType, isAnonymous: boolean, isInUnion = false): void {
        if (type.oddity) this.report(type.range, ODDITIES[type.oddity]);
        switch (type.kind) {
            case 'array':
                this.type(type.element, isAnonymous, isInUnion);
                break;
            case 'union':
                for (const member of type.members) this.type(member, isAnonymous, true);
                break;
            case 'object':
                this.fields(type.fields, type.index);
                break;
            case 'invalid':
                this.invalid(type.text, type.range);
                break;
            case 'literal':
                if (type.fallback && !type.oddity) this.fallback(type, isAnonymous || isInUnion ? 'hint' : 'warning');
        }
    }

    private fallback({ value, range }: LiteralType, usual: 'hint' | 'warning'): void {
        const word = String(value);
        if (!this.meant.has(word)) this.meant.set(word, didYouMean(word, this.names));
        const meant = this.meant.get(word);
        this.report(range, {
            code: 'model_not_found_fallback',
            severity: meant === undefined ? usual : 'warning',
            message: `"${word}" is neither a model nor a type, so it stands for the text itself.`,
            advice:
                meant === undefined ? 'If a model was meant, define it under "models".' : `Did you mean "${meant}"?`,
        });
    }

    private invalid(text: string, range: ModelType['range']): void {
        this.report(rangeOf({ range }), {
            code: 'type_syntax_error',
            severity: 'error',
            message: text.trim() === '' ? 'There is no type here.' : `"${shortened(text)}" cannot be read as a type.`,
            advice: adviceFor(text),
        });
    }
}

function adviceFor(text: string): string {
    if (/^\s*(\[\])?\s*$/.test(text)) return 'Write a type, e.g. "string" or "string[]".';
    if (/</.test(text)) return 'Generic types do not exist here: use object, array, "?" after a field, or __string: T.';
    return 'Write it more simply, with models of their own for its parts.';
}

function shortened(text: string): string {
    return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
