import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, expect, test } from 'vitest';
import { type IGrammar, parseRawGrammar, Registry } from 'vscode-textmate';
import { awaitedLine, batchLine, httpLine, logLine, waitLine, warningLine } from '../../../src/cli/render/entries';
import { mistakeBlock, runErrorBlock } from '../../../src/cli/render/error';
import { headerLines } from '../../../src/cli/render/RunLines';
import { painter, type Style } from '../../../src/cli/render/style';
import { summaryLines } from '../../../src/cli/render/summary';

const style: Style = {
    paint: painter(false),
    time: (iso) => iso.slice(11, 23),
    date: (iso) => iso,
    width: 120,
    file: (path) => path,
};
const at = '2025-01-02T12:00:01.123Z';
const counts = { added: 98, updated: 1, unchanged: 1, deleted: 2 };

let grammar: IGrammar;

beforeAll(async () => {
    const require = createRequire(import.meta.url);
    // Their CommonJS builds have no named exports that a static import could see.
    const oniguruma: typeof import('vscode-oniguruma') = require('vscode-oniguruma');
    const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
    await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
    const file = 'syntaxes/run-log.tmLanguage.json';
    const registry = new Registry({
        onigLib: Promise.resolve({
            createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
            createOnigString: (text) => new oniguruma.OnigString(text),
        }),
        loadGrammar: async () => parseRawGrammar(readFileSync(file, 'utf8'), file),
    });
    grammar = (await registry.loadGrammar('text.log.syncbench'))!;
});

/** `text|scope` of every piece that has a scope, `.syncbench` left out; one line of pieces per line of text. */
function pieces(lines: string[]): string[] {
    return lines
        .flatMap((line) => line.split('\n'))
        .map((line) =>
            grammar
                .tokenizeLine(line, null)
                .tokens.filter((token) => token.scopes.length > 1)
                .map(
                    (token) =>
                        `${line.slice(token.startIndex, token.endIndex).trim()}|${token.scopes.at(-1)?.replace('.syncbench', '')}`,
                )
                .join(' '),
        );
}

const attempt = {
    seq: 1,
    at,
    method: 'GET',
    url: 'https://api.example.com/a?x=1',
    requestHeaders: {},
    durationMs: 123,
};
const run = {
    script: { integration: 'github', kind: 'sync', name: 'issues' },
    connectionId: 'demo',
    recordsIn: 'in memory',
};
const error = {
    type: 'script_http_error',
    message: 'Status 404',
    file: 'github/syncs/a.ts',
    line: 12,
    column: 9,
    frames: [],
};

