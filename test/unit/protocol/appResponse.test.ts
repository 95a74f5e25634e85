import { describe, expect, it } from 'vitest';
import { failureResponse, successResponse } from '../../../src/protocol/appResponse';
import type { RunError } from '../../../src/protocol/events';

const upstream = { status: 404, headers: { 'content-type': 'text/plain' }, body: 'gone' };

describe('what the app receives from an action (nango-semantics §9.2)', () => {
    it.each([
        ['its output', { id: 1 }, { status: 200, body: { id: 1 } }],
        ['null', null, { status: 200, body: null }],
        ['nothing for undefined', undefined, { status: 200 }],
    ])('that succeeded: %s', (_rule, output, response) => {
        expect(successResponse(output)).toEqual(response);
    });

    const message = 'said';
    const error = (type: string, rest: Partial<RunError> = {}): RunError => ({ type, message, frames: [], ...rest });
    it.each<[string, RunError, number, object]>([
        [
            'an ActionError: its payload, and always the same message',
            error('action_script_runtime_error', { payload: { a: 1 } }),
            500,
            {
                message: 'The action script failed with a runtime error',
                code: 'action_script_runtime_error',
                payload: { a: 1 },
            },
        ],
        [
            'a provider that refused: 424, its answer, and no message',
            error('script_http_error', {
                payload: { p: 1 },
                status: 404,
                additional_properties: { upstream_response: upstream },
            }),
            424,
            { payload: { p: 1 }, code: 'script_http_error', upstream },
        ],
        [
            "the rate limit of Nango's own API",
            error('script_api_rate_limit_error', { payload: {}, status: 429 }),
            424,
            { payload: {}, code: 'script_api_rate_limit_error' },
        ],
        [
            'no answer from the network',
            error('script_network_error', { payload: { name: 'AxiosError' }, status: 500 }),
            500,
            { message, code: 'script_network_error', payload: { name: 'AxiosError' } },
        ],
        [
            'any error of the script',
            error('script_internal_error', { payload: { name: 'TypeError' }, status: 500 }),
            500,
            { message, code: 'script_internal_error', payload: { name: 'TypeError' } },
        ],
        [
            'an output that is too large',
            error('script_internal_error'),
            500,
            { message, code: 'script_internal_error', payload: { name: 'Error', message } },
        ],
        [
            'what only Syncbench tells apart',
            error('missing_id'),
            500,
            { message, code: 'script_internal_error', payload: { name: 'Error', message } },
        ],
        [
            "an error of Nango's SDK keeps its code",
            error('unknown_provider_template_in_config', { payload: { provider: 'x' }, status: 500 }),
            500,
            { message, code: 'unknown_provider_template_in_config', payload: { provider: 'x' } },
        ],
        ...(
            [
                ['script_aborted', 410],
                ['invalid_action_input', 400],
                ['invalid_action_output', 400],
                ['invalid_sync_record', 400],
                ['execution_timeout', 500],
                ['function_runtime_out_of_memory', 500],
            ] as const
        ).map(([code, status]): [string, RunError, number, object] => [
            code,
            error(code, { payload: {} }),
            status,
            { message, code, payload: {} },
        ]),
    ])('that failed: %s', (_rule, failed, status, body) => {
        expect(failureResponse(failed)).toMatchObject({ status, body: { error: body } });
        expect(Object.keys((failureResponse(failed).body as { error: object }).error)).toEqual(Object.keys(body));
    });

    it('the shape that the reference of 2024 documents comes along for an ActionError only', () => {
        const thrown = error('action_script_runtime_error', { payload: { a: 1 } });
        expect(failureResponse(thrown).body2024).toEqual({ error_type: 'action_script_failure', payload: { a: 1 } });
        expect(failureResponse(error('script_internal_error')).body2024).toBeUndefined();
    });
});
