import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../src/core/config';
import { type ModelType, resolveModel } from '../../../../src/core/models';

/** A type in short: TypeScript-like text, with a mark for what a later finding will point at. */
function show(type: ModelType): string {
    const oddity = type.oddity ? `<${type.oddity}>` : '';
    switch (type.kind) {
        case 'primitive':
            return type.name;
        case 'date':
            return `Date${oddity}`;
        case 'record':
            return 'Record';
        case 'literal':
            return `${JSON.stringify(type.value)}${type.fallback ? '?' : ''}${oddity}`;
        case 'array':
            return `(${show(type.element)})[]${oddity}`;
        case 'union':
            return `${type.members.map(show).join(' | ')}${oddity}`;
        case 'reference':
            return `&${type.name}`;
        case 'object': {
            const fields = type.fields.map((f) => `${f.name}${f.optional ? '?' : ''}: ${show(f.type)}`);
            return `{ ${[...fields, ...(type.index ? [`[key]: ${show(type.index.type)}`] : [])].join('; ')} }`;
        }
        case 'invalid':
            return `!${type.reason}`;
    }
}

/** The type that a field gets when its value is written as the given YAML. */
function typeOf(yaml: string, field = 'f'): ModelType {
    const { config } = parseConfig(
        `integrations: {}\nmodels:\n    Issue:\n        id: string\n    M:\n        ${field}: ${yaml}\n`,
        '/p/nango.yaml',
    );
    return config.models.find(({ name }) => name === 'M')!.fields[0]!.type;
}

describe('the type grammar', () => {
    test.each<[yaml: string, expected: string]>([
        // Aliases in any letter case.
        ['string', 'string'],
        ['String', 'string'],
        ['char', 'string'],
        ['varchar', 'string'],
        ['number', 'number'],
        ['integer', 'number'],
        ['INT', 'number'],
        ['float', 'number'],
        ['bool', 'boolean'],
        ['boolean', 'boolean'],
        ['date', 'Date'],
        ['Date', 'Date'],
        ['object', 'Record'],
        ['array', '(any)[]'],
        ['any', 'any'],
        ['never', 'never'],
        ['void', 'void'],
        ['bigint', 'bigint'],
        ['undefined', 'undefined'],
        // Literals.
        ['true', 'true'],
        ['"true"', 'true'],
        ['3', '3'],
        ["'3'", '3'],
        ['-1', '-1'],
        ['1.5', '1.5'],
        ['null', 'null'],
        ['', 'null'],
        ['open', '"open"?'],
        ['in progress', '"in progress"?'],
        ['"\'open\'"', '"open"'],
        ["it's", '"it\'s"?'],
        ['constructor', '"constructor"?'],
        ['__proto__', '"__proto__"?'],
        // Arrays, unions, references.
        ['string[]', '(string)[]'],
        ['string[][]', '((string)[])[]'],
        ['Issue', '&Issue'],
        ['issue', '"issue"?'],
        ['Issue[]', '(&Issue)[]'],
        ['string | null', 'string | null'],
        ['string|Issue[]|undefined', 'string | (&Issue)[] | undefined'],
        ['open | closed', '"open"? | "closed"?'],
        ['"\'a | b\' | c"', '"a | b" | "c"?'],
        ["don't | won't", '"don\'t"? | "won\'t"?'],
        ['1 | 2 | -3', '1 | 2 | -3'],
        ['[string, number]', '(string | number)[]'],
        ['[Issue]', '(&Issue)[]'],
        ['["string | null", date]', '(string | null | Date)[]'],
        // Inline objects.
        ['{ a: string, b?: int }', '{ a: string; b?: number }'],
        ['{ a: { b: "Issue[]" } }', '{ a: { b: (&Issue)[] } }'],
        ['{ id: string, __string: any }', '{ id: string; [key]: any }'],
        ['{ constructor: string, __proto__: int }', '{ constructor: string; __proto__: number }'],
        // What is no type.
        ["''", '!empty'],
        ["'[]'", '!empty'],
        ['[]', '!empty'],
        ['string |', 'string | !empty'],
        ['Record<string, any>', '!generic'],
        ['Promise<Issue>[]', '(!generic)[]'],
        ['Map<string | number, any> | null', '!generic | null'],
        // What the official tool misreads is read as a person expects, and marked.
        ['2fa', '"2fa"<read-as-number>'],
        ["'2fa | sms'", '"2fa"<read-as-number> | "sms"?'],
        ['2024-01-31', '"2024-01-31"<unquoted-date>'],
        ["'2024-01-31'", '"2024-01-31"<read-as-number>'],
        ['(Issue | string)[]', '(&Issue | string<parentheses>)[]'],
        ['(Issue', '"(Issue"?<parentheses>'],
        ['.nan', '".nan"?'],
    ])('%s is %s', (yaml, expected) => {
        expect(show(typeOf(yaml))).toBe(expected);
    });

    test.each(['true', '3', 'null', 'string'])('an optional field keeps its mark when its type is %s', (yaml) => {
        const { config } = parseConfig(`models:\n    M:\n        f?: ${yaml}\n`, 'nango.yaml');
        expect(config.models[0]?.fields[0]).toMatchObject({ name: 'f', optional: true });
    });

    test('endless nesting ends in an invalid type', () => {
        expect(JSON.stringify(typeOf(`'${'('.repeat(5_000)}a${')'.repeat(5_000)}'`))).toContain('too-deep');
        expect(JSON.stringify(typeOf(`'string${'[]'.repeat(5_000)}'`))).toContain('too-deep');
    });

    test.each<[yaml: string, part: string, text: string]>([
        ['string | Isue[] | null', '"Isue"?', 'Isue'],
        ['"string | Isue"', '"Isue"?', 'Isue'],
        ["'Issue[]'", '&Issue', 'Issue'],
        ['[string, Isue]', '"Isue"?', 'Isue'],
        ['"a\\tb | Isue"', '"Isue"?', '"a\\tb | Isue"'],
        ['>-\n            string |\n            Isue', '"Isue"?', '>-\n            string |\n            Isue\n'],
    ])('in %s, the part %s stands at %j', (yaml, part, text) => {
        const source = `models:\n    Issue:\n        id: string\n    M:\n        f: ${yaml}\n`;
        const { config } = parseConfig(source, 'nango.yaml');
        const found = parts(config.models[1]!.fields[0]!.type).find((type) => show(type) === part);
        expect(source.slice(found!.range.start, found!.range.end)).toBe(text);
        const before = source.slice(0, found!.range.start).split('\n');
        expect(found!.range).toMatchObject({ line: before.length, column: before.at(-1)!.length + 1 });
    });
});

