import { UserError } from '../../core/findings/UserError';

const ISO_DATE =
    /^(\d{4})-(\d{2})-(\d{2})(?:T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?$/;

/** An ISO 8601 date (midnight UTC) or date-time (local where it names no zone), as `YYYY-MM-DDTHH:MM:SS.mmmZ`. */
export function dateFlag(flag: string, text: string): string {
    const match = ISO_DATE.exec(text);
    // Date rolls days over that a month does not have; they are mistakes here.
    const day = match && new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
    if (!match || !day || day.getUTCDate() !== Number(match[3]) || day.getUTCMonth() !== Number(match[2]) - 1) {
        throw invalid(
            flag,
            text,
            'an ISO 8601 date or date-time',
            `${flag} 2024-06-30 or ${flag} 2024-06-30T12:00:00Z`,
        );
    }
    return new Date(text).toISOString();
}

/** An http or https URL without query and fragment, as it was written. */
export function baseUrlFlag(flag: string, text: string): string {
    const url = parseUrl(text);
    if (!url || url.search || url.hash) {
        throw invalid(flag, text, 'an http or https URL without a query', `${flag} http://localhost:4010`);
    }
    return text;
}

/** An origin, `https://host[:port]`, normalised. */
export function originFlag(flag: string, text: string): string {
    const url = parseUrl(text);
    const isOrigin = url && url.pathname === '/' && !(url.search || url.hash || url.username || url.password);
    if (!isOrigin) {
        throw invalid(flag, text, 'an origin (scheme, host and port only)', `${flag} https://api.example.com`);
    }
    return url.origin;
}

/** A number that is at least `least`; `whole` refuses fractions. */
export function numberFlag(flag: string, text: string, least: number, whole = false): number {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!Number.isFinite(value) || value < least || (whole && !Number.isInteger(value))) {
        const kind = whole ? 'a whole number' : 'a number';
        throw invalid(flag, text, `${kind} of at least ${least}`, `${flag} ${whole ? Math.max(least, 10) : 0.1}`);
    }
    return value;
}

/** One of a few words. */
export function choiceFlag<T extends string>(flag: string, text: string, choices: readonly T[]): T {
    const choice = choices.find((known) => known === text.toLowerCase());
    if (choice === undefined) {
        throw new UserError('invalid_flag', `${flag} is "${text}", which is none of its values.`, {
            candidates: [...choices],
        });
    }
    return choice;
}

/** Several of a few words, separated by commas. */
export function choicesFlag<T extends string>(flag: string, text: string, choices: readonly T[]): T[] {
    return text.split(',').map((word) => choiceFlag(flag, word.trim(), choices));
}

function parseUrl(text: string): URL | undefined {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    return url && (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname ? url : undefined;
}

function invalid(flag: string, text: string, what: string, example: string): UserError {
    return new UserError('invalid_flag', `${flag} must be ${what}, and is "${text}".`, {
        advice: `For example ${example}.`,
    });
}
