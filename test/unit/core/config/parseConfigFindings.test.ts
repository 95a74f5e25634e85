import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../src/core/config';

const FILE = '/p/nango.yaml';
const parse = (text: string) => parseConfig(text, FILE);
/** What is reported while reading; what the rules say of the result is proved in rules.test.ts. */
const READING = new Set(['yaml_syntax', 'duplicate_key', 'type', 'ignored_script', 'empty_config', 'no_integrations']);
const readingFindings = (text: string) => parse(text).findings.filter(({ code }) => READING.has(code));
const codes = (text: string) =>
    readingFindings(text).map(({ code, location }) => `${code} ${location?.line}:${location?.column}`);

describe('findings', () => {
    test.each<[rule: string, yaml: string, expected: string[]]>([
        ['a good file has none', 'integrations: { a: { syncs: {} } }', []],
        ['an empty file', '', ['empty_config 1:1']],
        ['a file of comments', '# nothing\n\n', ['empty_config 1:1']],
        ['only a byte order mark', '\uFEFF', ['empty_config 1:1']],
        ['a list', '- a\n- b\n', ['type 1:1']],
        ['a text', 'hello', ['type 1:1']],
        ['no integrations', 'models: {}', ['no_integrations 1:1']],
        ['misspelt integrations', 'models: {}\nintegration: {}', ['no_integrations 2:1']],
        ['integrations without a value', 'models: {}\nintegrations:\n', ['no_integrations 2:1']],
        ['integrations as a list', 'integrations:\n  - a', ['type 2:3']],
        ['an integration without a value', 'integrations:\n  gh:\n', ['type 2:3']],
        ['an integration as a text', 'integrations:\n  gh: syncs', ['type 2:7']],
        ['syncs as a list', 'integrations:\n  gh:\n    syncs:\n      - a', ['type 4:7']],
        ['a sync without a value', 'integrations:\n  gh:\n    syncs:\n      a:', ['type 4:7']],
        ['an action as a text', 'integrations:\n  gh:\n    actions:\n      a: b', ['type 4:10']],
        ['on-events as a list', 'integrations:\n  gh:\n    on-events: [a]', ['type 3:16']],
        ['models without a value', 'integrations: {}\nmodels:\n', ['type 2:1']],
        ['models as a list', 'integrations: {}\nmodels: [A]', ['type 2:9']],
        ['a model without a value', 'integrations: {}\nmodels:\n  A:\n  B: { id: string }', ['type 3:3']],
        ['a model as a text', 'integrations: {}\nmodels:\n  A: string', ['type 3:6']],
        ['a model as a list', 'integrations: {}\nmodels:\n  A: [string]', ['type 3:6']],
        ['__extends that is no text', 'integrations: {}\nmodels:\n  A: { __extends: [B] }', ['type 3:19']],
        ['a duplicate key', 'integrations: {}\nmodels:\n  A: { id: string }\n  A: { x: int }', ['duplicate_key 4:3']],
        ['a misspelt section', 'integrations:\n  gh:\n    Syncs:\n      a: { output: A }', ['ignored_script 3:5']],
        [
            'a sync of version 1 without returns',
            'integrations:\n  gh:\n    a: { runs: every day }',
            ['ignored_script 3:5'],
        ],
        ['a tab', 'integrations:\n\tgh: {}', ['yaml_syntax 2:1']],
        ['an open quote', 'integrations:\n  "gh: {}', ['yaml_syntax 2:10']],
        ['an open bracket', 'integrations: { gh: {}', ['yaml_syntax 1:23']],
        ['two documents', 'integrations: {}\n---\nmodels: {}', ['yaml_syntax 2:1']],
        ['a list as a key', 'integrations: {}\n? [a]\n: b', ['yaml_syntax 2:3']],
        ['an unknown alias', 'integrations: *x', ['yaml_syntax 1:15']],
        ['an alias inside of its anchor', 'integrations: &x\n  gh: *x', ['yaml_syntax 2:7']],
        ['merging a text', 'integrations:\n  gh:\n    <<: text\n    syncs: {}', ['yaml_syntax 3:5']],
    ])('%s', (_, yaml, expected) => {
        expect(codes(yaml)).toEqual(expected);
    });

    test('a misspelt section is asked about', () => {
        const findings = readingFindings('integrations:\n  gh:\n    Syncs:\n      a: { output: A }');
        expect(findings[0]).toMatchObject({ severity: 'error', advice: 'Did you mean "syncs"?' });
    });

    test('findings come in the order of the file and name it', () => {
        const { findings } = parse('models:\n  A: x\nintegrations:\n  gh: y\n  gh: z\n');
        expect(findings.map(({ code, location }) => [code, location?.file, location?.line])).toEqual([
            ['type', FILE, 2],
            ['type', FILE, 4],
            ['duplicate_key', FILE, 5],
        ]);
    });

    test('after a syntax error what only looks wrong because of it is left out', () => {
        expect(codes('integrations:\n  gh:\n    syncs:\n      a:\n      b: "x')).toEqual(['yaml_syntax 5:12']);
    });

    test('hundreds of syntax errors are cut to the first ones', () => {
        const syntax = codes(`a: b\n${'\tc: d\n e\n'.repeat(300)}`).filter((code) => code.startsWith('yaml_syntax'));
        expect(syntax).toHaveLength(20);
    });
});

describe('a broken file still yields what can be understood', () => {
    test('what stands before and after a wrong part is read', () => {
        const { config } = parse(
            'integrations:\n  a: text\n  b:\n    syncs:\n      bad: [x]\n      good: { output: M }\nmodels:\n  X: 3\n  M: { id: int }\n',
        );
        expect(config.integrations.map(({ id, syncs }) => [id, syncs.map(({ name }) => name)])).toEqual([
            ['a', []],
            ['b', ['good']],
        ]);
        expect(config.models.map(({ name, fields }) => [name, fields.length])).toEqual([
            ['X', 0],
            ['M', 1],
        ]);
    });

    test('of a key that comes twice the first is kept', () => {
        const { config } = parse('integrations: {}\nmodels: { M: { a: string, a: int } }');
        expect(config.models[0]?.fields).toMatchObject([{ name: 'a', type: { kind: 'primitive', name: 'string' } }]);
    });
});
