import { didYouMean } from '../findings/didYouMean';
import { entryOf, type Report, type SourceRange } from '../models/source';
import type { ProjectConfig } from './types';

/** Looks at a configuration that was read and reports what is wrong with it. */
export type DocumentRule = (config: ProjectConfig, report: Report) => void;

const START: SourceRange = { start: 0, end: 0, line: 1, column: 1, endLine: 1, endColumn: 1 };

/** The file has content, and that is a mapping. */
const hasContent: DocumentRule = ({ source }, report) => {
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
            code: 'wrong_type',
            severity: 'error',
            message: 'The file is not a mapping.',
            advice: 'Begin it with the line "integrations:".',
        });
    }
};

/** There is a key `integrations` with something in it (nango-semantics §2.7). */
const hasIntegrations: DocumentRule = ({ source }, report) => {
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
 * The rules over a whole document, in the order in which they report. Those of nango-semantics §2.7 that judge what was
 * understood (endpoints, intervals, model names and uses) belong here; what is no mapping where one is meant is reported
 * while reading.
 */
export const DOCUMENT_RULES: readonly DocumentRule[] = [hasContent, hasIntegrations];
