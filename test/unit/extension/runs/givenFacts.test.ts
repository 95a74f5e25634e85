import { expect, test } from 'vitest';
import { givenFacts } from '../../../../src/extension/runs/with/givenFacts';

const l10n = {
    t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)])),
};
const shown = (given: object) =>
    givenFacts({ l10n } as never, given).map(({ label, value }) =>
        value === undefined ? label : `${label}: ${value}`,
    );

test.each<[string, object, string[]]>([
    ['nothing', {}, []],
    ['the connection, which the header says itself', { connection: { kind: 'connection', id: 'octo' } }, []],
    ['what is not set or off', { baseUrl: undefined, readOnly: false }, []],
    ['switches', { readOnly: true, validate: true, lenient: true }, ['Sandbox: lenient', 'Read-only', 'Validate']],
    ['numbers and dates', { maxPages: 2, lastSyncDate: '2024-05-01' }, ['Last sync date: 2024-05-01', 'Max pages: 2']],
    [
        'origins',
        { allowOrigins: ['https://a.com', 'https://b.com'] },
        ['Allowed origins: https://a.com, https://b.com'],
    ],
    [
        'JSON',
        { input: '5', metadata: { team: 7 }, payload: null },
        ['Input: "5"', 'Webhook: null', 'Metadata: {"team":7}'],
    ],
    [
        'secrets by their names, at any depth',
        { metadata: { a: [{ apiToken: 'abc', code: 'EUR' }], password: 'x', tokens: { access_token: 't' } } },
        [
            'Metadata: {"a":[{"apiToken":"REDACTED","code":"EUR"}],"password":"REDACTED","tokens":{"access_token":"REDACTED"}}',
        ],
    ],
    [
        'secrets in addresses',
        { baseUrl: 'https://me:pass@host/v1?api_key=abc' },
        ['Base URL: https://REDACTED@host/v1?api_key=REDACTED'],
    ],
    ['long values cut', { input: 'x'.repeat(400) }, [`Input: "${'x'.repeat(299)}…`]],
])('facts of %s', (_, given, facts) => {
    expect(shown(given)).toEqual(facts);
});
