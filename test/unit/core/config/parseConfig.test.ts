import { describe, expect, test } from 'vitest';
import { type ProjectConfig, parseConfig } from '../../../../src/core/config';

const FILE = '/p/nango.yaml';
const parse = (text: string) => parseConfig(text, FILE);
/** What is reported while reading; what the rules say of the result is proved in rules.test.ts. */
const READING = new Set(['yaml_syntax', 'duplicate_key', 'type', 'ignored_script', 'empty_config', 'no_integrations']);
const readingFindings = (text: string) => parse(text).findings.filter(({ code }) => READING.has(code));
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
