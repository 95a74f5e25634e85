import ts from 'typescript';
import { bare, keyText } from '../analysis/source/expressions';
import type { ScriptSource } from '../analysis/source/ScriptSource';

/** A call of an HTTP library as a call on `nango`: the method, and the fields of its configuration as source text. */
export interface HttpCall {
    method: string;
    fields: [key: string, text: string][];
}

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete']);
/** Options of libraries that a proxy configuration has too (nango-semantics §3.3), by what they are called there. */
const OPTIONS: ReadonlyMap<string, string> = new Map([
    ['headers', 'headers'],
    ['params', 'params'],
    ['searchParams', 'params'],
    ['data', 'data'],
    ['json', 'data'],
    ['responseType', 'responseType'],
    ['decompress', 'decompress'],
    ['baseURL', 'baseUrlOverride'],
    ['url', 'url'],
    ['method', 'method'],
    ['body', 'body'],
]);

/**
 * Reads a call such as `axios.post(url, data, config)`, `axios(config)`, `got(url, options)` or `fetch(url, options)`.
 * Undefined when it says anything that a proxy call could not.
 *
 * @param name the name that the library was imported under
 */
export function readHttpCall(source: ScriptSource, name: ts.Identifier, isAxios: boolean): HttpCall | undefined {
    const { parent } = name;
    const isMember = ts.isPropertyAccessExpression(parent) && parent.expression === name;
    const callee = isMember ? parent : name;
    const call = callee.parent;
    if (!ts.isCallExpression(call) || call.expression !== callee || call.arguments.some(ts.isSpreadElement))
        return undefined;
    const method = isMember ? parent.name.text : undefined;
    const values = [...call.arguments];
    const fields = new Map<string, string>();

    if (method !== undefined && method !== 'request' && !METHODS.has(method)) return undefined;
    const first = values[0] && bare(values[0]);
    const hasUrl = first !== undefined && !ts.isObjectLiteralExpression(first);
    if (hasUrl) addUrl(source, values.shift()!, fields);
    if (isAxios && method !== undefined && ['post', 'put', 'patch'].includes(method) && values.length > 0) {
        fields.set('data', source.textOf(values.shift()!));
    }
    const [options, ...rest] = values;
    if (rest.length > 0 || (options && !addOptions(source, bare(options), fields))) return undefined;
    const written = fields.get('method');
    fields.delete('method');
    if (!fields.has('endpoint')) return undefined;
    const plain = /^['"](\w+)['"]$/.exec(written ?? "'get'")?.[1]?.toLowerCase();
    const named = method !== undefined && METHODS.has(method) ? method : plain;
    return named !== undefined && METHODS.has(named) ? { method: named, fields: [...fields] } : undefined;
}

function addOptions(source: ScriptSource, options: ts.Expression, fields: Map<string, string>): boolean {
    if (!ts.isObjectLiteralExpression(options)) return false;
    for (const property of options.properties) {
        const key = property.name && keyText(property.name);
        const option = key === undefined ? undefined : OPTIONS.get(key);
        const value = ts.isPropertyAssignment(property)
            ? property.initializer
            : ts.isShorthandPropertyAssignment(property)
              ? property.name
              : undefined;
        if (option === undefined || !value) return false;
        if (option === 'url') addUrl(source, value, fields);
        else if (option === 'body') fields.set('data', source.textOf(withoutStringify(value)));
        else fields.set(option, source.textOf(value));
    }
    return true;
}

/** `JSON.stringify(x)`: a proxy call makes JSON of what it is given. */
function withoutStringify(value: ts.Expression): ts.Expression {
    const inner = bare(value);
    if (!ts.isCallExpression(inner) || inner.arguments.length !== 1) return value;
    const { expression } = inner;
    const isStringify =
        ts.isPropertyAccessExpression(expression) &&
        ts.isIdentifier(expression.expression) &&
        expression.expression.text === 'JSON' &&
        expression.name.text === 'stringify';
    return isStringify ? inner.arguments[0]! : value;
}

/** A whole URL is taken apart: the provider's own base would be put before it otherwise (nango-semantics §4.2). */
function addUrl(source: ScriptSource, value: ts.Expression, fields: Map<string, string>): void {
    const text = source.textOf(value);
    const whole = /^(['"`])(https?:\/\/[^/'"`$?]+)([/?][\s\S]*)?\1$/.exec(text);
    if (!whole) {
        fields.set('endpoint', text);
        return;
    }
    const [, quote, origin, path = '/'] = whole;
    fields.set('baseUrlOverride', `'${origin}'`);
    fields.set('endpoint', `${quote}${path.startsWith('/') ? path : `/${path}`}${quote}`);
}
