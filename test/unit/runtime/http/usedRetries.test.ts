import { describe, expect, it } from 'vitest';
import type { ProviderRetry } from '../../../../src/core/provider/types';
import type { ProxyConfiguration } from '../../../../src/runtime/http/ProxyConfiguration';
import { scriptError } from '../../../../src/runtime/sandbox';
import { answerWith, clientWith, failureOf, serve } from './fixture';

type Header = Record<string, string>;

async function adviceAfter(config: Partial<ProxyConfiguration>, headers: Header, retry?: ProviderRetry, status = 429) {
    const { origin, received } = await serve({ status, headers });
    const answer = answerWith({ proxy: { base_url: origin, ...(retry && { retry }) } });
    const { client } = clientWith(answer, { retryScale: 0 });
    const error = await failureOf(client.request({ endpoint: '/x', ...config }));
    const { advice } = scriptError(error, { filename: '/p/a.ts', kind: 'sync' });
    return { advice, calls: received.length, error };
}

const UNREAD =
    ', which is not read, because the provider p has no rule for it, and `retryHeader` in the call has no effect';
const FEWER = 'make fewer calls, such as by larger pages';

describe('a call that a limited API refuses to its last retry', () => {
    it.each<[rule: string, retries: number, headers: Header, retry: ProviderRetry | undefined, advice: string]>([
        [
            'says what was tried, and how long more would wait',
            2,
            {},
            undefined,
            `The call was sent 3 times, 0 s were waited in between (9 s in the cloud: --retry-scale). Give it more: with \`retries: 3\` it waits 21 s in all. Or ${FEWER}.`,
        ],
        [
            'has as many as outlast what the answer asks for and no rule reads',
            1,
            { 'retry-after': '60' },
            undefined,
            `2 times, 0 s were waited in between (3 s in the cloud: --retry-scale); the last answer has \`retry-after: 60\`${UNREAD}. Give it more: with \`retries: 5\` it waits 93 s in all. Or ${FEWER}.`,
        ],
        [
            'waits as the answer says where a rule reads it',
            1,
            { 'retry-after': '60' },
            { after: 'retry-after' },
            `(60 s in the cloud: --retry-scale); the last answer has \`retry-after: 60\`. Each retry waits as \`retry-after\` says: give it more \`retries\`, or ${FEWER}.`,
        ],
        ['is not told to retry for ever', 10, {}, undefined, `More retries would wait too long: ${FEWER}.`],
    ])('%s', async (_rule, retries, headers, retry, advice) => {
        const found = await adviceAfter({ retries }, headers, retry);
        expect(found.calls).toBe(retries + 1);
        expect(found.advice).toContain(advice);
    });

    it('is told of `retryOn` where the provider does not count 429, and its retries are not used', async () => {
        const found = await adviceAfter({ retries: 3 }, {}, { error_code: ['5xx'] });
        expect([found.calls, found.advice]).toEqual([
            1,
            'Its `retries` are not used: 429 is not among what the provider p retries. Add `retryOn: [429]` to the call.',
        ]);
    });

    it('gives the script an error with no more fields than Axios has', async () => {
        const { error } = await adviceAfter({ retries: 1 }, {});
        expect(JSON.stringify(error)).not.toContain('was sent');
        expect(Object.keys(error as object)).not.toContain('advice');
    });
});

it.each<[rule: string, retries: number, status: number, advice: string | undefined]>([
    ['a call without retries is told to have some', 0, 429, 'with `retries` in the call, it waits and is sent again'],
    ['a call that failed otherwise is not told to wait', 1, 500, undefined],
])('%s', async (_rule, retries, status, advice) => {
    const found = await adviceAfter({ retries }, {}, undefined, status);
    expect(found.advice).toEqual(advice === undefined ? undefined : expect.stringContaining(advice));
});