test.each<[string, () => string[], string[]]>([
    [
        'the header',
        () => headerLines(run, { node: '24.1.0', unavailable: [] }, style),
        [
            'github/issues|entity.name.function sync|storage.type',
            'connection|comment demo|string.unquoted',
            'records|comment in memory|string.unquoted',
            'node|comment 24.1.0|string.unquoted',
            '',
        ],
    ],
    [
        'a log line of each level',
        () =>
            (['debug', 'info', 'warn', 'error'] as const).map((level) =>
                logLine({ seq: 1, at, level, message: 'Saved', source: 'script' }, style),
            ),
        [
            '12:00:01.123|comment.timestamp debug|comment.level',
            '12:00:01.123|comment.timestamp info|support.constant.level',
            '12:00:01.123|comment.timestamp warn|markup.changed.level',
            '12:00:01.123|comment.timestamp error|invalid.level',
        ],
    ],
    [
        'a place in a log line of ours',
        () => [logLine({ seq: 1, at, level: 'warn', message: 'at a/b.ts:3:7', source: 'syncbench' }, style)],
        [
            '12:00:01.123|comment.timestamp warn|markup.changed.level (syncbench)|comment.source ' +
                'a/b.ts|markup.underline.link.file 3|constant.numeric.line 7|constant.numeric.column',
        ],
    ],
    [
        'an HTTP attempt that succeeded',
        () => [httpLine({ ...attempt, status: 200, responseSize: 4_100 }, style)],
        [
            '12:00:01.123|comment.timestamp GET|keyword.other.method https://api.example.com/a?x=1|markup.underline.link ' +
                '200|constant.numeric.status 123 ms  4.1 kB|comment.measure',
        ],
    ],
    [
        'an HTTP attempt that was refused',
        () => [httpLine({ ...attempt, status: 429, retry: { attempt: 1, max: 3, waitedMs: 0 } }, style)],
        [
            '12:00:01.123|comment.timestamp GET|keyword.other.method https://api.example.com/a?x=1|markup.underline.link ' +
                '429|invalid.status 123 ms  retry 1 of 3|comment.measure',
        ],
    ],
    [
        'an HTTP attempt without an answer',
        () => [
            httpLine({ ...attempt, error: { name: 'Error', code: 'ECONNRESET', message: 'socket hang up' } }, style),
        ],
        [
            '12:00:01.123|comment.timestamp GET|keyword.other.method https://api.example.com/a?x=1|markup.underline.link ' +
                'no response: ECONNRESET socket hang up|invalid.error 123 ms|comment.measure',
        ],
    ],
    [
        'a batch',
        () => [batchLine({ at, operation: 'batchSave', model: 'Issue', records: 1_100, counts }, style)],
        [
            '12:00:01.123|comment.timestamp batchSave|support.function.batch Issue|entity.name.type.model 1,100|constant.numeric ' +
                '+98|markup.inserted ~1|markup.changed =1|comment.unchanged -2|markup.deleted',
        ],
    ],
    [
        'a wait',
        () => [waitLine({ ms: 3_000, unscaledMs: 3_000, reason: 'status 429', attempt: 1, max: 3 }, style)],
        [
            'waiting|markup.changed.wait 3.0 s|constant.numeric 1|constant.numeric 3|constant.numeric the API limits its calls (429)|string.unquoted.reason',
        ],
    ],
    [
        'a call that is waited for',
        () => [awaitedLine({ method: 'GET', url: 'https://api.example.com/a', waitedMs: 5_000, calls: 3 }, style)],
        [
            'waiting|markup.changed.wait 5.0 s|constant.numeric 3|constant.numeric GET|keyword.other.method ' +
                'https://api.example.com/a|markup.underline.link',
        ],
    ],
    [
        'a warning about the run',
        () => [warningLine({ code: 'credential-in-data', message: 'A record contains a credential.' }, style)],
        ['warn|markup.changed.level (credential-in-data)|comment.code'],
    ],
    [
        'an error with its place and source',
        () => runErrorBlock(error, style, () => '    await nango.get();'),
        [
            'error|invalid.level script_http_error|entity.name.exception',
            '',
            'github/syncs/a.ts|markup.underline.link.file 12|constant.numeric.line 9|constant.numeric.column',
            '12 ||comment.line-number await nango.get();|markup.raw.source',
            '^|invalid.caret',
        ],
    ],
    [
        'a mistake',
        () => mistakeBlock({ code: 'x', message: 'There is no sync "isues".' }, style, () => undefined),
        ['error|invalid.level'],
    ],
    [
        'the summary',
        () =>
            summaryLines(
                {
                    outcome: { status: 'succeeded', durationMs: 1_234 },
                    counters: { logs: 1, http: 2, batches: 3, models: { Issue: { ...counts, added: 1_000 } } },
                },
                style,
                () => undefined,
            ),
        [
            '',
            'model  added  updated  unchanged  deleted|comment.heading',
            'Issue|entity.name.type.model 1,000|markup.inserted 1|markup.changed 1|comment.unchanged 2|markup.deleted',
            '',
            'Succeeded|markup.inserted.status 1.2 s: 2 HTTP calls, 1 log line, 3 batches of records.|comment.measure',
        ],
    ],
])('%s', (_, lines, expected) => {
    expect(pieces(lines())).toEqual(expected);
});
