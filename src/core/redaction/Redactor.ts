import { redactFields, redactParameters } from './namedSecrets';
import { REDACTED } from './redacted';
import { isSensitiveHeader, isSensitiveParameter } from './sensitiveNames';

/** Shorter values would match ordinary text. */
const SHORTEST_SECRET = 6;

/**
 * Replaces secret values wherever data leaves a run: logs, HTTP details, errors, events. Records, a script's output
 * and metadata are never altered; `contains` tells whether one of them holds a credential.
 */
export class Redactor {
    private readonly known = new Set<string>();
    /** Longest first, so that a value inside another does not leave the rest of it behind. */
    private needles: string[] = [];

    /**
     * Values of at least 6 characters, and the forms they take when encoded: URL, form, JSON, base64 and base64url.
     * Whoever knows that two values travel together (`user:pass` of basic auth) adds their base64 as a value.
     */
    add(values: Iterable<string>): void {
        const before = this.known.size;
        for (const value of values) {
            if (value.length < SHORTEST_SECRET || this.known.has(value)) continue;
            for (const form of encodedForms(value)) if (form.length >= SHORTEST_SECRET) this.known.add(form);
        }
        if (this.known.size > before) this.needles = [...this.known].sort((a, b) => b.length - a.length);
    }

    contains(text: string): boolean {
        return this.needles.some((needle) => text.includes(needle));
    }

    text(text: string): string {
        let redacted = text;
        for (const needle of this.needles) {
            if (redacted.includes(needle)) redacted = redacted.replaceAll(needle, REDACTED);
        }
        return redacted;
    }

    /** Characters of the longest form of a value: so far behind a place, one that begins before it may end. */
    get reach(): number {
        return this.needles[0]?.length ?? 0;
    }

    /**
     * The beginning of a body, at most `length` characters of what was sent: as text, and where JSON fields or, in a
     * form, parameters carry credentials by their names. It ends before a value rather than in it. Of a longer body, only
     * the first `length + reach` characters need to be given.
     */
    body(text: string, length: number, { isForm }: { isForm: boolean }): string {
        const beginning = text.length > length ? text.slice(0, this.endBefore(text, length)) : text;
        return this.text(isForm ? redactParameters(beginning) : redactFields(beginning));
    }

    /** The last place up to `end` that is in no value, nor between the halves of a character. */
    private endBefore(text: string, end: number): number {
        let place = end;
        for (let moved = true; moved; ) {
            moved = false;
            for (const needle of this.needles) {
                const from = Math.max(0, place - needle.length + 1);
                const found = text.slice(from, place + needle.length - 1).indexOf(needle);
                if (found < 0) continue;
                place = from + found;
                moved = true;
            }
        }
        return /[\uD800-\uDBFF]/.test(text.charAt(place - 1)) ? place - 1 : place;
    }

    /** Headers that carry credentials by their name are redacted whatever they hold, the others where they hold a value. */
    headers(headers: Readonly<Record<string, unknown>>): Record<string, string> {
        const redacted: Record<string, string> = {};
        for (const [name, value] of Object.entries(headers)) {
            if (value === undefined || value === null || value === false) continue;
            redacted[name] = isSensitiveHeader(name) ? REDACTED : this.text(String(value));
        }
        return redacted;
    }

    /** Userinfo, query and fragment values with token-like names, and any known value, keeping the rest as written. */
    url(url: string): string {
        const named = url
            .replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#@]*@/i, `$1${REDACTED}@`)
            .replace(/([?&#])([^=&#]*)=([^&#]*)/g, (match, separator: string, name: string, value: string) =>
                value !== '' && isSensitiveParameter(name) ? `${separator}${name}=${REDACTED}` : match,
            );
        return this.text(named);
    }

    /**
     * A JSON-like value with every string in it redacted, keys included, and the fields that carry credentials as
     * headers do. Returns the value itself when nothing had to be changed. Circular values are the caller's to resolve.
     */
    value<T>(value: T): T {
        return this.redactValue(value) as T;
    }

    private redactValue(value: unknown): unknown {
        if (typeof value === 'string') return this.text(value);
        if (typeof value !== 'object' || value === null) return value;
        if (Array.isArray(value)) {
            const items = value.map((item) => this.redactValue(item));
            return items.some((item, index) => item !== value[index]) ? items : value;
        }
        const entries = Object.entries(value);
        let changed = false;
        const redacted = entries.map(([key, inner]) => {
            const isCredential = AUTHENTICATION_FIELD.test(key) && (typeof inner === 'string' || Array.isArray(inner));
            const entry: [string, unknown] = [this.text(key), isCredential ? REDACTED : this.redactValue(inner)];
            changed ||= entry[0] !== key || entry[1] !== inner;
            return entry;
        });
        return changed ? Object.fromEntries(redacted) : value;
    }
}

/** Fields of logged objects that are headers in all likelihood; a script's own `token` field is its own business. */
const AUTHENTICATION_FIELD = /^(?:proxy-)?authorization$|^(?:set-)?cookie$/i;

function encodedForms(value: string): Set<string> {
    const base64 = Buffer.from(value, 'utf8').toString('base64');
    const unpadded = base64.replace(/=+$/, '');
    return new Set([
        value,
        encode(value),
        new URLSearchParams([['', value]]).toString().slice(1),
        JSON.stringify(value).slice(1, -1),
        base64,
        unpadded,
        unpadded.replaceAll('+', '-').replaceAll('/', '_'),
    ]);
}

/** A lone surrogate cannot be URL-encoded; it cannot travel in a URL either. */
function encode(value: string): string {
    try {
        return encodeURIComponent(value);
    } catch {
        return value;
    }
}
