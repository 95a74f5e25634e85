/**
 * Characters that would act on the terminal, or reorder what a person reads, instead of being shown:
 * C0 and C1 controls except newline and tab, line separators, bidirectional controls, lone surrogates.
 */
const UNSAFE =
    // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Makes text from scripts and servers safe to print: acting characters are spelled out, as `\x1b`; newlines and tabs stay. */
export function printable(text: string): string {
    return text.replaceAll('\r\n', '\n').replace(UNSAFE, spelledOut);
}

/** As `printable`, on one line: newlines and tabs are spelled out too. */
export function printableLine(text: string): string {
    return printable(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}

function spelledOut(character: string): string {
    const code = character.charCodeAt(0);
    if (character === '\r') return '\\r';
    return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Text of at most `max` characters; what is cut is counted and `seeAll` says where it is. */
export function truncated(text: string, max: number, seeAll: string): string {
    if (text.length <= max) return text;
    return `${text.slice(0, max)}… (${count(text.length - max)} more characters; ${seeAll})`;
}

/** One line of at most `width` columns, the cut shown as `…`. */
export function cutLine(text: string, width: number): string {
    return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}

/** Puts `indent` before every line but the first. */
export function hanging(text: string, indent: string): string {
    return text.includes('\n') ? text.replaceAll('\n', `\n${indent}`) : text;
}

/** A JSON value as one printable line; what JSON cannot say is named. */
export function compactJson(value: unknown): string {
    return printableLine(JSON.stringify(value) ?? String(value));
}

/** A JSON value over several lines, printable. */
export function prettyJson(value: unknown): string {
    return printable(JSON.stringify(value, null, 2) ?? String(value));
}

/** `1,234,567` */
export function count(value: number): string {
    return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 record`, `2,000 records` */
export function counted(value: number, noun: string): string {
    return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** A time span in milliseconds: `123 ms`, `1.2 s`, `2 min 03 s`, `1 h 02 min`. */
export function duration(ms: number): string {
    if (ms < 999.5) return `${Math.round(ms)} ms`;
    if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
    const seconds = Math.round(ms / 1000);
    if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
    const minutes = Math.round(seconds / 60);
    return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** A number of bytes, in powers of 1,000: `812 B`, `4.1 kB`, `200.0 MB`. */
export function size(bytes: number): string {
    if (bytes < 1000) return `${bytes} B`;
    const units = ['kB', 'MB', 'GB'];
    let value = bytes / 1000;
    let unit = 0;
    while (value >= 999.95 && unit < units.length - 1) {
        value /= 1000;
        unit++;
    }
    return `${value.toFixed(1)} ${units[unit]}`;
}
