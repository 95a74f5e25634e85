import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../src/core/config';

const FILE = '/p/nango.yaml';
const MODELS =
    'models:\n  A: { id: string, b?: B }\n  B: { id: string }\n  C: { id: string }\n  Other: { name: string }\n';

/** A sync with these keys besides those that it needs; a key given here wins. */
const sync = (keys: string, models = MODELS) => {
    const has = (key: string) => new RegExp(`(^|[ «:,])${key}:`).test(keys);
    const needed = ['endpoint: GET /a', 'output: A', 'runs: every hour'].filter((line) => !has(line.split(':')[0]!));
    return `integrations:\n  gh:\n    syncs:\n      s: { ${[...needed, keys].filter(Boolean).join(', ')} }\n${models}`;
};
const bareSync = (keys: string) => `integrations:\n  gh:\n    syncs:\n      ${keys}\n${MODELS}`;
const action = (keys: string) => {
    const needed = keys.includes('endpoint') ? '' : 'endpoint: POST /a, ';
    return `integrations:\n  gh:\n    actions:\n      a: { ${needed}${keys} }\n${MODELS}`;
};
const syncs = (first: string, second: string) =>
    `integrations:\n  gh:\n    syncs:\n      s: { endpoint: GET /a, runs: 1h, ${first} }\n      t: { endpoint: GET /b, runs: 1h, ${second} }\n${MODELS}`;
const models = (text: string) => `integrations: {}\nmodels:\n  ${text}\n`;

/** What `«code:text»` in a row marks, and the row without the marks. */
function unmark(marked: string): { yaml: string; expected: string[] } {
    const expected: string[] = [];
    let yaml = '';
    let rest = marked;
    for (let mark = /«([a-z_A-Z]+):([^»]*)»/.exec(rest); mark; mark = /«([a-z_A-Z]+):([^»]*)»/.exec(rest)) {
        yaml += rest.slice(0, mark.index);
        const line = yaml.split('\n').length;
        const column = yaml.length - yaml.lastIndexOf('\n');
        expected.push(`${mark[1]} ${line}:${column} ${mark[2]}`);
        yaml += mark[2];
        rest = rest.slice(mark.index + mark[0].length);
    }
    return { yaml: yaml + rest, expected };
}

function found(yaml: string): string[] {
    const lines = yaml.split('\n');
    return parseConfig(yaml, FILE).findings.map(({ code, location }) => {
        const { line, column, endLine, endColumn } = location!;
        const text = line === endLine ? lines[line - 1]!.slice(column - 1, endColumn! - 1) : '…';
        return `${code} ${line}:${column} ${text}`;
    });
}

