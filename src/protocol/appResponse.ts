import type { AppResponse, RunError } from './events';

/** Statuses other than 500 that the app receives, by an error's type (nango-semantics §9.2). */
export const STATUS: Readonly<Record<string, number>> = {
    script_http_error: 424,
    script_api_rate_limit_error: 424,
    script_aborted: 410,
    invalid_action_input: 400,
    invalid_action_output: 400,
    invalid_sync_record: 400,
};

/** Codes that the cloud gives to failures besides those of its SDK's own errors (§3.8, §9.1, §9.2). */
const CLOUD_CODE = /^(?:script_|action_script_|execution_|function_runtime_|invalid_action_|invalid_sync_record$)/;

/** What the app receives from `POST /action/trigger` for an action that succeeded (§9.2); nothing for `undefined`. */
export function successResponse(output: unknown): AppResponse {
    return output === undefined ? { status: 200 } : { status: 200, body: output };
}

/** What the app receives for an action that failed (§9.2), as the cloud words it. */
export function failureResponse(error: RunError): AppResponse {
    const { type, payload, additional_properties: additional } = error;
    // What only Syncbench tells apart is an error like any other there.
    const code = CLOUD_CODE.test(type) || error.status !== undefined ? type : 'script_internal_error';
    const status = STATUS[code] ?? 500;
    if (code === 'script_http_error' || code === 'script_api_rate_limit_error') {
        const upstream = additional?.upstream_response;
        return { status, body: { error: { payload, code, ...(upstream && { upstream }) } } };
    }
    if (code === 'action_script_runtime_error') {
        const message = 'The action script failed with a runtime error';
        const body = { error: { message, code, payload, ...(additional && { additional_properties: additional }) } };
        return { status, body, body2024: { error_type: 'action_script_failure', payload } };
    }
    const shaped = payload ?? { name: 'Error', message: error.message };
    return { status, body: { error: { message: error.message, code, payload: shaped } } };
}
