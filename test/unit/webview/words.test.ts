import { describe, expect, test } from 'vitest';
import { curl } from '../../../src/webview/curl';
import { PageState } from '../../../src/webview/PageState';
import { Words } from '../../../src/webview/Words';

const UNITS = { 'unit.ms': '{0} ms', 'unit.s': '{0} s', 'unit.min': '{0} min {1} s', 'unit.h': '{0} h {1} min' };

describe('Durations and sizes are written shortly', () => {
    const words = new Words(UNITS, 'en');

    test.each([
        [0, '0 ms'],
        [999.4, '999 ms'],
        [1_000, '1.0 s'],
        [59_999, '59.9 s'],
        [60_000, '1 min 0 s'],
        [3_725_000, '1 h 2 min'],
    ])('%d ms is %s', (ms, text) => expect(words.duration(ms)).toBe(text));

    test.each([
        [0, '0 B'],
        [999, '999 B'],
        [1_000, '1 kB'],
        [48_213, '48.2 kB'],
        [3_400_000, '3.4 MB'],
        [7e12, '7,000 GB'],
    ])('%d bytes is %s', (bytes, text) => expect(words.size(bytes)).toBe(text));
});

test('A word keeps a place for which nothing was given, and puts in what looks like a place as it is', () => {
    const words = new Words({ 'log.wait': '{0} then {1}' }, 'en');
    expect(words.say('log.wait', '{1}')).toBe('{1} then {1}');
    expect(words.say('log.wait', '{1}', 'b')).toBe('{1} then b');
});

describe('A call as a cURL command', () => {
    test.each([
        [
            'a GET',
            { method: 'GET', url: 'https://a.test/x?y=1&z=2', requestHeaders: {} },
            "curl 'https://a.test/x?y=1&z=2'",
        ],
        [
            'another method, and headers without those that carry credentials or are curl’s own',
            {
                method: 'post',
                url: 'https://a.test/',
                requestHeaders: { authorization: 'REDACTED', accept: 'text/plain', 'Content-Length': '3' },
            },
            "curl -X 'POST' \\\n  'https://a.test/' \\\n  -H 'accept: text/plain'",
        ],
        [
            'quotes, which cannot end the word they are in',
            { method: 'GET', url: "https://a.test/'; rm -rf $HOME '", requestHeaders: {} },
            `curl 'https://a.test/'\\''; rm -rf $HOME '\\'''`,
        ],
    ])('%s', (_name, attempt, command) => expect(curl(attempt)).toBe(command));
});

describe('What a person chose is kept', () => {
    test.each([
        ['nothing was kept', undefined, 'log', ''],
        ['it was', { tab: 'http', logText: 'x' }, 'http', 'x'],
        ['another version kept something else', { tab: 'graph', logText: 7, more: true }, 'log', ''],
        ['it is no object', 'tab', 'log', ''],
    ])('%s', (_name, kept, tab, text) => {
        const state = new PageState({ getState: () => kept, setState: () => {} });
        expect([state.get('tab'), state.get('logText')]).toEqual([tab, text]);
    });
});
