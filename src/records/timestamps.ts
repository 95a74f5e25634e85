import { UserError } from '../core/findings/UserError';

/**
 * The store counts time in whole microseconds since 1970, as a number (exact until the year 2255), and shows it as ISO
 * 8601 with six digits, as the records API does (nango-semantics §6.9).
 */
export type Micros = number;

export function nowMicros(): Micros {
    return Date.now() * 1000;
}

/** `2026-01-02T03:04:05.678901Z` */
export function toIso(micros: Micros): string {
    const rest = String(micros % 1000).padStart(3, '0');
    return `${new Date(Math.floor(micros / 1000)).toISOString().slice(0, -1)}${rest}Z`;
}

/**
 * Reads an ISO 8601 date or date and time, keeping microseconds.
 *
 * @returns undefined when the text is no date.
 */
export function fromIso(text: string): Micros | undefined {
    const milliseconds = Date.parse(text);
    if (Number.isNaN(milliseconds)) return undefined;
    const digits = /[.,]\d{3}(\d{1,3})/.exec(text)?.[1] ?? '';
    return milliseconds * 1000 + Number(digits.padEnd(3, '0'));
}

/** @throws UserError `invalid_date` */
export function requireIso(text: string): Micros {
    const micros = fromIso(text);
    if (micros === undefined) {
        throw new UserError('invalid_date', `"${text}" is not a date.`, {
            advice: 'Give an ISO 8601 date such as 2026-01-31 or 2026-01-31T12:00:00Z.',
        });
    }
    return micros;
}
