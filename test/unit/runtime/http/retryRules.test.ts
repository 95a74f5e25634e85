import { AxiosError, type AxiosResponse } from 'axios';
import { describe, expect, it } from 'vitest';
import type { ProviderRetry } from '../../../../src/core/provider/types';
import { decideRetry } from '../../../../src/runtime/http/retryRules';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const SECONDS = NOW / 1000;

function failure(
    status: number | undefined,
    headers: Record<string, string> = {},
    data: unknown = {},
    code?: string,
): AxiosError {
    const response = status === undefined ? undefined : ({ status, headers, data } as AxiosResponse);
    return new AxiosError('x', code, undefined, undefined, response);
}

describe('is tried again', () => {
    it.each<[string, AxiosError, ProviderRetry | undefined, number[], boolean]>([
        ['500', failure(500), undefined, [], true],
        ['503', failure(503), undefined, [], true],
        ['429', failure(429), undefined, [], true],
        ['401', failure(401), undefined, [], true],
        ['403', failure(403), undefined, [], false],
        ['404', failure(404), undefined, [], false],
        ['404 by retryOn', failure(404), undefined, [404], true],
        ['500 although retryOn names another', failure(500), undefined, [404], true],
        ['500 not when error_code replaces the list', failure(500), { error_code: ['429', '503'] }, [], false],
        ['500 by retryOn even then', failure(500), { error_code: ['429'] }, [500], true],
        ['503 by error_code', failure(503), { error_code: ['429', '503'] }, [], true],
        ['a class of codes', failure(502), { error_code: ['5xx'] }, [], true],
        ['outside the class', failure(429), { error_code: ['5xx'] }, [], false],
        ['a range', failure(501), { error_code: ['500-502'] }, [], true],
        ['outside the range', failure(503), { error_code: ['500-502'] }, [], false],
        ['a number', failure(403), { error_code: [403] }, [], true],
        ['one text', failure(403), { error_code: '403' }, [], true],
        ['nothing remaining', failure(403, { 'x-left': '0' }), { remaining: 'x-left' }, [], true],
        ['something remaining', failure(403, { 'x-left': '1' }), { remaining: ['x-left'] }, [], false],
        ...[
            'ECONNRESET',
            'ETIMEDOUT',
            'ECONNABORTED',
            'ECONNREFUSED',
            'EHOSTUNREACH',
            'EAI_AGAIN',
            'UND_ERR_SOCKET',
        ].map((code): [string, AxiosError, undefined, number[], boolean] => [
            code,
            failure(undefined, {}, {}, code),
            undefined,
            [],
            true,
        ]),
        ['ENOTFOUND', failure(undefined, {}, {}, 'ENOTFOUND'), undefined, [], false],
        ['too many redirects', failure(undefined, {}, {}, 'ERR_FR_TOO_MANY_REDIRECTS'), undefined, [], false],
        ['no code', failure(undefined), undefined, [], false],
    ])('%s: %#', (_rule, error, provider, retryOn, retry) => {
        expect(decideRetry(error, 0, { provider, retryOn, now: NOW }).retry).toBe(retry);
    });
});

describe('waits', () => {
    it.each<[string, number, Record<string, string>, unknown, ProviderRetry | undefined, number, string]>([
        ['3 s first', 0, {}, {}, undefined, 3_000, 'status 429'],
        ['6 s next', 1, {}, {}, undefined, 6_000, 'status 429'],
        ['at most 10 minutes', 9, {}, {}, undefined, 600_000, 'status 429'],
        [
            'until an epoch in seconds',
            0,
            { 'x-reset': String(SECONDS + 30) },
            {},
            { at: 'x-reset' },
            30_000,
            'status 429, x-reset',
        ],
        [
            'until an epoch in milliseconds',
            0,
            { 'x-reset': String(NOW + 40_000) },
            {},
            { at: ['x-reset'] },
            40_000,
            'status 429, x-reset',
        ],
        [
            'until a date',
            0,
            { 'x-reset': '2026-01-01T00:00:50Z' },
            {},
            { at: ['x-reset'] },
            50_000,
            'status 429, x-reset',
        ],
        [
            'not for a moment that has passed',
            0,
            { 'x-reset': String(SECONDS - 1) },
            {},
            { at: ['x-reset'] },
            3_000,
            'status 429',
        ],
        ['not for what is no moment', 0, { 'x-reset': 'soon' }, {}, { at: ['x-reset'] }, 3_000, 'status 429'],
        ['for seconds', 0, { 'retry-after': '7' }, {}, { after: ['retry-after'] }, 7_000, 'status 429, retry-after'],
        [
            'for seconds with a unit',
            0,
            { 'retry-after': '1.5s' },
            {},
            { after: ['retry-after'] },
            1_500,
            'status 429, retry-after',
        ],
        ['not for no seconds', 0, { 'retry-after': '0' }, {}, { after: ['retry-after'] }, 3_000, 'status 429'],
        ["only by the provider's rule", 0, { 'retry-after': '7' }, {}, undefined, 3_000, 'status 429'],
        [
            'the longest of several',
            0,
            { a: '7', b: '9', c: String(SECONDS + 8) },
            {},
            { after: ['a', 'b'], at: 'c' },
            9_000,
            'status 429, b',
        ],
        [
            'until what the body says',
            0,
            {},
            { error: { message: 'User-rate limit exceeded.  Retry after 2026-01-01T00:01:00Z' } },
            {
                in_body: {
                    path: 'error.message',
                    value: '/User-rate limit exceeded\\. +Retry after (.+)/',
                    strategy: 'at',
                },
            },
            60_000,
            'status 429, error.message',
        ],
        [
            'for seconds in the body',
            0,
            {},
            { wait: 'for 4 s' },
            { in_body: { path: 'wait', value: 'for (\\d+)', strategy: 'after' } },
            4_000,
            'status 429, wait',
        ],
        [
            'not for another body',
            0,
            {},
            'text',
            { in_body: { path: 'a.b', value: '(.+)', strategy: 'at' } },
            3_000,
            'status 429',
        ],
    ])('%s', (_rule, attempt, headers, data, provider, waitMs, reason) => {
        const decision = decideRetry(failure(429, headers, data), attempt, { provider, retryOn: [], now: NOW });
        const [, source] = reason.split(', ');
        expect(decision).toEqual({ retry: true, waitMs, reason, source });
    });
});
