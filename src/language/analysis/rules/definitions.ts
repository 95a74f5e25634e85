import ts from 'typescript';
import { readInterval } from '../../../core/config/interval';
import { didYouMean } from '../../../core/findings/didYouMean';
import type { Rule, RuleInput } from '../RuleInput';
import { bare, keyText, propertyOf } from '../source/expressions';
import type { DefinitionFacts, NamedSpan } from '../types';
import { definitionModels, modelsObject } from './models';

const FREQUENCIES = [
    'every half day',
    'every half hour',
    'every quarter hour',
    'every hour',
    'every day',
    'every week',
    'every month',
    'every 30 seconds',
    'every 5 minutes',
];

/** What the compiler refuses of a zero-YAML definition besides the names of models (nango-semantics §2.8). */
export const definitions: Rule = (input) => {
    const { definition } = input;
    if (!definition?.object) return;
    for (const [index, endpoint] of endpointsOf(input).entries()) {
        const isRepeated = endpointsOf(input)
            .slice(0, index)
            .some(({ name }) => name === endpoint.name);
        if (isRepeated) reportEndpoint(input, endpoint);
    }
    if (definition.kind !== 'sync') return;
    checkFrequency(input, definition.object);
    checkEndpointCount(input, definition.object);
    checkTrackDeletes(input, definition.object);
};

/** What a definition claims for itself within its integration; undefined for any other file. */
export function definitionFacts(input: RuleInput): DefinitionFacts | undefined {
    const { definition } = input;
    if (!definition?.object) return undefined;
    const isSync = definition.kind === 'sync';
    return { isSync, models: isSync ? modelNames(input) : [], endpoints: endpointsOf(input) };
}

function modelNames({ source, definition }: RuleInput): NamedSpan[] {
    return (modelsObject(definition?.object)?.properties ?? []).flatMap(({ name: key }) => {
        const name = key && keyText(key);
        return key && name !== undefined ? [{ name, start: source.startOf(key), end: key.end }] : [];
    });
}

/** The endpoints that are written out, by `GET /path`: `endpoints` of a sync, `endpoint` of an action. */
function endpointsOf({ source, definition }: RuleInput): NamedSpan[] {
    const object = definition?.object;
    if (!object) return [];
    const list = definition.kind === 'sync' ? valueUnder(object, 'endpoints') : valueUnder(object, 'endpoint');
    const items = list && ts.isArrayLiteralExpression(list) ? list.elements.map(bare) : list ? [list] : [];
    return items.flatMap((item) => {
        if (!ts.isObjectLiteralExpression(item) || item.properties.some(ts.isSpreadAssignment)) return [];
        const method = textOf(item, 'method');
        const path = textOf(item, 'path');
        if (method === undefined || path === undefined) return [];
        return [{ name: `${method} ${path}`, start: source.startOf(item), end: item.end }];
    });
}

function checkFrequency(input: RuleInput, object: ts.ObjectLiteralExpression): void {
    const value = valueUnder(object, 'frequency');
    if (!value || !ts.isStringLiteralLike(value)) return;
    const interval = readInterval(value.text);
    if (typeof interval === 'number') return;
    const isTooShort = interval === 'sync_interval_too_short';
    const meant = isTooShort ? 'every 30 seconds' : didYouMean(value.text, FREQUENCIES);
    input.report('invalid-frequency', value, {
        message: isTooShort
            ? `"${value.text}" is too short an interval: a sync runs every 30 seconds at most.`
            : `"${value.text}" is no interval.`,
        advice: isTooShort
            ? 'Write e.g. "every 30 seconds", "every 5 minutes" or "every hour".'
            : 'Write e.g. "every hour", "every half day" or "every 45 minutes", in small letters.',
        ...(meant !== undefined && { replacement: meant }),
    });
}

function checkEndpointCount(input: RuleInput, object: ts.ObjectLiteralExpression): void {
    const endpoints = valueUnder(object, 'endpoints');
    const models = definitionModels(input);
    if (!endpoints || !ts.isArrayLiteralExpression(endpoints) || !models) return;
    const { elements } = endpoints;
    if (elements.some(ts.isSpreadElement) || elements.length === models.size) return;
    const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
    input.report('endpoint-count', propertyOf(object, 'endpoints')!.name!, {
        message: `There must be as many endpoints as models, and there are ${counted(elements.length, 'endpoint')} and ${counted(models.size, 'model')}.`,
        advice: 'Write one endpoint for each model, or leave "endpoints" out.',
    });
}

function checkTrackDeletes(input: RuleInput, object: ts.ObjectLiteralExpression): void {
    const property = propertyOf(object, 'trackDeletes');
    if (!property || valueUnder(object, 'trackDeletes')?.kind !== ts.SyntaxKind.TrueKeyword) return;
    if (textOf(object, 'syncType') !== 'incremental') return;
    input.report('track-deletes-incremental', property, {
        message:
            'Deletes cannot be tracked in an incremental sync: what it does not fetch again would count as deleted.',
        advice: 'Leave "trackDeletes" out, or set "syncType" to "full".',
    });
}

function reportEndpoint(input: RuleInput, { name, start, end }: NamedSpan): void {
    input.report(
        'duplicate-endpoint',
        { start, end },
        {
            message: `The endpoint "${name}" is used twice.`,
            advice: 'Give it another path: endpoints are unique within an integration.',
        },
    );
}

function valueUnder(object: ts.ObjectLiteralExpression, key: string): ts.Expression | undefined {
    const property = propertyOf(object, key);
    return property && ts.isPropertyAssignment(property) ? bare(property.initializer) : undefined;
}

function textOf(object: ts.ObjectLiteralExpression, key: string): string | undefined {
    const value = valueUnder(object, key);
    return value && ts.isStringLiteralLike(value) ? value.text : undefined;
}
