import { describe, expect, test } from 'vitest';
import { type ProjectConfig, parseConfig } from '../../../../src/core/config';

const FILE = '/p/nango.yaml';
const parse = (text: string) => parseConfig(text, FILE);
/** What is reported while reading; what the rules say of the result is proved in rules.test.ts. */
const READING = new Set(['yaml_syntax', 'duplicate_key', 'type', 'ignored_script', 'empty_config', 'no_integrations']);
const readingFindings = (text: string) => parse(text).findings.filter(({ code }) => READING.has(code));
const codes = (text: string) =>
    readingFindings(text).map(({ code, location }) => `${code} ${location?.line}:${location?.column}`);

/** A sync with the given keys. */
function sync(keys: string) {
    const { config } = parse(
        `integrations:\n  gh:\n    syncs:\n      s: { ${keys} }\nmodels: { Issue: { id: string } }`,
    );
    return config.integrations[0]!.syncs[0]!;
}

function action(keys: string) {
    const { config } = parse(
        `integrations:\n  gh:\n    actions:\n      a: { ${keys} }\nmodels: { Issue: { id: string } }`,
    );
    return config.integrations[0]!.actions[0]!;
}

describe('version', () => {
    test.each<[rule: string, yaml: string, version: 1 | 2]>([
        ['no integrations', 'models: {}', 1],
        ['empty integrations', 'integrations: {}', 1],
        ['syncs in the first integration', 'integrations: { a: { syncs: {} } }', 2],
        ['actions in the first integration', 'integrations: { a: { actions: {} } }', 2],
        ['on-events in the first integration', 'integrations: { a: { on-events: {} } }', 2],
        ['a script in the first integration', 'integrations: { a: { s: { returns: M } } }', 1],
        ['only the first integration counts', 'integrations: { a: { s: { returns: M } }, b: { syncs: {} } }', 1],
        ['post-connection-scripts alone do not count', 'integrations: { a: { post-connection-scripts: [x] } }', 1],
    ])('%s', (_, yaml, version) => {
        expect(parse(yaml).config.version).toBe(version);
    });
});

