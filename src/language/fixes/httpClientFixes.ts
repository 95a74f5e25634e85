import ts from 'typescript';
import type { RuleInput } from '../analysis/RuleInput';
import { wrapped } from '../analysis/source/expressions';
import { readHttpCall } from './httpCall';
import { nangoNameAt, removeStatement, statementOf } from './surroundings';
import type { Edit, Fix, FixRequest } from './types';

/** Libraries whose response has what an Axios response has. */
const AXIOS_LIKE = new Set(['axios']);
/** Libraries whose response is a promise of the body on request: `(await fetch(url)).json()`. */
const FETCH_LIKE = new Set(['node-fetch', 'cross-fetch', 'undici', 'got', 'ky']);

/**
 * Writes calls on `nango` where an HTTP library is called, and removes its import. Offered only when every use of the
 * library can be rewritten.
 */
export function httpClientFixes({ input, finding, node }: FixRequest): Fix[] {
    const library = input.source.text.slice(finding.start + 1, finding.end - 1);
    const isAxios = AXIOS_LIKE.has(library);
    const statement = statementOf(node);
    if ((!isAxios && !FETCH_LIKE.has(library)) || !statement || !ts.isImportDeclaration(statement)) return [];
    const name = onlyName(statement);
    if (!name) return [];
    const uses = input.source.references(name);
    const edits = uses.map((use) => rewriteCall(input, use, isAxios));
    if (uses.length === 0 || edits.some((edit) => edit === undefined)) return [];
    const title = `Call the API through nango instead of ${library}`;
    return [{ title, edits: [removeStatement(input, statement), ...edits.flatMap((edit) => edit!)], preferred: false }];
}

/** Writes a call on `nango` where the global `fetch` is called. */
export function fetchFixes({ input, node }: FixRequest): Fix[] {
    if (!ts.isIdentifier(node)) return [];
    const edits = rewriteCall(input, node, false);
    return edits ? [{ title: 'Call the API through nango instead of fetch', edits, preferred: false }] : [];
}

/** The only name that an import brings, if it is the default one or `fetch`. */
function onlyName({ importClause }: ts.ImportDeclaration): ts.Identifier | undefined {
    const bindings = importClause?.namedBindings;
    if (!bindings) return importClause?.name;
    if (importClause.name || !ts.isNamedImports(bindings) || bindings.elements.length !== 1) return undefined;
    const [specifier] = bindings.elements;
    return (specifier!.propertyName ?? specifier!.name).text === 'fetch' ? specifier!.name : undefined;
}

function rewriteCall(input: RuleInput, use: ts.Identifier, isAxios: boolean): Edit[] | undefined {
    const { source } = input;
    const http = readHttpCall(source, use, isAxios);
    const nango = nangoNameAt(input, use);
    if (!http || !nango) return undefined;
    const callee = ts.isPropertyAccessExpression(use.parent) ? use.parent : use;
    const call = callee.parent as ts.CallExpression;
    const fields = http.fields.map(([key, text]) => (key === text ? key : `${key}: ${text}`)).join(', ');
    const newText = `${nango}.${http.method}({ ${fields} })`;
    const rewritten = { start: source.startOf(call), end: call.end, newText };
    if (isAxios) return [rewritten];
    const bodies = rewriteBodies(input, call);
    return bodies && [rewritten, ...bodies];
}

/** `await res.json()` becomes `res.data`. Undefined when the response is used in any way that has no such equivalent. */
function rewriteBodies({ source }: RuleInput, call: ts.CallExpression): Edit[] | undefined {
    const awaited = wrapped(call).parent;
    // `await got(url).json()`
    const chained = jsonCallOf(wrapped(call));
    if (chained && ts.isAwaitExpression(chained.parent)) {
        const { parent } = chained;
        return [
            { start: source.startOf(parent), end: source.startOf(call), newText: '(await ' },
            { start: call.end, end: chained.end, newText: ').data' },
        ];
    }
    if (!ts.isAwaitExpression(awaited)) return undefined;
    const declaration = wrapped(awaited).parent;
    if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return undefined;
    const edits = source.references(declaration.name).map((reference) => rewriteBody(source, reference));
    return edits.some((edit) => edit === undefined) ? undefined : edits.flatMap((edit) => edit!);
}

function rewriteBody(source: RuleInput['source'], reference: ts.Identifier): Edit[] | undefined {
    const access = reference.parent;
    if (ts.isPropertyAccessExpression(access) && access.name.text === 'status') return [];
    const json = jsonCallOf(reference);
    if (!json || !ts.isAwaitExpression(json.parent)) return undefined;
    return [
        { start: source.startOf(json.parent), end: source.startOf(reference), newText: '' },
        { start: reference.end, end: json.end, newText: '.data' },
    ];
}

/** The call `x.json()` of an expression `x`. */
function jsonCallOf(expression: ts.Expression): ts.CallExpression | undefined {
    const access = expression.parent;
    if (!ts.isPropertyAccessExpression(access) || access.expression !== expression || access.name.text !== 'json')
        return undefined;
    const call = access.parent;
    return ts.isCallExpression(call) && call.expression === access ? call : undefined;
}