const ROWS: [about: string, rows: string[]][] = [
    [
        'silent',
        [
            sync(''),
            sync(
                'sync_type: full, track_deletes: true, auto_start: false, version: 1.0.0, description: x, scopes: [a, b]',
            ),
            sync('version: 3, scopes: "a,b", input: B, webhook-subscriptions: ["*"]'),
            sync('input: '),
            sync('endpoint: { method: GET, path: "/a/{A}", group: Some Group_-x }'),
            sync('endpoint: [GET /a, /b], output: [A, B]'),
            sync('endpoint: GET /a-b/c.d_e/1'),
            ...[
                'every hour',
                'every half day',
                'every month',
                '30s',
                'every 45 minutes',
                'every 2 DAYS',
                '1.5h',
                '500000',
            ].map((runs) => sync(`runs: "${runs}"`)),
            action('output: A, input: B'),
            action('endpoint: "DELETE /a/:id/{A:id}/{B}"'),
            action('endpoint: { method: PATCH, path: "/a/{A:id}" }'),
            action('input: "A | B"'),
            syncs('output: A, input: Other', 'output: B, input: Other'),
            syncs('output: A', 'output: B, input: A'),
            `integrations:\n  gh:\n    on-events: { validate-connection: [a, b], pre-connection-deletion: [] }\n${MODELS}`,
            `integrations:\n  gh:\n    syncs: {}\n    post-connection-scripts: [a]\n${MODELS}`,
            `integrations:\n  gh:\n    syncs: { s: { endpoint: /a, output: A, runs: 1h } }\n  hub:\n    syncs: { s: { endpoint: /a, output: A, runs: 1h } }\n${MODELS}`,
            `integrations:\n  gh:\n    s: { runs: whenever, returns: A, extra: 1 }\n    t: { type: action, returns: string[] }\nmodels:\n  A: { id: string }\n`.replace(
                'string[]',
                'A',
            ),
            models('A: { id: string, list: "B[]", maybe?: B | null, other: "string | B" }\n  B: { x: int }'),
            models('A: { b: B, c: B, d: "B[]" }\n  B: { x: int }'),
            models('A: { __extends: "B, C", x: int }\n  B: { y: int }\n  C: { z: int }'),
            models('A: { __string: any, flag?: true, n?: 3, x?: null, nothing: }'),
            models(
                "A: { list: [string, B], quoted: \"'open' | 'closed'\", nested: { deep: { x: date } } }\n  B: { x: int }",
            ),
            models('Empty: {}'),
        ],
    ],
    [
        'root',
        [
            '«no_models:integrations»: { gh: { syncs: {} } }\n',
            'integrations: { gh: { syncs: {} } }\n«no_models:model»: {}\n',
            `${sync('')}«additionalProperties:extra»: 1\n`,
            `${sync('')}«additionalProperties:integration»: 1\n`,
            'integrations: { gh: { syncs: {} } }\n«type:models»:\n',
            'integrations: {}\nmodels:\n  «type:A»:\n',
            'integrations: {}\nmodels:\n  A: «type:string»\n',
            'integrations: {}\nmodels:\n  A: «type:[string, int]»\n',
        ],
    ],
    [
        'keys',
        [
            bareSync('«required:s»: { output: A, runs: every hour }'),
            bareSync('«required:s»: { endpoint: GET /a, runs: every hour }'),
            bareSync('«required:s»: { endpoint: GET /a, output: A }'),
            bareSync('s: { «additionalProperties:endpoints»: GET /a, output: A, runs: every hour }'),
            sync('«additionalProperties:track_delete»: true'),
            sync('«additionalProperties:constructor»: true'),
            sync('«additionalProperties:method»: GET'),
            action('«additionalProperties:runs»: every hour'),
            `integrations:\n  gh:\n    syncs: {}\n    «additionalProperties:action»: {}\n${MODELS}`,
            `integrations:\n  gh:\n    on-events: { «additionalProperties:post-connection-create»: [a] }\n${MODELS}`,
            `integrations:\n  gh:\n    on-events: { validate-connection: «type:a» }\n${MODELS}`,
            `integrations:\n  gh:\n    on-events: { validate-connection: [«invalid_script_name:a b»] }\n${MODELS}`,
            `integrations:\n  gh:\n    syncs: {}\n    on-events: {}\n    «both_post_connection_scripts_and_on_events_present:post-connection-scripts»: [a]\n${MODELS}`,
            bareSync('«invalid_script_name:my sync»: { endpoint: GET /a, output: A, runs: every hour }'),
            `integrations:\n  gh:\n    syncs: { s: { endpoint: /a, output: A, runs: 1h } }\n    actions: { «duplicate_script:s»: { endpoint: /b } }\n${MODELS}`,
            `integrations:\n  gh:\n    «ignored_script:Syncs»: { s: { endpoint: /a } }\n${MODELS}`,
        ],
    ],
    [
        'values',
        [
            sync('track_deletes: «type:"true"»'),
            sync('auto_start: «type:no»'),
            sync('sync_type: «enum:partial»'),
            sync('sync_type: «enum:Full»'),
            sync('version: «pattern:"1.2"»'),
            sync('version: «pattern:1.2»'),
            sync('description: «type:3»'),
            sync('«type:description»: '),
            sync('scopes: [a, «type:1»]'),
            sync('webhook-subscriptions: «type:true»'),
            sync('runs: «type:5»'),
        ],
    ],
    [
        'runs',
        ['hourly', 'Every hour', 'every 2 fortnights', 'every', '""', 'every hour '].map((runs) =>
            sync(`runs: «invalid_runs:${runs.startsWith('"') ? runs : `"${runs}"`}»`),
        ),
    ],
    ['short runs', ['every 5s', 'every -5m', '29s', '1'].map((runs) => sync(`runs: «invalid_runs:"${runs}"»`))],
    [
        'endpoints',
        [
            sync('endpoint: «pattern:POST /a»'),
            sync('endpoint: «pattern:get /a»'),
            sync('endpoint: «pattern:GET a»'),
            sync('endpoint: «pattern:"GET /a b"»'),
            sync('endpoint: «pattern:"GET /a/:id"»'),
            sync('endpoint: [GET /a, «pattern:b»], output: [A, B]'),
            sync('endpoint: «type:3»'),
            sync('endpoint: { method: «enum:POST», path: /a }'),
            sync('endpoint: { path: «pattern:a» }'),
            sync('endpoint: «required:{ method: GET }»'),
            sync('endpoint: { path: /a, group: «pattern:v1» }'),
            sync('endpoint: { path: /a, «additionalProperties:name»: x }'),
            bareSync('s: { «type:endpoint»: , output: A, runs: 1h }'),
            action('endpoint: «pattern:FETCH /a»'),
            action('endpoint: «type:[POST /a, POST /b]»'),
            action('endpoint: { method: «enum:HEAD», path: /a }'),
            sync('endpoint: [«endpoints_mismatch:GET /a, GET /b»]'),
            sync('endpoint: «endpoints_mismatch:GET /a», output: [A, B]'),
            sync('endpoint: «endpoints_mismatch:GET /a», output: []'),
            syncs('output: A', 'output: B').replace('GET /b', '«duplicate_endpoint:GET /a»'),
            `integrations:\n  gh:\n    syncs: { s: { endpoint: /a, output: A, runs: 1h } }\n    actions: { t: { endpoint: «duplicate_endpoint:GET /a» } }\n${MODELS}`,
            action('endpoint: "GET /x/{«model_not_found:Z»:id}"'),
            action('endpoint: "GET /x/{A:id}/{«model_not_found:Z»}"'),
            sync('endpoint: { path: "/x/{«model_not_found:Aa»:id}" }'),
            sync('endpoint: { path: "/x/{«model_not_found:A»:id}" }'),
        ],
    ],
    [
        'models of scripts',
        [
            sync('output: «model_missing_id:Other»'),
            sync('output: «output_not_model:"A[]"»'),
            sync('output: «output_not_model:string»'),
            sync('output: «output_not_model:Bee»'),
            sync('endpoint: [GET /a, GET /b], output: [A, «duplicate_model:A»]'),
            syncs('output: A', 'output: «duplicate_model:A»'),
            syncs('output: A, input: B', 'output: «duplicate_model:B»'),
            action('output: [A, «duplicate_model:A»]'),
            action('input: «model_is_literal:string»'),
            action('output: «model_is_literal:"A[]"»'),
            sync('input: «model_is_literal:date»'),
            sync('input: «model_not_found_fallback:Bee»'),
            action('output: «model_not_found_fallback:Bee»'),
            action('input: "A | «model_not_found_fallback:Bee»"'),
        ],
    ],
    [
        'models',
        [
            models('«invalid_model_name:My-Model»: { id: string }'),
            models('«model_name_not_typescript:2fa»: { id: string }'),
            models('«model_name_not_typescript:class»: { id: string }'),
            models('A: { __extends: «model_extends_not_found:Base», id: string }'),
            models('A: { __extends: "B , «model_extends_not_found:C D»" }\n  B: { x: int }'),
            models('A: { __extends: B }\n  B: { __extends: «cyclic_extends:A» }'),
            models('A: { __extends: «cyclic_extends:A» }'),
            models('A: { b: B }\n  B: { list: "«cyclic_model:A»[]" }'),
            models('A: { a?: «cyclic_model:A» }'),
            models('A: { b: «cyclic_model:B» }\n  B: { __extends: A }'),
            models('A: { x: string, «duplicate_field:x?»: int }'),
            models('A: { nested: { x: string, «duplicate_field:x?»: int } }'),
        ],
    ],
    [
        'types',
        [
            models('A: { x: "«type_syntax_error:Record<string, any>»" }'),
            models('A: { x: "string | «type_syntax_error:Partial<A>»" }'),
            models('A: { x: "«type_syntax_error:[]»" }'),
            models('A: { x: «type_syntax_error:[]» }'),
            models('A: { x: «type_syntax_error:"»" }'),
            models('A: { x: «model_not_found_fallback:Issue» }'),
            models('A: { x: "«model_not_found_fallback:Issue»[]" }'),
            models('A: { state: "«model_not_found_fallback:open» | «model_not_found_fallback:closed»" }'),
            models('A: { x: «model_not_found_fallback:strng» }'),
            models('A: { x: "«parentheses_not_supported:(A2 | string)»[]" }\n  A2: { x: int }'),
            models('A: { x: «read_as_number:2fa» }'),
            models('A: { x: «read_as_date:2024-01-01» }'),
            models('A: { __string: "«type_syntax_error:Map<string, A>»" }'),
        ],
    ],
];