describe('version 2', () => {
    test.each<[keys: string, expected: object]>([
        ['', { syncType: 'full', trackDeletes: false, autoStart: true, version: '', description: '', scopes: [] }],
        ['', { endpoints: [], output: [], webhookSubscriptions: [] }],
        ['sync_type: incremental', { syncType: 'incremental' }],
        ['sync_type: INCREMENTAL', { syncType: 'incremental' }],
        ['sync_type: partial', { syncType: 'full' }],
        ['track_deletes: true', { trackDeletes: true }],
        ['auto_start: false', { autoStart: false }],
        ['auto_start: "false"', { autoStart: true }],
        ['version: 2', { version: '2' }],
        ['version: 1.2.3', { version: '1.2.3' }],
        ['description: "  hello  "', { description: 'hello' }],
        ['runs: every half hour', { runs: 'every half hour' }],
        ['scopes: "repo, user,"', { scopes: ['repo', 'user'] }],
        ['scopes: [repo, user]', { scopes: ['repo', 'user'] }],
        ['webhook-subscriptions: "*"', { webhookSubscriptions: ['*'] }],
        ['webhook-subscriptions: [a, b]', { webhookSubscriptions: ['a', 'b'] }],
    ])('a sync with {%s} has %j', (keys, expected) => {
        expect(sync(keys)).toMatchObject(expected);
    });

    test.each<[keys: string, expected: object[]]>([
        ['endpoint: /a', [{ method: 'GET', path: '/a' }]],
        ['endpoint: get /a', [{ method: 'GET', path: '/a' }]],
        ['endpoint: { path: /a }', [{ method: 'GET', path: '/a' }]],
        ['endpoint: { path: /a, method: GET, group: Issues }', [{ method: 'GET', path: '/a', group: 'Issues' }]],
        ['endpoint: [ /a, GET /b, { path: /c } ]', [{ path: '/a' }, { path: '/b' }, { path: '/c' }]],
        ['endpoint: ', []],
    ])('a sync with {%s} has the endpoints %j', (keys, expected) => {
        const { endpoints } = sync(keys);
        expect(endpoints).toHaveLength(expected.length);
        expect(endpoints).toMatchObject(expected);
    });

    test.each<[keys: string, expected: object]>([
        ['endpoint: /a', { method: 'POST', path: '/a' }],
        ['endpoint: "DELETE /a/{Issue:id}"', { method: 'DELETE', path: '/a/{Issue:id}' }],
        ['endpoint: { method: patch, path: /a }', { method: 'PATCH', path: '/a' }],
    ])('an action with {%s} has the endpoint %j', (keys, expected) => {
        expect(action(keys).endpoints[0]).toMatchObject(expected);
    });

    test.each<[keys: string, output: string[]]>([
        ['output: Issue', ['Issue reference']],
        ['output: [Issue, Issue]', ['Issue reference', 'Issue reference']],
        ['output: "Issue[]"', ['Anonymous_gh_action_a_output array']],
        ['output: string', ['Anonymous_gh_action_a_output primitive']],
        ['output: Isue', ['Anonymous_gh_action_a_output literal']],
        ['output: ', []],
        ['output: { id: string }', ['Anonymous_gh_action_a_output object']],
    ])('an action with {%s} has the output %j', (keys, output) => {
        expect(action(keys).output.map(({ name, type }) => `${name} ${type.kind}`)).toEqual(output);
    });

    test('anonymous models are named by letters and digits of integration and script', () => {
        const { config } = parse('integrations: { my-int_1: { actions: { do-it_now: { input: string } } } }');
        expect(config.integrations[0]?.actions[0]?.input?.name).toBe('Anonymous_myint1_action_doitnow_input');
    });

    test('on-event scripts come once per event', () => {
        const { config } = parse(
            'integrations:\n  gh:\n    on-events:\n      post-connection-creation: [a, b]\n      validate-connection: [a]\n',
        );
        expect(config.integrations[0]?.onEvents).toMatchObject([
            { name: 'a', event: 'post-connection-creation', section: 'on-events', nameRange: { line: 4, column: 34 } },
            { name: 'b', event: 'post-connection-creation' },
            { name: 'a', event: 'validate-connection' },
        ]);
    });

    test.each(['syncs: {}\n    ', ''])('legacy post-connection-scripts run on creation (other keys: %j)', (other) => {
        const { config } = parse(`integrations:\n  gh:\n    ${other}post-connection-scripts:\n      - setup\n`);
        expect(config.integrations[0]?.onEvents).toMatchObject([
            { name: 'setup', event: 'post-connection-creation', section: 'post-connection-scripts' },
        ]);
    });
});

test('version 1 lists syncs and actions side by side', () => {
    const { config, findings } = parse(`
integrations:
  gh:
    issues: { runs: every hour, returns: [Issue, Comment], track_deletes: true, sync_type: full, endpoint: /no }
    create: { type: action, returns: Issue, input: Issue }
models:
  Issue: { id: string }
  Comment: { id: string }
`);
    expect(findings).toEqual([]);
    expect(config.version).toBe(1);
    const [integration] = config.integrations;
    expect(integration?.syncs).toMatchObject([
        {
            name: 'issues',
            runs: 'every hour',
            syncType: 'incremental',
            trackDeletes: true,
            autoStart: true,
            endpoints: [],
        },
    ]);
    expect(integration?.syncs[0]?.output.map(({ name }) => name)).toEqual(['Issue', 'Comment']);
    expect(integration?.actions).toMatchObject([{ name: 'create', output: [{ name: 'Issue' }], endpoints: [] }]);
    expect(integration?.actions[0]?.input).toBeUndefined();
});

