interface Grouping {
    separator: string;
    /** Digits of the shortest number that has groups. */
    from: number;
}

const COMMA: Grouping = { separator: ',', from: 4 };
const DOT: Grouping = { separator: '.', from: 4 };
const SPACE: Grouping = { separator: '\u00a0', from: 4 };
const LATE_SPACE: Grouping = { separator: '\u00a0', from: 5 };
const LATE_DOT: Grouping = { separator: '.', from: 5 };

/** The languages that VS Code is translated into, as `env.language` names them. */
export const GROUPINGS: Record<string, Grouping> = {
    ...{ en: COMMA, 'en-us': COMMA, ja: COMMA, ko: COMMA, 'zh-cn': COMMA, 'zh-tw': COMMA },
    ...{ de: DOT, 'pt-br': DOT, tr: DOT, es: LATE_DOT, it: LATE_DOT },
    ...{ cs: SPACE, ru: SPACE, fr: { separator: '\u202f', from: 4 }, bg: LATE_SPACE, hu: LATE_SPACE, pl: LATE_SPACE },
};

/**
 * A whole number as the editor's language writes it. Not by `Intl` where it need not be: the first use of that blocks the
 * extension host for 30 ms, in the middle of a run.
 */
export function groupedNumber(language: string, count: number): string {
    const grouping = GROUPINGS[language.toLowerCase()];
    if (!grouping) return count.toLocaleString(language);
    const digits = String(count);
    return digits.length < grouping.from ? digits : digits.replace(/\B(?=(\d{3})+$)/g, grouping.separator);
}
