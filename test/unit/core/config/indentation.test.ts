import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../src/core/config';
import { explainIndentation } from '../../../../src/core/config/indentation';
import { shapeOf } from '../../../../src/core/config/indentationMoves';

const RIGHT = `integrations:
    demo:
        syncs:
            items:
                runs: every hour
                sync_type: full
                output: Item
                endpoint: GET /items
        actions:
            make:
                endpoint:
                    method: POST
                    path: /make
                input: Input
                output: Item
            fail:
                endpoint: POST /fail
                output: Item
models:
    Item:
        id: string
        name: string
    Input:
        name: string
`;

/** The text with lines (1-based, inclusive) moved to the right. */
function moved(from: number, to: number, by: number, text = RIGHT): string {
    const lines = text.split('\n');
    for (let line = from - 1; line < to; line++) {
        lines[line] = ' '.repeat(lines[line]!.search(/\S/) + by) + lines[line]!.trimStart();
    }
    return lines.join('\n');
}

const errorsOf = (text: string) =>
    parseConfig(text, 'nango.yaml')
        .findings.filter(({ severity }) => severity === 'error')
        .map(({ location, message }) => `${location?.line}:${location?.column} ${message}`);

describe('a wrong indentation is one error, at its line', () => {
    test('the file is right without it', () => expect(errorsOf(RIGHT)).toEqual([]));

    test.each<[what: string, from: number, to: number, by: number, expected: string]>([
        ['a first key too far left', 5, 5, -4, '5:13 "runs" is indented by 12 spaces and not by 16.'],
        ['a first key too far right', 5, 5, 2, '5:19 "runs" is indented by 18 spaces and not by 16.'],
        ['a key too far right', 6, 6, 2, '6:19 "sync_type" is indented by 18 spaces and not by 16.'],
        ['a last key between two levels', 8, 8, -3, '8:14 "endpoint" is indented by 13 spaces and not by 16.'],
        ['a last key on the level above', 8, 8, -4, '8:13 "endpoint" is indented by 12 spaces and not by 16.'],
        ['a whole body on the level above', 5, 8, -4, '5:13 "runs" and the 3 lines after it are indented by 12'],
        ['a section on the level above', 3, 3, -4, '3:5 "syncs" is indented by 4 spaces and not by 8.'],
        ['a section on the level below', 9, 9, 4, '9:13 "actions" is indented by 12 spaces and not by 8.'],
        ['models within integrations', 19, 19, 4, '19:5 "models" is indented by 4 spaces and not by 0.'],
        ['a model at the root', 20, 20, -4, '20:1 "Item" is indented by 0 spaces and not by 4.'],
        ['a field beside its model', 21, 21, -4, '21:5 "id" is indented by 4 spaces and not by 8.'],
        ['all fields beside their model', 21, 22, -4, '21:5 "id" and the line after it are indented by 4 spaces'],
    ])('%s', (_what, from, to, by, expected) => {
        const errors = errorsOf(moved(from, to, by));
        expect(errors).toEqual([expect.stringContaining(expected)]);
        // The same with the line breaks of Windows.
        expect(errorsOf(moved(from, to, by).replaceAll('\n', '\r\n'))).toEqual(errors);
    });

    test('the advice says where it belongs', () => {
        const [finding] = parseConfig(moved(5, 5, -4), 'nango.yaml').findings;
        expect(finding).toMatchObject({
            code: 'yaml_syntax',
            advice: 'Move it 4 spaces to the right, below "items".',
            location: { line: 5, column: 13, endLine: 5, endColumn: 29 },
        });
    });
});

describe('beside it', () => {
    test('each other wrong indentation is told', () => {
        const text = moved(18, 18, 3, moved(15, 15, 3, moved(7, 7, 3)));
        expect(errorsOf(text).map((error) => error.split(' is ')[0])).toEqual([
            '7:20 "output"',
            '15:20 "output"',
            '18:20 "output"',
        ]);
    });

    test('what is wrong in other ways is told, at its place', () => {
        expect(errorsOf(moved(5, 5, -4).replace('POST /fail', 'fail'))).toEqual([
            expect.stringContaining('5:13 "runs" is indented'),
            expect.stringContaining('17:27 "endpoint" of "demo/fail" is no endpoint.'),
        ]);
    });

    test('a place in a moved line is the one in the file', () => {
        const text = moved(8, 8, -3).replace('GET /items', 'items');
        expect(errorsOf(text)).toContainEqual(expect.stringMatching(/^8:24 /));
    });
});

test.each<[what: string, text: string, expected: string[]]>([
    [
        'a text with a colon',
        RIGHT.replace('sync_type: full', 'description: foo: bar'),
        ['6:30 There is a second ": " in this line.'],
    ],
    ['tabs', RIGHT.replace(/^ {16}runs/m, '\t\truns'), ['5:1 Tabs are not allowed as indentation.']],
    ['an open quote', RIGHT.replace('every hour', '"every hour'), ['25:1 A text that opens with " does not end.']],
    [
        'two keys that are missing',
        RIGHT.replace(/^ {16}(runs|endpoint: GET).*\n/gm, ''),
        ['4:13 "demo/items" has no "runs".', '4:13 "demo/items" has no "endpoint".'],
    ],
])('what is not due to an indentation is not explained by one: %s', (_what, text, expected) => {
    expect(errorsOf(text).sort()).toEqual(expected.sort());
});

test.each<[what: string, text: string, atMost: number]>([
    ['of the syntax', moved(6, 6, 2).replace('sync_type', 'sync type: ['), 10],
    ['of the structure', RIGHT.replace(/^ {16}(runs|endpoint: GET).*\n/gm, ''), 40],
])(
    'to find the cause of errors %s, a file is read a few times, and never twice with the same structure',
    (_what, text, atMost) => {
        const { findings } = parseConfig(text, 'nango.yaml');
        const read: string[] = [];
        explainIndentation(text, 'nango.yaml', findings, (other) => {
            read.push(other);
            return findings;
        });
        expect(read.length).toBeGreaterThan(0);
        expect(read.length).toBeLessThanOrEqual(atMost);
        expect(new Set(read).size).toBe(read.length);
        expect(read).not.toContain(text);
    },
);

test.each<[what: string, one: string, other: string, same: boolean]>([
    ['all lines below another one are moved', 'a:\n  b: 1\n  c: 2', 'a:\n    b: 1\n    c: 2', true],
    ['only comments are moved', 'a:\n  # x\n  b: 1', 'a:\n# x\n  b: 1', true],
    ['a line gets another parent', 'a:\n  b:\n  c: 2', 'a:\n  b:\n    c: 2', false],
    ['a line leaves the column of its siblings', 'a:\n  b:\n  c: 2', 'a:\n  b:\n c: 2', false],
    ['the first line is moved', 'a:\n  b: 1', ' a:\n  b: 1', false],
])('whether the structure is the same where %s', (_what, one, other, same) => {
    expect(shapeOf(one.split('\n')) === shapeOf(other.split('\n'))).toBe(same);
});
