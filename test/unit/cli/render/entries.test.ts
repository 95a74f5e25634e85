import { expect, test } from 'vitest';
import { awaitedLine, batchLine, httpLine, logLine, waitLine, warningLine } from '../../../../src/cli/render/entries';
import type { HttpAttempt, LogEntry } from '../../../../src/protocol/events';
import { golden, PLAIN, TONED } from './style';

const at = '2025-01-02T12:00:01.123Z';

function log(entry: Partial<LogEntry>): string {
    return logLine({ seq: 1, at, level: 'info', message: 'Hello', source: 'script', ...entry }, PLAIN);
}

function http(attempt: Partial<HttpAttempt>): string {
    return httpLine(
        {
            seq: 1,
            at,
            method: 'GET',
            url: 'https://api.example.com/a?x=1',
            requestHeaders: {},
            durationMs: 123,
            ...attempt,
        },
        PLAIN,
    );
}

test('log lines align, whatever their level', () => {
    expect(
        ['debug', 'info', 'warn', 'error'].map((level) => log({ level: level as LogEntry['level'] })).join('\n'),
    ).toBe(
        golden(`
            12:00:01.123  debug  Hello
            12:00:01.123  info   Hello
            12:00:01.123  warn   Hello
            12:00:01.123  error  Hello
        `),
    );
});

test.each<[string, Partial<LogEntry>, string]>([
    ['meta follows as JSON', { meta: { page: 1, of: ['a'] } }, '12:00:01.123  info   Hello {"page":1,"of":["a"]}'],
    ['meta that is null is shown', { meta: null }, '12:00:01.123  info   Hello null'],
    ['console lines say so', { source: 'console' }, '12:00:01.123  info   (console) Hello'],
    ['lines of ours say so', { source: 'syncbench' }, '12:00:01.123  info   (syncbench) Hello'],
    [
        'further lines hang under the message',
        { message: 'a\nb\x1b[0m' },
        '12:00:01.123  info   a\n                     b\\x1b[0m',
    ],
    [
        'a huge message is cut and says where the rest is',
        { message: 'x'.repeat(10_005) },
        `12:00:01.123  info   ${'x'.repeat(10_000)}… (5 more characters; --json shows all)`,
    ],
])('%s', (_rule, entry, expected) => {
    expect(log(entry)).toBe(expected);
});

