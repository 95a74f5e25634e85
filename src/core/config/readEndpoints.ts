import { entryOf, partRange, type SourceNode, type SourceRange, type SourceScalar } from '../models/source';
import type { Endpoint } from './types';

/**
 * Reads `endpoint`: `[METHOD ]/path`, `{ method, path, group }`, or a list of these (nango-semantics §2.3). Whether
 * method and path are acceptable is not judged here.
 */
export function readEndpoints(node: SourceNode | undefined, defaultMethod: 'GET' | 'POST'): Endpoint[] {
    if (!node) return [];
    if (node.kind === 'list') return node.items.flatMap((item) => readEndpoints(item, defaultMethod));
    if (node.kind === 'scalar') return node.text.trim() === '' ? [] : [readText(node, defaultMethod)];
    const path = scalarOf(entryOf(node, 'path')?.value);
    const method = scalarOf(entryOf(node, 'method')?.value);
    const group = scalarOf(entryOf(node, 'group')?.value);
    return [
        {
            method: method?.text.trim().toUpperCase() ?? defaultMethod,
            path: path?.text.trim() ?? '',
            range: node.range,
            pathRange: path ? trimmedRange(path) : node.range,
            ...(method && { methodRange: method.range }),
            ...(group && { group: group.text, groupRange: group.range }),
        },
    ];
}

/** Without quotes and the spaces around it. */
function trimmedRange(scalar: SourceScalar): SourceRange {
    const start = scalar.text.length - scalar.text.trimStart().length;
    return partRange(scalar, start, Math.max(start, scalar.text.trimEnd().length));
}

function readText(scalar: SourceScalar, defaultMethod: string): Endpoint {
    const { range } = scalar;
    const start = scalar.text.length - scalar.text.trimStart().length;
    const end = scalar.text.trimEnd().length;
    const method = /^\s*([A-Za-z]+)\s+/.exec(scalar.text);
    if (!method) {
        return { method: defaultMethod, path: scalar.text.trim(), range, pathRange: partRange(scalar, start, end) };
    }
    const pathStart = method[0].length;
    return {
        method: method[1]!.toUpperCase(),
        path: scalar.text.slice(pathStart, end),
        range,
        methodRange: partRange(scalar, start, start + method[1]!.length),
        pathRange: partRange(scalar, pathStart, Math.max(pathStart, end)),
    };
}

function scalarOf(node: SourceNode | undefined): SourceScalar | undefined {
    return node?.kind === 'scalar' && node.value !== null ? node : undefined;
}
