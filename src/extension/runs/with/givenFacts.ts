import { Redactor } from '../../../core/redaction/Redactor';
import { REDACTED } from '../../../core/redaction/redacted';
import { isSensitiveHeader, isSensitiveParameter } from '../../../core/redaction/sensitiveNames';
import type { PanelGiven } from '../../../protocol/panel';
import type { VSCode } from '../../vscodeTypes';
import { choiceLabels } from './choiceLabels';

/** Characters of a value that are kept of it, for who looks closer. */
const LONGEST_VALUE = 300;

/** Names that also are those of ordinary data. */
const ORDINARY = /^(?:key|code)$/i;

/**
 * What a run was given beside its script and connection, for people: each by its label in Run With…, its value cut, and
 * without what is a secret by its name. The same for a run's options in its store and for choices.
 */
export function givenFacts(vscode: Pick<VSCode, 'l10n'>, given: object): PanelGiven[] {
    const values = new Map<string, unknown>(Object.entries(given));
    return Object.entries(choiceLabels(vscode)).flatMap(([name, label]) => {
        const value = values.get(name);
        if (value === undefined || value === false || name === 'connection') return [];
        return value === true ? [{ label }] : [{ label, value: shortened(textOf(name, value)) }];
    });
}

function textOf(name: string, value: unknown): string {
    if (name === 'baseUrl') return new Redactor().url(String(value));
    if (name === 'allowOrigins' && Array.isArray(value)) return value.join(', ');
    // Texts of JSON keep their quotes, so that "5" is not 5.
    if (typeof value === 'string' && name !== 'input' && name !== 'payload') return value;
    return JSON.stringify(value, redacting) ?? String(value);
}

function redacting(name: string, value: unknown): unknown {
    const isPlain = typeof value === 'string' || typeof value === 'number';
    const isSecret = (isSensitiveHeader(name) || isSensitiveParameter(name)) && !ORDINARY.test(name);
    return isPlain && isSecret ? REDACTED : value;
}

function shortened(text: string): string {
    return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
