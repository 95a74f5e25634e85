import { describe, expect, it } from 'vitest';
import type { ProviderRetry } from '../../../../src/core/provider/types';
import type { ProxyConfiguration } from '../../../../src/runtime/http/ProxyConfiguration';
import { answerWith, clientWith, failureOf, serve } from './fixture';

type Header = Record<string, string>;

async function warningsOf(config: Partial<ProxyConfiguration>, headers: Header, retry?: ProviderRetry, status = 429) {
    const { origin, received } = await serve({ status, headers });
    const { client, warnings } = clientWith(answerWith({ proxy: { base_url: origin, ...(retry && { retry }) } }));
    await failureOf(client.request({ endpoint: '/x', ...config }));
    await failureOf(client.request({ endpoint: '/y', ...config }));
    return { calls: received.length, texts: warnings.map(({ message }) => message.replace(origin, 'O')), warnings };
}

const UNREAD =
    '; `retry-after` is not read, because the provider p has no rule for it, and `retryHeader` in the call has no effect';
const BACK_OFF = 'it waits 3 s before the first retry, twice as long before each further one';
const READS: ProviderRetry = { after: 'retry-after' };

describe('a call without retries that a limited API refuses', () => {
    it.each<[rule: string, headers: Header, retry: ProviderRetry | undefined, text: string]>([
        [
            'needs retries',
            {},
            undefined,
            `GET O/x was refused (429) and is not sent again: Nango waits only in calls that have \`retries\`. With \`retries: 3\` ${BACK_OFF}.`,
        ],
        [
            'waits for seconds that no rule reads by having enough retries',
            { 'retry-after': '60' },
            undefined,
            `With \`retries: 5\` ${BACK_OFF}${UNREAD}.`,
        ],
        ['is not told to retry for ever', { 'retry-after': '86400' }, undefined, '`retries: 10`'],
        [
            'waits for a date that no rule reads',
            { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' },
            undefined,
            `(429, \`retry-after: Wed, 21 Oct 2026 07:28:00 GMT\`) and is not sent again: Nango waits only in calls that have \`retries\`. With \`retries: 3\` ${BACK_OFF}${UNREAD}.`,
        ],
        [
            'waits as told where a rule reads it',
            { 'retry-after': '60' },
            READS,
            'With `retries: 3` it waits as long as `retry-after` of the response says.',
        ],
        [
            'is not told that a header is unread that only says nothing',
            { 'retry-after': '0' },
            READS,
            `(429, \`retry-after: 0\`) and is not sent again: Nango waits only in calls that have \`retries\`. With \`retries: 3\` ${BACK_OFF}.`,
        ],
        [
            'needs retryOn, too, where the provider does not count 429',
            { 'retry-after': '60' },
            { ...READS, error_code: ['5xx'] },
            'With `retries: 3` and `retryOn: [429]` (429 is not among what the provider p retries) it waits as long as',
        ],
    ])('%s, which is said once', async (_rule, headers, retry, text) => {
        const { calls, texts, warnings } = await warningsOf({}, headers, retry);
        expect([calls, warnings.map(({ code }) => code)]).toEqual([2, ['no_retries']]);
        expect(texts[0]).toContain(text);
    });

    it('that has retryOn needs only retries', async () => {
        const { texts } = await warningsOf({ retryOn: [429] }, {}, { error_code: ['5xx'] });
        expect(texts[0]).toContain(`With \`retries: 3\` ${BACK_OFF}`);
    });
});

it.each<[rule: string, config: Partial<ProxyConfiguration>, status: number]>([
    ['a call that has used its retries', { retries: 1 }, 429],
    ['a call that failed otherwise', {}, 500],
])('%s is not told to have some', async (_rule, config, status) => {
    expect((await warningsOf(config, {}, undefined, status)).texts).toEqual([]);
});
