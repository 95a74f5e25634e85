import type { Report, SourceNode, SourceRange, SourceScalar } from '../../models/source';

/** Judges the value of a key; `what` names the key and where it stands, e.g. `"runs" of "gh/issues"`. */
export type ValueRule = (value: SourceNode, what: string, report: Report) => void;

/** A text. What YAML reads as a number, a boolean or nothing is none. */
export const text: ValueRule = (value, what, report) => {
    if (isText(value)) return;
    const quoted = value.kind === 'scalar' && value.value !== null;
    wrongType(
        value,
        `${what} is not a text.`,
        quoted ? `Put it into quotes: "${value.text}".` : 'Write a text.',
        report,
    );
};

/** A text, or nothing. */
export const optionalText: ValueRule = (value, what, report) => {
    if (!isNull(value)) text(value, what, report);
};

/** A text or a list of texts. */
export const texts: ValueRule = (value, what, report) => {
    if (value.kind !== 'list') text(value, what, report);
    else for (const item of value.items) text(item, `An item of ${what}`, report);
};

/** A list of texts. */
export const textList: ValueRule = (value, what, report) => {
    if (value.kind === 'list') texts(value, what, report);
    else wrongType(value, `${what} is not a list.`, 'Write one name per line, each after "- ".', report);
};

/** `true` or `false`, without quotes. */
export const flag: ValueRule = (value, what, report) => {
    if (value.kind === 'scalar' && typeof value.value === 'boolean') return;
    wrongType(value, `${what} is neither true nor false.`, 'Write true or false, without quotes.', report);
};

/** A whole number, or a text such as `1.0.0` (nango-semantics §2.3). */
export const version: ValueRule = (value, what, report) => {
    const isNumber = value.kind === 'scalar' && Number.isInteger(value.value);
    if (isNumber || (isText(value) && /^(\d+|\d+\.\d+\.\d+)$/.test(value.value))) return;
    report(rangeOf(value), {
        code: 'pattern',
        severity: 'error',
        message: `${what} is no version.`,
        advice: 'Write a whole number, or three of them: "1.0.0".',
    });
};

/** One of some texts, as they are written. */
export const oneOf =
    (allowed: readonly string[]): ValueRule =>
    (value, what, report) => {
        if (!isText(value)) {
            text(value, what, report);
            return;
        }
        if (allowed.includes(value.value)) return;
        report(rangeOf(value), {
            code: 'enum',
            severity: 'error',
            message: `${what} is not ${allowed.map((one) => `"${one}"`).join(' or ')}.`,
            advice: allowed.includes(value.value.toLowerCase())
                ? `Write it as "${value.value.toLowerCase()}".`
                : `Write ${allowed.map((one) => `"${one}"`).join(' or ')}.`,
        });
    };

export function isText(value: SourceNode): value is SourceScalar & { value: string } {
    return value.kind === 'scalar' && typeof value.value === 'string';
}

export function isNull(value: SourceNode): boolean {
    return value.kind === 'scalar' && value.value === null;
}

/** The place of a value; an empty one has no extent, and is shown by the character before it. */
export function rangeOf({ range }: { range: SourceRange }): SourceRange {
    if (range.end > range.start || range.start === 0 || range.column === 1) return range;
    return { ...range, start: range.start - 1, column: range.column - 1 };
}

function wrongType(value: SourceNode, message: string, advice: string, report: Report): void {
    report(rangeOf(value), { code: 'type', severity: 'error', message, advice });
}
