import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../src/core/config';
import { exampleValue } from '../../../../src/core/models';

/** The example of an action's input of a model `Input` with this body. */
function exampleFor(body: string) {
    const indented = body.replaceAll('\n', '\n        ');
    const text = `integrations:\n    demo:\n        actions:\n            act:\n                endpoint: POST /act\n                input: Input\nmodels:\n    Other:\n        name: string\n    Self:\n        again: Self\n    Input:\n        ${indented}\n`;
    const { config } = parseConfig(text, '/p/nango.yaml');
    return exampleValue(config.integrations[0]!.actions[0]!.input!.type, config.models);
}

describe('an example holds what its model requires, in the simplest form', () => {
    it.each([
        ['primitives', 'a: string\nb: number\nc: boolean', { a: '', b: 0, c: false }],
        ['optional fields are left out', 'a: string\nb?: number', { a: '' }],
        ['a union takes its first member', 'state: open | closed', { state: 'open' }],
        ['null first', 'a: null | string', { a: null }],
        ['lists are empty', 'a: string[]\nb: Other[]', { a: [], b: [] }],
        ['other models, nested', 'other: Other', { other: { name: '' } }],
        ['objects in place', 'place:\n    city: string', { place: { city: '' } }],
        ['dates', 'at: Date', { at: '2024-01-01T00:00:00.000Z' }],
        ['what is inherited', '__extends: Other\nmore: number', { name: '', more: 0 }],
        ['any', 'a: any', { a: null }],
    ])('%s', (_, body, expected) => {
        expect(exampleFor(body)).toEqual(expected);
    });

    it('of a model that contains itself ends', () => {
        expect(JSON.stringify(exampleFor('self: Self')).length).toBeLessThan(200);
    });
});