function parts(type: ModelType): ModelType[] {
    if (type.kind === 'array') return [type, ...parts(type.element)];
    if (type.kind === 'union') return [type, ...type.members.flatMap(parts)];
    return [type];
}

describe('resolveModel', () => {
    const resolve = (yaml: string, name: string) => {
        const { config } = parseConfig(`models:\n${yaml.replace(/^/gm, '    ')}`, 'nango.yaml');
        const model = resolveModel(config.models, name);
        return (
            model && {
                fields: model.fields.map((field) => `${field.name}: ${show(field.type)}`),
                index: model.index && show(model.index.type),
                missingParents: model.missingParents,
                cyclic: model.cyclic,
            }
        );
    };
    const plain = { index: undefined, missingParents: [], cyclic: false };

    test.each<[rule: string, yaml: string, expected: object | undefined]>([
        ['own fields only', 'M: { a: string }', { ...plain, fields: ['a: string'] }],
        [
            'parents come first',
            'M: { __extends: P, b: int }\nP: { a: string }',
            { ...plain, fields: ['a: string', 'b: number'] },
        ],
        [
            'what stands above __extends comes before it',
            'M: { b: int, __extends: P, c: date }\nP: { a: string }',
            { ...plain, fields: ['b: number', 'a: string', 'c: Date'] },
        ],
        ['an own field wins', 'M: { __extends: P, a: int }\nP: { a: string }', { ...plain, fields: ['a: number'] }],
        [
            'the parent named first wins',
            'M: { __extends: "P, Q" }\nP: { a: string }\nQ: { a: int, b: int }',
            { ...plain, fields: ['a: string', 'b: number'] },
        ],
        [
            'grandparents count',
            'M: { __extends: P }\nP: { __extends: G, p: int }\nG: { g: int, __string: any }',
            { ...plain, fields: ['g: number', 'p: number'], index: 'any' },
        ],
        [
            'an own index signature wins',
            'M: { __extends: P, __string: int }\nP: { __string: any }',
            { ...plain, fields: [], index: 'number' },
        ],
        [
            'a missing parent is named',
            'M: { __extends: "P,Q", a: int }\nP: {}',
            { ...plain, fields: ['a: number'], missingParents: ['Q'] },
        ],
        [
            'a cycle ends',
            'M: { __extends: P, a: int }\nP: { __extends: M, b: int }',
            { ...plain, fields: ['b: number', 'a: number'], cyclic: true },
        ],
        ['a model may extend itself', 'M: { __extends: M, a: int }', { ...plain, fields: ['a: number'], cyclic: true }],
        [
            'a diamond is no cycle',
            'M: { __extends: "P,Q" }\nP: { __extends: G }\nQ: { __extends: G }\nG: { g: int }',
            { ...plain, fields: ['g: number'] },
        ],
        ['a field called __proto__ is a field', 'M: { __proto__: int }', { ...plain, fields: ['__proto__: number'] }],
        ['an unknown model is undefined', 'N: {}', undefined],
    ])('%s', (_, yaml, expected) => {
        expect(resolve(yaml, 'M')).toEqual(expected);
    });

    test('models that all extend each other are resolved at once', () => {
        const names = Array.from({ length: 40 }, (_, i) => `M${i}`);
        const yaml = names.map((name, i) => `${name}: { __extends: "${names.join(',')}", f${i}: int }`).join('\n');
        const started = performance.now();
        expect(resolve(yaml, 'M0')?.fields).toHaveLength(40);
        expect(performance.now() - started).toBeLessThan(2_000);
    });
});