describe('places', () => {
    const text = `integrations:
    gh:
        syncs:
            issues:
                endpoint: GET /a/b
                output:
                    - Issue
                    - "Comment"
models:
    Issue:
        id: string
        'labels?': string[]
    Comment:
        __extends: Base ,Issue
`;
    const at = (config: ProjectConfig) => {
        const [gh] = config.integrations;
        const [issues] = gh!.syncs;
        const [endpoint] = issues!.endpoints;
        const [issue, comment] = config.models;
        return { gh: gh!, issues: issues!, endpoint: endpoint!, issue: issue!, comment: comment! };
    };

    test.each<[what: string, line: number, column: number, text: string]>([
        ['integration', 2, 5, 'gh'],
        ['sync', 4, 13, 'issues'],
        ['endpoint', 5, 27, 'GET /a/b'],
        ['method', 5, 27, 'GET'],
        ['path', 5, 31, '/a/b'],
        ['first output', 7, 23, 'Issue'],
        ['second output', 8, 23, '"Comment"'],
        ['model', 10, 5, 'Issue'],
        ['field', 12, 9, "'labels?'"],
        ['second parent', 14, 26, 'Issue'],
    ])('the %s stands at %d:%d', (what, line, column, expected) => {
        for (const [written, lineBreak] of [
            [text, '\n'],
            [text.replaceAll('\n', '\r\n'), '\r\n'],
            [`\uFEFF${text}`, '\n'],
        ] as const) {
            const { config } = parse(written);
            expect(readingFindings(written)).toEqual([]);
            const { gh, issues, endpoint, issue, comment } = at(config);
            const range = {
                integration: gh.idRange,
                sync: issues.nameRange,
                endpoint: endpoint.range,
                method: endpoint.methodRange!,
                path: endpoint.pathRange,
                'first output': issues.output[0]!.range,
                'second output': issues.output[1]!.range,
                model: issue.nameRange,
                field: issue.fields[1]!.nameRange,
                'second parent': comment.parents[1]!.range,
            }[what]!;
            expect({ line: range.line, column: range.column }).toEqual({ line, column });
            const content = text.replaceAll('\n', lineBreak);
            expect(content.slice(range.start, range.end)).toBe(expected);
            expect(range.endLine === line && range.endColumn === column + expected.length).toBe(true);
        }
    });

    test('a mapping ends with its last entry, not with the blank lines and comments after it', () => {
        const { config } = parse('models:\n  A:\n    id: string\n\n  # about B\n  B:\n    id: string\n');
        expect(config.models[0]?.range).toMatchObject({ line: 3, column: 5, endLine: 3, endColumn: 15 });
    });
});

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

describe('anchors, aliases and merge keys', () => {
    test('an alias stands for what it names', () => {
        const text =
            'integrations:\n  gh:\n    syncs:\n      a: &a { output: M, runs: every day }\n      b: *a\nmodels: { M: { id: int } }';
        const { config } = parse(text);
        expect(readingFindings(text)).toEqual([]);
        expect(config.integrations[0]?.syncs.map(({ name, runs }) => [name, runs])).toEqual([
            ['a', 'every day'],
            ['b', 'every day'],
        ]);
    });

    test('own keys win over merged ones wherever they stand, and earlier sources over later ones', () => {
        const text = `
base: &base { runs: every day, version: 1, description: base }
other: &other { description: other, scopes: x }
integrations:
  gh:
    syncs:
      a:
        version: 2
        <<: [*base, *other]
        runs: every hour
`;
        const { config } = parse(text);
        expect(readingFindings(text)).toEqual([]);
        expect(config.integrations[0]?.syncs[0]).toMatchObject({
            version: '2',
            runs: 'every hour',
            description: 'base',
            scopes: ['x'],
        });
    });

    test('a quoted "<<" is a key like any other', () => {
        const { config } = parse('models: { M: { "<<": string } }');
        expect(config.models[0]?.fields[0]?.name).toBe('<<');
    });

    test('an anchor may stand at a key and be named again', () => {
        const { config, findings } = parse('integrations: {}\nmodels: { M: { &k a: &k string, b: *k } }');
        expect(findings).toEqual([]);
        expect(config.models[0]?.fields[1]?.type).toMatchObject({ kind: 'primitive', name: 'string' });
    });

    test('levels count through aliases', () => {
        const level = (inner: string) => `${'{ x: '.repeat(40)}${inner}${' }'.repeat(40)}`;
        const text = `a: &a ${level('1')}\nb: &b ${level('*a')}\nc: ${level('*b')}\nintegrations: {}\n`;
        expect(parse(text).findings).toMatchObject([
            { code: 'yaml_syntax', message: 'The nesting is too deep to be read.', location: { line: 3 } },
        ]);
    });

    test('aliases that multiply without end are refused', () => {
        const lines = ['a0: &a0 { x: string }'];
        for (let i = 1; i < 30; i++)
            lines.push(
                `a${i}: &a${i} [${Array(10)
                    .fill(`*a${i - 1}`)
                    .join(', ')}]`,
            );
        const { findings } = parse(`${lines.join('\n')}\nintegrations: {}\nmodels: { M: { f: *a29 } }`);
        expect(findings[0]?.message).toBe('The aliases of this file stand for too much.');
    });
});
