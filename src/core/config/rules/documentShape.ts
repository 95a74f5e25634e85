import { didYouMean } from '../../findings/didYouMean';
import { entryOf, type SourceRange } from '../../models/source';
import type { DocumentRule } from './DocumentRule';

const START: SourceRange = { start: 0, end: 0, line: 1, column: 1, endLine: 1, endColumn: 1 };

/** The file has content, and that is a mapping. */
export const hasContent: DocumentRule = ({ source }, report) => {
    const isEmpty = !source || (source.kind === 'scalar' && source.text.trim() === '');
    if (isEmpty) {
        report(START, {
            code: 'empty_config',
            severity: 'error',
            message: 'The file is empty.',
            advice: 'List the integrations of the project under the key "integrations".',
        });
    } else if (source.kind !== 'mapping') {
        report(source.range, {
            code: 'type',
            severity: 'error',
            message: 'The file is not a mapping.',
            advice: 'Begin it with the line "integrations:".',
        });
    }
};

/** There is a key `integrations` with something in it (nango-semantics §2.7). */
export const hasIntegrations: DocumentRule = ({ source }, report) => {
    if (source?.kind !== 'mapping') return;
    const integrations = entryOf(source, 'integrations');
    if (integrations) {
        const { value } = integrations;
        const isNull = value.kind === 'scalar' && value.text === '';
        if (!isNull) return;
        report(integrations.keyRange, {
            code: 'no_integrations',
            severity: 'error',
            message: 'No integration is listed under "integrations".',
            advice: 'Write the id of an integration indented below it.',
        });
        return;
    }
    const meant = source.entries.find(({ key }) => key !== 'models' && didYouMean(key, ['integrations']));
    report(meant?.keyRange ?? START, {
        code: 'no_integrations',
        severity: 'error',
        message: 'The file has no key "integrations".',
        advice: meant
            ? `Did you mean "integrations" by "${meant.key}"?`
            : 'List the integrations of the project under it.',
    });
};

/**
 * There are models, even if none is needed: the official tool crashes without them (nango-semantics §2.9). That they are a
 * mapping is seen to while reading.
 */
export const hasModels: DocumentRule = ({ source }, report) => {
    if (source?.kind !== 'mapping' || entryOf(source, 'models')) return;
    const integrations = entryOf(source, 'integrations');
    const meant = source.entries.find(({ key }) => key !== 'integrations' && didYouMean(key, ['models']));
    const hasIntegrations = integrations?.value.kind === 'mapping' && integrations.value.entries.length > 0;
    if (!integrations || !(hasIntegrations || meant)) return;
    report(meant?.keyRange ?? integrations.keyRange, {
        code: 'no_models',
        severity: 'error',
        message: 'The file has no key "models".',
        advice: meant
            ? `Did you mean "models" by "${meant.key}"?`
            : 'Add "models: {}" at its end, or the models there are.',
    });
};

/** Version 2 knows no other keys at the root (nango-semantics §2.3). One that stands for a missing key is reported as that. */
export const hasKnownRootKeys: DocumentRule = ({ source, version }, report) => {
    if (source?.kind !== 'mapping' || version === 1) return;
    for (const { key, keyRange } of source.entries) {
        if (ROOT_KEYS.includes(key)) continue;
        const meant = didYouMean(key, ROOT_KEYS);
        if (meant !== undefined && !entryOf(source, meant)) continue;
        report(keyRange, {
            code: 'additionalProperties',
            severity: 'error',
            message: `"${key}" is no key of this file.`,
            advice: meant ? `Did you mean "${meant}"?` : 'Its keys are "integrations" and "models".',
        });
    }
};

const ROOT_KEYS = ['integrations', 'models'];
