import ts from 'typescript';
import { enclosingFunction, wrapped } from '../analysis/source/expressions';
import { editsToAwait } from './surroundings';
import { type Edit, type Fixer, type FixRequest, insertion } from './types';

/** Waits for a call: `await`, `for await`, `await Promise.all(…)`, a loop in the place of `forEach`. */
export const awaitFixes: Fixer = (request) => {
    const { input, node } = request;
    if (!ts.isCallExpression(node)) return [];
    const value = wrapped(node);
    const { parent } = value;
    if (
        ts.isForOfStatement(parent) &&
        parent.expression === value &&
        /\.(paginate|listRecords)$/.test(input.source.textOf(node.expression))
    ) {
        return awaitWith(
            request,
            parent,
            [insertion(input.source.startOf(parent) + 'for'.length, ' await')],
            'Write "for await"',
        );
    }
    const callback = callbackAround(node);
    if (callback) return fixesOfCallback(request, callback);
    const combined = combinatorAround(value);
    if (combined)
        return awaitWith(request, combined, [insertion(input.source.startOf(combined), 'await ')], 'Add "await"');
    if (ts.isVoidExpression(parent)) {
        const start = input.source.startOf(parent);
        return awaitWith(
            request,
            parent,
            [{ start, end: input.source.startOf(value), newText: 'await ' }],
            'Replace "void" by "await"',
        );
    }
    const start = input.source.startOf(value);
    const needsParentheses =
        (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) && parent.expression === value;
    const edits = needsParentheses
        ? withoutOuterAwait(request, parent, start, value.end)
        : [insertion(start, 'await ')];
    return awaitWith(request, node, edits, 'Add "await"');
};

function awaitWith({ input }: FixRequest, at: ts.Node, edits: Edit[], title: string) {
    const more = editsToAwait(input, at);
    return more ? [{ title, edits: [...edits, ...more], preferred: true }] : [];
}

/** `await nango.get(…).data` waits for the wrong thing: its `await` moves into the parentheses. */
function withoutOuterAwait({ input }: FixRequest, access: ts.Expression, start: number, end: number): Edit[] {
    const outer = access.parent;
    if (!ts.isAwaitExpression(outer)) return [insertion(start, '(await '), insertion(end, ')')];
    return [{ start: input.source.startOf(outer), end: start, newText: '(await ' }, insertion(end, ')')];
}

/** The call `Promise.all([…])` that a call is an element of. */
function combinatorAround(value: ts.Expression): ts.CallExpression | undefined {
    const list = value.parent;
    const call = list.parent;
    if (!ts.isArrayLiteralExpression(list) || !ts.isCallExpression(call) || call.arguments[0] !== list)
        return undefined;
    return call;
}

interface Callback {
    arrow: ts.ArrowFunction;
    call: ts.CallExpression;
    access: ts.PropertyAccessExpression;
}

/** The callback of an array's method whose whole body is the call: `items.map((item) => nango.log(item))`. */
function callbackAround(node: ts.CallExpression): Callback | undefined {
    const arrow = enclosingFunction(node);
    if (!arrow || !ts.isArrowFunction(arrow) || arrow.body !== wrapped(node)) return undefined;
    const call = arrow.parent;
    if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return undefined;
    return { arrow, call, access: call.expression };
}

function fixesOfCallback(request: FixRequest, { arrow, call, access }: Callback) {
    const { source } = request.input;
    const [parameter] = arrow.parameters;
    const statement = call.parent;
    if (access.name.text === 'forEach' && ts.isExpressionStatement(statement) && arrow.parameters.length === 1) {
        const loop = `for (const ${source.textOf(parameter!)} of ${source.textOf(access.expression)}) {`;
        const edits = [
            { start: source.startOf(statement), end: source.startOf(arrow.body), newText: `${loop} await ` },
            { start: arrow.body.end, end: statement.end, newText: '; }' },
        ];
        return awaitWith(request, statement, edits, 'Write a loop that waits');
    }
    if (access.name.text !== 'map' && access.name.text !== 'flatMap') return [];
    if (ts.isExpressionStatement(statement)) {
        const edits = [insertion(source.startOf(call), 'await Promise.all('), insertion(call.end, ')')];
        return awaitWith(request, call, edits, 'Wait for all with "await Promise.all(…)"');
    }
    const isCombined = ts.isCallExpression(statement) && statement.arguments[0] === call;
    return isCombined
        ? awaitWith(request, statement, [insertion(source.startOf(statement), 'await ')], 'Add "await"')
        : [];
}
