import type { HttpAttempt } from '../protocol/events';

/** What stands in place of a credential. */
const REDACTED = 'REDACTED';
/** Set by curl itself, and wrong when it is not. */
const OWN = new Set(['content-length', 'host', 'connection', 'accept-encoding', 'transfer-encoding']);

/** A command for a POSIX shell that makes the same call, without its body and without headers that carry credentials. */
export function curl({ method, url, requestHeaders }: Pick<HttpAttempt, 'method' | 'url' | 'requestHeaders'>): string {
    const headers = Object.entries(requestHeaders)
        .filter(([name, value]) => !value.includes(REDACTED) && !OWN.has(name.toLowerCase()))
        .map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
    const verb = method.toUpperCase() === 'GET' ? [] : [`-X ${quoted(method.toUpperCase())}`];
    return ['curl', ...verb, quoted(url), ...headers].join(' \\\n  ').replace('curl \\\n  ', 'curl ');
}

/** One word of a POSIX shell, whatever is in it. */
function quoted(text: string): string {
    return `'${text.replaceAll("'", `'\\''`)}'`;
}
