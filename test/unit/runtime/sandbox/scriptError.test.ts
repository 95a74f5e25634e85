import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../src/core/findings/UserError';
import { ScriptSources } from '../../../../src/runtime/sandbox/ScriptSources';
import { scriptError } from '../../../../src/runtime/sandbox/scriptError';
import { ActionError } from '../../../../src/runtime/sdk/ActionError';
import { SdkError } from '../../../../src/runtime/sdk/errors';

const context = { filename: '/project/a.ts', kind: 'action' as const, sources: new ScriptSources() };

function axiosError(response?: object, config: object = {}): Error {
    const error = new Error(response ? 'Request failed with status code 404' : 'connect ECONNREFUSED');
    return Object.assign(error, {
        name: 'AxiosError',
        isAxiosError: true,
        code: response ? 'ERR_BAD_REQUEST' : 'ECONNREFUSED',
        response,
        config,
    });
}

/** An object that throws whatever one does with it. */
const hostile = new Proxy(
    {},
    new Proxy(
        {},
        {
            get: () => () => {
                throw new Error('trapped');
            },
        },
    ),
);
const revoked = Proxy.revocable({}, {});
revoked.revoke();
const cyclic: Record<string, unknown> = { a: 1n };
cyclic.self = cyclic;

describe('shapes (nango-semantics §9.1)', () => {
    const runtimeError = { type: 'action_script_runtime_error', status: 500 };
    const internal = { type: 'script_internal_error', status: 500 };
    it.each<[string, unknown, object]>([
        [
            'an ActionError keeps its payload',
            new ActionError({ code: 1, message: 'no' }),
            { ...runtimeError, message: 'no', payload: { code: 1, message: 'no' } },
        ],
        ['a list becomes a message', new ActionError([1]), { ...runtimeError, payload: { message: [1] } }],
        [
            'a text becomes a message',
            new ActionError('no'),
            { ...runtimeError, message: 'no', payload: { message: 'no' } },
        ],
        [
            'nothing becomes an empty payload',
            new ActionError(),
            { ...runtimeError, message: 'The action script failed with a runtime error', payload: {} },
        ],
        [
            'an ActionError of another copy counts by its type',
            Object.assign(new Error('x'), { type: 'action_script_runtime_error', payload: { a: 1 } }),
            { ...runtimeError, payload: { a: 1 } },
        ],
        [
            'an SDK error has its code as type',
            new SdkError('invalid_sync_record', 'no id', { i: 1 }),
            { type: 'invalid_sync_record', message: 'no id', payload: { i: 1 } },
        ],
        [
            'a response makes an HTTP error',
            axiosError({ status: 404, data: { error: 'gone' } }),
            {
                type: 'script_http_error',
                status: 404,
                message: 'Request failed with status code 404',
                payload: { error: 'gone' },
                additional_properties: { upstream_response: { status: 404, headers: {}, body: { error: 'gone' } } },
            },
        ],
        [
            'an answer loses what is a credential by its name',
            axiosError({ status: 422, data: { message: 'no', access_token: 'new', inner: [{ client_secret: 's' }] } }),
            {
                payload: { message: 'no', access_token: 'REDACTED', inner: [{ client_secret: 'REDACTED' }] },
                additional_properties: {
                    upstream_response: {
                        body: { message: 'no', access_token: 'REDACTED', inner: [{ client_secret: 'REDACTED' }] },
                    },
                },
            },
        ],
        [
            'an answer whose text looks like the beginning of JSON stays whole around it',
            axiosError({ status: 422, data: { message: 'no "token": "new', hint: 'a "b" c' } }),
            { payload: { message: 'no "token": "REDACTED"', hint: 'a "b" c' } },
        ],
        [
            "of the provider's headers the type and the rate limits are kept",
            axiosError({
                status: 429,
                data: 'slow down',
                headers: { 'content-type': 'text/plain', 'x-ratelimit-remaining': '0', 'set-cookie': 'secret' },
            }),
            {
                payload: { message: 'slow down' },
                additional_properties: {
                    upstream_response: {
                        status: 429,
                        headers: { 'content-type': 'text/plain', 'x-ratelimit-remaining': '0' },
                        body: 'slow down',
                    },
                },
            },
        ],
        [
            'the payload inside a response wins',
            axiosError({ status: 500, data: { payload: { a: 1 } } }),
            { type: 'script_http_error', payload: { a: 1 } },
        ],
        [
            'a body that is text becomes a message',
            axiosError({ status: 500, data: 'oops' }),
            { type: 'script_http_error', payload: { message: 'oops' } },
        ],
        [
            '429 of the provider is an HTTP error',
            axiosError({ status: 429, data: {} }, { url: 'https://api.github.com/x' }),
            { type: 'script_http_error', status: 429 },
        ],
        [
            "429 of Nango's own API is its rate limit",
            axiosError({ status: 429, data: {} }, { url: 'https://api.nango.dev/x' }),
            { type: 'script_api_rate_limit_error', status: 429 },
        ],
        [
            'no response makes a network error',
            axiosError(),
            {
                type: 'script_network_error',
                status: 500,
                message: 'connect ECONNREFUSED',
                payload: { name: 'AxiosError', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' },
            },
        ],
        [
            'any other error is internal',
            new TypeError('bad'),
            { ...internal, message: 'bad', payload: { name: 'TypeError', message: 'bad' } },
        ],
        [
            'an error without a message',
            new RangeError(),
            { ...internal, message: 'The script threw a RangeError without a message' },
        ],
        ['a frozen error', Object.freeze(new Error('cold')), { ...internal, message: 'cold' }],
        [
            'a text',
            'x',
            {
                ...internal,
                message: 'The script threw a value that is not an Error: "x"',
                payload: { name: 'Error', message: '"x"' },
            },
        ],
        [
            'null',
            null,
            {
                ...internal,
                message: 'The script threw a value that is not an Error: null',
                payload: { name: 'Error', message: 'null' },
            },
        ],
        [
            'undefined',
            undefined,
            {
                ...internal,
                message: 'The script threw a value that is not an Error: undefined',
                payload: { name: 'Error', message: '' },
            },
        ],
        [
            'an object that is no error',
            { a: 1 },
            { ...internal, message: 'The script threw an object that is not an Error: {"a":1}' },
        ],
        [
            'a cycle',
            cyclic,
            { ...internal, message: 'The script threw an object that is not an Error: {"a":"1","self":"[circular]"}' },
        ],
        [
            'a proxy that throws',
            hostile,
            { ...internal, message: 'The script threw an object that is not an Error: "[unreadable]"' },
        ],
        ['a revoked proxy', revoked.proxy, internal],
        [
            'throwing getters',
            Object.defineProperty(new Error('x'), 'message', {
                get: () => {
                    throw new Error('trapped');
                },
            }),
            internal,
        ],
        ['a symbol', Symbol('x'), internal],
        ['a function', () => 1, internal],
        [
            'one of our own errors keeps its code, advice and place',
            new UserError('gone', 'It is gone.', { advice: 'Look.', location: { file: '/a.ts', line: 2, column: 3 } }),
            { type: 'gone', message: 'It is gone.', advice: 'Look.', file: '/a.ts', line: 2, column: 3 },
        ],
    ])('%s', (_, error, expected) => {
        const shaped = scriptError(error, context);
        expect(shaped).toMatchObject(expected);
        expect(shaped.message).not.toContain('[object Object]');
        expect(JSON.parse(JSON.stringify(shaped))).toEqual(shaped);
    });

    it('payloads are cut at 99 kB', () => {
        const { payload } = scriptError(new ActionError({ text: 'ä'.repeat(100_000) }), context);
        expect((payload as { message: string }).message).toMatch(/\.\.\. \(truncated\)$/);
        expect(JSON.stringify(payload).length).toBeLessThan(100_000);
    });
});
