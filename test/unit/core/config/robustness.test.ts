import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../src/core/config';
import { resolveModel } from '../../../../src/core/models';
import { listScripts } from '../../../../src/core/project';
import { FLAVOURS } from '../project/flavours';
import { MemoryFiles } from '../project/memoryFiles';

const WHOLE = `# all the grammar
integrations:
    github: &github
        syncs:
            issues:
                description: |
                    Two lines
                    of text.
                endpoint: [ "GET /a", { method: GET, path: /b, group: 'G' } ]
                output: [Issue, "Comment"]
                runs: every half hour
                scopes: [ a, b ]
                <<: { version: 1.0.0, track_deletes: yes }
        actions:
            create: { endpoint: POST /c/{Issue:id}, input: Issue | null, output: { id: string } }
        on-events:
            post-connection-creation:
                - setup
    other: *github
models:
    Issue:
        __extends: Base
        id: string
        labels?: (string | null)[]
        __string: any
    Comment: { "quoted key": 'it''s', list: [ string, Issue ] }
    Base: { created: date }
`;

/** Every value that the readers must survive anywhere. */
const VALUES = [
    '',
    '~',
    'text',
    '3',
    '-1.5e3',
    '.inf',
    'true',
    '2024-01-01',
    '""',
    '[]',
    '[[[]]]',
    '[~, 3, {}]',
    '{}',
    '{ a: { b: { c: d } } }',
    '{ ~: ~ }',
    '{ ? [a] : b }',
    '|\n                  block',
    '!!binary aGk=',
    '!!set { a, b }',
    '!unknown x',
    '&anchor x',
    '*github',
    '*missing',
    '{ <<: *github }',
    '{ <<: 3 }',
    'constructor',
    '__proto__',
];

/** Parses, and uses what came out as the callers do. */
async function survive(text: string): Promise<void> {
    const { config, findings } = parseConfig(text, '/p/nango.yaml');
    for (const { code, message, location } of findings) {
        expect(code).not.toBe('');
        expect(message).not.toMatch(/undefined|\[object/);
        expect(location!.line).toBeGreaterThan(0);
        expect(location!.column).toBeGreaterThan(0);
    }
    for (const { name } of config.models) expect(resolveModel(config.models, name)).toBeDefined();
    for (const { path, at } of FLAVOURS) {
        await listScripts(new MemoryFiles(path, {}), { root: at('/p'), form: 'classic' }, config, path);
    }
    expect(() => JSON.stringify(config)).not.toThrow();
}

describe('parseConfig never throws', () => {
    test('on a file cut off before, in and behind any of its words', async () => {
        // In a word or a run of spaces, one place is like the next.
        const ends = [...WHOLE.matchAll(/\s+|\w+|[^\s\w]/g)].flatMap(({ index }) => [index, index + 1]);
        for (const end of new Set([...ends, WHOLE.length])) await survive(WHOLE.slice(0, end));
    });

    test('on a file that lacks any one line, with any line break', async () => {
        const lines = WHOLE.split('\n');
        for (let i = 0; i < lines.length; i++) {
            for (const lineBreak of ['\n', '\r\n', '\r']) await survive(lines.toSpliced(i, 1).join(lineBreak));
        }
    });

    test('on a file whose indents are tabs, or off by one', async () => {
        await survive(WHOLE.replaceAll('    ', '\t'));
        const lines = WHOLE.split('\n');
        for (let i = 0; i < lines.length; i++) await survive(lines.with(i, ` ${lines[i]}`).join('\n'));
    });

    test.each(VALUES)('on %j in the place of any value', async (value) => {
        const lines = WHOLE.split('\n');
        for (let i = 0; i < lines.length; i++) {
            const key = /^\s*[\w-]+\??:/.exec(lines[i]!);
            if (key) await survive(lines.with(i, `${key[0]} ${value}`).join('\n'));
        }
        await survive(value);
    });

    test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', '', '..', 'a/b', 'é', '😀', '<<'])(
        'on %j as the name of anything, which is then a name like any other',
        async (name) => {
            const key = JSON.stringify(name);
            const text = `integrations: { ${key}: { syncs: { ${key}: { output: ${key} } } } }\nmodels: { ${key}: { ${key}: ${key} } }`;
            await survive(text);
            const { config } = parseConfig(text, 'nango.yaml');
            expect(config.integrations[0]).toMatchObject({ id: name, syncs: [{ name }] });
            expect(config.models[0]).toMatchObject({ name, fields: [{ name }] });
            expect(({} as Record<string, unknown>).output).toBeUndefined();
        },
    );

    test.each<[what: string, text: string]>([
        ['brackets', '['.repeat(20_000)],
        ['braces', '{a: '.repeat(5_000)],
        ['lists', '- '.repeat(5_000)],
        ['blocks', Array.from({ length: 2_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
        ['a model within a model', `models:\n  M: ${'{ a: '.repeat(150)}string${' }'.repeat(150)}`],
        ['aliases within aliases', nestedAliases()],
        ['NUL and other control characters', 'integrations:\n  \0\x01\x1b: \x7f\uFFFE\uD800'],
        ['a directive', '%YAML 1.1\n---\nintegrations: { a: { syncs: yes } }'],
    ])('on %s without end', async (_, text) => {
        await survive(text);
    });

    test('on a text made of random pieces of the grammar', async () => {
        const pieces = WHOLE.match(/\s+|\w+|[^\s\w]/g)!;
        let seed = 42;
        const random = () => {
            seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
            return seed / 2_147_483_648;
        };
        for (let i = 0; i < 500; i++) {
            const shuffled = Array.from({ length: 80 }, () => pieces[Math.floor(random() * pieces.length)]);
            await survive(shuffled.join(''));
        }
    });
});

/** Levels that exceed the limit only when the aliases are followed. */
function nestedAliases(): string {
    const lines = Array.from({ length: 20 }, (_, i) => {
        const inner = i === 0 ? 'string' : `*a${i - 1}`;
        return `a${i}: &a${i} ${'{ x: '.repeat(20)}${inner}${' }'.repeat(20)}`;
    });
    return `${lines.join('\n')}\nmodels: { M: { f: *a19 } }`;
}