test.each<[string, Partial<HttpAttempt>, string]>([
    ['status, time and size', { status: 200, responseSize: 4_100 }, '200  123 ms  4.1 kB'],
    ['a size that is not known is left out', { status: 204 }, '204  123 ms'],
    [
        'a retry is counted',
        { status: 429, retry: { attempt: 1, max: 3, waitedMs: 3_000, reason: '429' } },
        '429  123 ms  retry 1 of 3',
    ],
    ['the first attempt is no retry', { status: 200, retry: { attempt: 0, max: 3, waitedMs: 0 } }, '200  123 ms'],
    [
        'no response says why',
        { error: { name: 'Error', code: 'ECONNREFUSED', message: 'connect refused' } },
        'no response: ECONNREFUSED connect refused  123 ms',
    ],
    [
        'one that --read-only refused was not sent',
        { error: { name: 'SdkError', code: 'read_only', message: 'GET https://api.example.com/a?x=1 was not sent' } },
        'not sent: --read-only',
    ],
    [
        'a code that the message holds is not repeated',
        { error: { name: 'Error', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:1' } },
        'no response: connect ECONNREFUSED 127.0.0.1:1  123 ms',
    ],
])('an HTTP attempt: %s', (_rule, attempt, expected) => {
    expect(http(attempt)).toBe(`12:00:01.123  GET https://api.example.com/a?x=1  ${expected}`);
});

test.each([
    [{ added: 98, updated: 1, unchanged: 1, deleted: 0 }, ': +98 ~1 =1'],
    [{ added: 0, updated: 0, unchanged: 0, deleted: 1_000 }, ': -1,000'],
    [{ added: 0, updated: 0, unchanged: 0, deleted: 0 }, ''],
])('a batch shows what it changed: %o', (counts, changes) => {
    const batch = { at, operation: 'batchSave' as const, model: 'GithubIssue', records: 100, counts };
    expect(batchLine(batch, PLAIN)).toBe(`12:00:01.123  batchSave GithubIssue 100${changes}`);
});

test.each([
    [3_000, 'status 429', 'waiting 3.0 s before retry 1 of 3: the API limits its calls (429)'],
    [
        3_000,
        'status 429, retry-after',
        'waiting 3.0 s before retry 1 of 3: the API limits its calls (429), and retry-after says when to go on',
    ],
    [3_000, 'status 503', 'waiting 3.0 s before retry 1 of 3: the API failed (503)'],
    [3_000, 'status 401', 'waiting 3.0 s before retry 1 of 3: the API refused the credentials (401)'],
    [3_000, 'status 409', 'waiting 3.0 s before retry 1 of 3: the API refused the call (409)'],
    [3_000, 'ECONNRESET', 'waiting 3.0 s before retry 1 of 3: no answer (ECONNRESET)'],
    [
        30_000,
        'status 429',
        'waiting 3.0 s (--retry-scale; in the cloud 30.0 s) before retry 1 of 3: the API limits its calls (429)',
    ],
])('a wait says how long and why: %d ms, %s', (unscaledMs, reason, expected) => {
    const wait = { ms: 3_000, unscaledMs, reason, attempt: 1, max: 3 };
    expect(waitLine(wait, PLAIN)).toBe(`              ${expected}`);
});

test.each([
    [1, ''],
    [1_200, '1,200 calls, first '],
])('a call that is waited for shows for how long, and how many others are (%d)', (calls, several) => {
    const call = { method: 'GET', url: 'https://api.example.com/x\ny', waitedMs: 5_000, calls };
    expect(awaitedLine(call, PLAIN)).toBe(
        `              waiting 5.0 s for ${several}GET https://api.example.com/x\\ny`,
    );
});

test('a warning names its code', () => {
    expect(warningLine({ code: 'credential-in-data', message: 'A record holds\na credential.' }, PLAIN)).toBe(
        golden(`
            ______________warn   A record holds
                                 a credential. (credential-in-data)
        `).replaceAll('_', ' '),
    );
});

test('a warning of mismatches lists those that its message does not name, and counts the ones too many', () => {
    const others = Array.from({ length: 12 }, (_, i) => ({ path: `f${i}`, message: 'is missing', count: 1 }));
    const mismatches = [
        { path: 'title', message: 'is missing', count: 3 },
        { path: '', message: 'must be\nflat', count: 1_200, id: '7' },
        ...others,
    ];
    const text = (count: number) =>
        warningLine({ code: 'c', message: 'M: title is missing.', mismatches: mismatches.slice(0, count) }, PLAIN);
    expect(text(1)).not.toContain('\n');
    expect(text(3)).toBe(
        golden(`
            ______________warn   M: title is missing. (c)
                                 - it must be\\nflat (id 7) (1,200 times)
                                 - f0 is missing
        `).replaceAll('_', ' '),
    );
    expect(text(11).split('\n').at(-1)).toMatch(/^ +- f8 is missing$/);
    expect(
        text(14)
            .split('\n')
            .slice(-2)
            .map((line) => line.trim()),
    ).toEqual(['- f8 is missing', '… and 3 more of other kinds; --json shows all']);
});

test('levels and statuses have their tones', () => {
    expect(logLine({ seq: 1, at, level: 'error', message: 'x', source: 'script' }, TONED)).toContain('<bad:error>');
    const attempt = { seq: 1, at, method: 'GET', url: 'u', requestHeaders: {}, durationMs: 1 };
    const tones = [200, 302, 404, 500].map(
        (status) => httpLine({ ...attempt, status }, TONED).match(/<(\w+):\d{3}>/)?.[1],
    );
    expect(tones).toEqual(['good', 'notice', 'warn', 'bad']);
});