describe.each(ROWS)('%s', (_, rows) => {
    test.each(rows)('%s', (row) => {
        const { yaml, expected } = unmark(row);
        expect(found(yaml)).toEqual(expected);
    });
});

describe('advice', () => {
    const advice = (yaml: string) => parseConfig(yaml, FILE).findings.map((finding) => finding.advice);

    test.each<[yaml: string, advice: string]>([
        [sync('track_delete: true'), 'Did you mean "track_deletes"?'],
        [bareSync('s: { endpoints: GET /a, output: A, runs: every hour }'), 'Did you mean "endpoint"?'],
        [sync('sync_type: Full'), 'Write it as "full".'],
        [sync('endpoint: post /a'), "A sync's endpoint has the method GET."],
        [sync('endpoint: get /a'), 'Write the method in capitals: "GET /a".'],
        [sync('endpoint: GET a'), 'Begin the path with "/": "GET /a".'],
        [sync('output: Othr'), 'Did you mean "Other"?'],
        [models('A: { __extends: Bass }\n  Base: { x: int }'), 'Did you mean "Base"?'],
        [models('A: { x: strng }'), 'Did you mean "string"?'],
        [`integrations:\n  gh:\n    Syncs: { s: { endpoint: /a } }\n${MODELS}`, 'Did you mean "syncs"?'],
    ])('%s', (yaml, expected) => {
        expect(advice(yaml)).toContain(expected);
    });
});

test('words of a union are hints, a lone one and one like a name are warnings', () => {
    const severities = (yaml: string) => parseConfig(yaml, FILE).findings.map(({ severity }) => severity);
    expect(severities(models('A: { state: "open | closed" }'))).toEqual(['hint', 'hint']);
    expect(severities(models('A: { state: Issue }'))).toEqual(['warning']);
    expect(severities(models('A: { state: "Isue | null" }\n  Issue: { x: int }'))).toEqual(['warning']);
});
