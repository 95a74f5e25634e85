import ts from 'typescript';
import { modelLiteral } from '../analysis/rules/models';
import { editsToAwait, indentAt, lineBreakOf, nangoNameAt } from './surroundings';
import { type Fixer, insertion } from './types';

/** Puts the name that was probably meant between the quotes. */
export const modelFixes: Fixer = ({ finding }) => {
    const { replacement, start, end } = finding;
    if (replacement === undefined) return [];
    return [
        {
            title: `Change to "${replacement}"`,
            edits: [{ start: start + 1, end: end - 1, newText: replacement }],
            // Both models exist there, and only the writer knows which is meant.
            preferred: finding.code !== 'model-not-in-output',
        },
    ];
};

/** Puts the member that was probably meant in the place of its name. */
export const memberFixes: Fixer = ({ finding }) => {
    const { replacement, start, end } = finding;
    if (replacement === undefined) return [];
    return [{ title: `Change to "${replacement}"`, edits: [{ start, end, newText: replacement }], preferred: true }];
};

/** Writes `retries` beside `retryOn`. */
export const retriesFixes: Fixer = ({ input, node }) => {
    const property = ts.isObjectLiteralElement(node) ? node : node.parent;
    if (!ts.isObjectLiteralElement(property)) return [];
    const { source } = input;
    const start = source.startOf(property);
    const isOnOwnLine = source.text.slice(source.text.lastIndexOf('\n', start - 1) + 1, start).trim() === '';
    const separator = isOnOwnLine ? `,${lineBreakOf(source.text)}${indentAt(source.text, start)}` : ', ';
    return [{ title: 'Add "retries: 3"', edits: [insertion(start, `retries: 3${separator}`)], preferred: true }];
};

/** Writes an `id` into a record. */
export const recordFixes: Fixer = ({ input, finding, node }) => {
    // The finding is about the brace that opens the record, or about an empty id.
    const record = ts.isObjectLiteralExpression(node) ? node : undefined;
    if (!record || input.source.startOf(record) !== finding.start) return [];
    const id = `id: ${idOf(record)}`;
    const isEmpty = record.properties.length === 0;
    const first = record.properties[0];
    const at = first ? input.source.startOf(first) : finding.start + 1;
    return [{ title: `Add "${id}"`, edits: [insertion(at, isEmpty ? ` ${id} ` : `${id}, `)], preferred: false }];
};

/** The id of what a mapper was given, where the record is made by one. */
function idOf(record: ts.ObjectLiteralExpression): string {
    for (let node: ts.Node = record; node.parent; node = node.parent) {
        if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) continue;
        const name = node.parameters[0]?.name;
        const isMapper = ts.isCallExpression(node.parent) && node.parent.arguments[0] === node;
        return isMapper && name && ts.isIdentifier(name) ? `String(${name.text}.id)` : "''";
    }
    return "''";
}

const LEVELS: ReadonlyMap<string, string | undefined> = new Map([
    ['log', undefined],
    ['info', undefined],
    ['debug', 'debug'],
    ['trace', 'debug'],
    ['warn', 'warn'],
    ['error', 'error'],
]);

/** `console.warn(x)` becomes `await nango.log(x, { level: 'warn' })`. */
export const consoleFixes: Fixer = ({ input, node }) => {
    if (!ts.isPropertyAccessExpression(node) || !ts.isCallExpression(node.parent) || !LEVELS.has(node.name.text))
        return [];
    const call = node.parent;
    const nango = nangoNameAt(input, node);
    const more = editsToAwait(input, node);
    if (!nango || !more || !ts.isExpressionStatement(call.parent) || call.arguments.length === 0) return [];
    const level = LEVELS.get(node.name.text);
    const { source } = input;
    const edits = [{ start: source.startOf(node), end: node.end, newText: `await ${nango}.log` }, ...more];
    if (level) edits.push(insertion(call.arguments.at(-1)!.end, `, { level: '${level}' }`));
    return [{ title: `Write "await ${nango}.log(…)" instead`, edits, preferred: true }];
};

/** Writes a deprecated call as its replacement. */
export const deprecatedFixes: Fixer = ({ input, node }) => {
    const use = input.nango.uses.find(({ callee }) => callee === node);
    if (!use?.call || use.name === use.callee) return [];
    const { source } = input;
    const { call, member, name } = use;
    const rename = (newText: string) => ({ start: source.startOf(name), end: name.end, newText });
    if (!ts.isIdentifier(name)) return [];
    switch (member) {
        case 'batchSend':
            return [{ title: 'Use nango.batchSave()', edits: [rename('batchSave')], preferred: true }];
        case 'setFieldMapping': {
            const [mapping] = call.arguments;
            if (!mapping) return [];
            const wrap = [insertion(source.startOf(mapping), '{ fieldMapping: '), insertion(mapping.end, ' }')];
            return [
                { title: 'Use nango.updateMetadata()', edits: [rename('updateMetadata'), ...wrap], preferred: true },
            ];
        }
        case 'getFieldMapping': {
            if (!ts.isAwaitExpression(call.parent)) return [];
            const { parent } = call;
            const newText = `((${source.textOf(parent).replace(/getFieldMapping/, 'getMetadata')})?.fieldMapping ?? {})`;
            return [
                {
                    title: 'Use nango.getMetadata()',
                    edits: [{ start: source.startOf(parent), end: parent.end, newText }],
                    preferred: true,
                },
            ];
        }
        case 'deleteRecordsFromPreviousExecutions': {
            const model = modelLiteral(use);
            const body = input.main?.body;
            const nango = nangoNameAt(input, node);
            if (!model || !body || !ts.isBlock(body) || !nango) return [];
            const [first] = body.statements;
            const at = first ? source.startOf(first) : source.startOf(body) + 1;
            const indent = `${lineBreakOf(source.text)}${indentAt(source.text, at)}`;
            const start = insertion(at, `await ${nango}.trackDeletesStart(${source.textOf(model)});${indent}`);
            return [
                {
                    title: 'Use nango.trackDeletesStart() and nango.trackDeletesEnd()',
                    edits: [start, rename('trackDeletesEnd')],
                    preferred: false,
                },
            ];
        }
        default:
            return [];
    }
};
