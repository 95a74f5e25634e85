import type { AxiosError } from 'axios';
import type { RunError } from '../../protocol/events';
import { safeRead, toJson } from '../sandbox';
import { localFailure } from './localResponse';

const STATUS: Record<string, number> = {
    script_http_error: 424,
    script_api_rate_limit_error: 424,
    invalid_action_input: 400,
    invalid_action_output: 400,
};

/**
 * What `triggerAction` rejects with: an AxiosError with the cloud's answer to `POST /action/trigger` for a failed
 * action (nango-semantics §9.2).
 * @param thrown what the action threw, of which `error` is the description
 */
export function actionFailure(thrown: unknown, error: RunError): AxiosError {
    const { type: code, message, payload } = error;
    const status = STATUS[code] ?? 500;
    if (code === 'script_http_error') {
        return localFailure(status, { error: { payload, code, upstream: upstreamOf(thrown) } });
    }
    const text = code === 'action_script_runtime_error' ? 'The action script failed with a runtime error' : message;
    return localFailure(status, { error: { message: text, code, payload } });
}

/** The answer of the provider that failed the action; of its headers only the type and the rate limits (§9.1). */
function upstreamOf(thrown: unknown) {
    const response = safeRead(thrown, 'response');
    const headers = Object.entries((toJson(safeRead(response, 'headers')) ?? {}) as Record<string, unknown>);
    return {
        status: safeRead(response, 'status'),
        headers: Object.fromEntries(headers.filter(([name]) => /^(?:content-type$|x-rate)/i.test(name))),
        body: toJson(safeRead(response, 'data')),
    };
}
