import { REDACTED } from './redacted';
import { isSensitiveField, isSensitiveParameter } from './sensitiveNames';

/** A name in JSON, or in JSON that is quoted within JSON: each level of that adds backslashes before the quotes. */
const NAME = /(\\{0,15}")([^"\\]{1,64})\1\s*:\s*/g;
const NUMBER = /-?\d[\d.eE+-]*/y;
const GAP = /[\s,]*/y;

/**
 * JSON, whole or only its beginning, without the strings and numbers of fields that carry credentials by their names;
 * everything else as it is written. Read as text, so that what is cut or no JSON loses them as well.
 */
export function redactFields(json: string): string {
    let redacted = '';
    let done = 0;
    const replace = (from: number, to: number, by: string) => {
        redacted += json.slice(done, from) + by;
        done = to;
    };
    for (const { 1: quote = '"', 2: name = '', 0: found, index } of json.matchAll(NAME)) {
        let place = index + found.length;
        if (place <= done || !isSensitiveField(name)) continue;
        const isList = json[place] === '[';
        if (isList) place = after(GAP, json, place + 1);
        for (;;) {
            const end = json.startsWith(quote, place)
                ? endOfString(json, place + quote.length, quote)
                : after(NUMBER, json, place);
            if (end === place) break;
            const isEmpty = end === place + 2 * quote.length;
            if (!isEmpty) replace(place, end, `${quote}${REDACTED}${quote}`);
            if (!isList) break;
            place = after(GAP, json, end);
        }
    }
    return redacted + json.slice(done);
}

/** The same of a value as JSON has it; its texts may be JSON themselves. */
export function redactNamed<T>(value: T): T {
    return redactedValue(value, false) as T;
}

function redactedValue(value: unknown, isSecret: boolean): unknown {
    if (typeof value === 'string') return isSecret && value !== '' ? REDACTED : redactFields(value);
    if (typeof value === 'number' && isSecret) return REDACTED;
    if (Array.isArray(value)) return value.map((item) => redactedValue(item, isSecret));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    return Object.fromEntries(entries.map(([name, inner]) => [name, redactedValue(inner, isSensitiveField(name))]));
}

/** A form's `name=value&…` without the values of names that carry credentials; `user[password]` is one of them. */
export function redactParameters(form: string): string {
    return form.replace(/(^|&)([^=&]*)=([^&]+)/g, (match, separator: string, name: string) =>
        isSensitiveParameter(plainName(name)) ? `${separator}${name}=${REDACTED}` : match,
    );
}

/**
 * Behind the quote that ends a string, or at the end of the text. Within one level of quoting, what is escaped has more
 * backslashes before it than the quotes of that level.
 */
function endOfString(json: string, start: number, quote: string): number {
    const unit = quote.length;
    for (let place = json.indexOf('"', start); place >= 0; place = json.indexOf('"', place + 1)) {
        let backslashes = 0;
        while (place - backslashes > start && json[place - backslashes - 1] === '\\') backslashes++;
        if (backslashes % (2 * unit) === unit - 1) return place + 1;
    }
    return json.length;
}

function after(pattern: RegExp, text: string, place: number): number {
    pattern.lastIndex = place;
    return pattern.test(text) ? pattern.lastIndex : place;
}

function plainName(name: string): string {
    let decoded = name;
    try {
        decoded = decodeURIComponent(name);
    } catch {
        // A cut or foreign encoding: judged as it is written.
    }
    return decoded.replace(/\]$/, '');
}
