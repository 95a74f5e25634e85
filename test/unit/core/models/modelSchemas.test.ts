import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../src/core/config';
import { scriptSchemas } from '../../../../src/core/models';
import { compileSchema, placeText } from '../../../../src/core/schema';

const YAML = `
integrations:
    demo:
        syncs:
            items: { runs: every hour, output: [Item, 'string'], input: Settings, endpoint: [GET /a, GET /b] }
        actions:
            act: { input: Item, output: 'Item[]', endpoint: POST /act }
            bare: { endpoint: POST /bare }
models:
    Settings: { team: string }
    Base: { id: string }
    Item:
        __extends: Base
        name?: string
        when: date
        size: number | null
        maybe: string | undefined
        state: open | closed
        any: any
        extra: object
        parts: Item[]
        nested: { a: boolean }
    Free: { __string: number }
`;

const { config } = parseConfig(YAML, '/nango.yaml');
const [{ syncs, actions } = { syncs: [], actions: [] }] = config.integrations;
const schemas = scriptSchemas('sync', syncs[0]!, config.models);

function mismatches(value: unknown, model = 'Item') {
    const found: string[] = [];
    compileSchema(schemas.models[model]!, schemas.definitions)(value, undefined, (place, message) => {
        found.push(`${placeText(place)}: ${message}`);
    });
    return found;
}

const ITEM = {
    id: 'a',
    when: '2024-01-01T00:00:00Z',
    size: null,
    state: 'open',
    extra: { x: 1 },
    parts: [],
    nested: { a: true },
};

describe('models of nango.yaml as JSON schemas (nango-semantics §2.5, §6.10)', () => {
    it.each<[string, object, string[]]>([
        ['all that is required', {}, []],
        ['itself within itself', { parts: [{ ...ITEM }] }, []],
        ['what is optional, and what may be anything', { name: 'x', maybe: 'y', any: [1] }, []],
        ['an inherited field', { id: 1 }, ['id: must be a string, and is a number']],
        ['a date that is a Date', { when: new Date(0) }, []],
        ['a date that is none', { when: 'yesterday' }, ['when: must be text of the format date-time']],
        ['a union', { size: 'big' }, ['size: must be a number or null, and is a string']],
        ['a union of words', { state: 'gone' }, ['state: fits none of 2 alternatives']],
        ['a field that is not declared', { other: 1 }, ['other: is not declared']],
        ['a field that is missing', { nested: undefined }, ['nested: is missing']],
        ['a field of an inner object', { nested: { a: 1 } }, ['nested.a: must be a boolean, and is a number']],
        [
            'a part',
            { parts: [{}] },
            ['id', 'when', 'size', 'state', 'extra', 'parts', 'nested'].map((k) => `parts[].${k}: is missing`),
        ],
    ])('%s', (_, change, expected) => {
        expect(mismatches({ ...ITEM, ...change })).toEqual(expected);
    });

    it('a sync has its models, anonymous ones too, and its metadata', () => {
        expect(Object.keys(schemas.models)).toEqual(['Item', 'Anonymous_demo_sync_items_output']);
        expect(schemas.metadata).toEqual({ $ref: '#/definitions/Settings' });
        expect(schemas.input).toBeUndefined();
    });

    it('an action has its input and output; without an input it takes none', () => {
        expect(scriptSchemas('action', actions[0]!, config.models)).toMatchObject({
            input: { $ref: '#/definitions/Item' },
            output: { type: 'array', items: { $ref: '#/definitions/Item' } },
        });
        expect(scriptSchemas('action', actions[1]!, config.models)).toEqual({
            models: {},
            input: false,
            definitions: {},
        });
    });
});
