import type { UserError } from '../../core/findings/UserError';
import { LIMITS } from '../../core/policy/limits';
import type { ScriptKind } from '../../core/project/types';
import { redactNamed } from '../../core/redaction/namedSecrets';
import { STATUS } from '../../protocol/appResponse';
import type { RunError, UpstreamResponse } from '../../protocol/events';
import { adviceOf } from '../http/callAdvice';
import { explainMissingGlobal } from './explainMissingGlobal';
import { explainMisspelling } from './explainMisspelling';
import { processSources } from './processSources';
import type { ScriptSources } from './ScriptSources';
import { safeRead, safeText, toJson } from './safeRead';

/** The cloud cuts payloads at this size (nango-semantics §9.1). */
const PAYLOAD_BYTES = LIMITS.errorPayloadBytes;

export interface ScriptErrorContext {
    /** Absolute path of the script's `.ts` file. */
    filename: string;
    kind: ScriptKind;
    sources?: ScriptSources;
}

type Shape = Omit<RunError, 'frames' | 'file' | 'line' | 'column'>;

/**
 * What a script threw, shaped as the cloud shapes it (nango-semantics §9.1), at its place in the script's own files.
 * Takes anything, proxies and objects with throwing getters included, and never throws. Not redacted yet.
 */
export function scriptError(error: unknown, context: ScriptErrorContext): RunError {
    const frames = (context.sources ?? processSources).framesOf(error);
    const shape = shapeOf(error, context.kind, stackTrace(error, frames));
    if (shape.payload !== undefined) shape.payload = limited(shape.payload);
    const [first] = frames;
    const place = first && { file: first.file, line: first.line, column: first.column };
    return { ...shape, ...(place ?? userPlace(error)), frames };
}

function shapeOf(error: unknown, kind: ScriptKind, stacktrace: string[]): Shape {
    if (safeRead(error, 'type') === 'action_script_runtime_error') return actionError(error, kind);
    if (isUserError(error)) {
        const { advice } = error.details;
        return { type: error.code, message: error.message, ...(advice ? { advice } : {}) };
    }
    const code = safeText(error, 'code');
    const message = safeText(error, 'message');
    if (safeRead(error, 'name') === 'SdkError' && code) {
        const payload = toJson(safeRead(error, 'payload')) ?? {};
        return { type: code, message: message || code, payload, status: STATUS[code] ?? 500 };
    }
    if (safeRead(error, 'isAxiosError') === true) {
        const response = safeRead(error, 'response');
        return typeof response === 'object' && response !== null
            ? httpError(error, response)
            : {
                  ...plainError(error, kind, stacktrace),
                  type: 'script_network_error',
                  ...adviceFor(safeText(error, 'code')),
              };
    }
    return isObject(error) ? plainError(error, kind, stacktrace) : thrownValue(error);
}

function actionError(error: unknown, kind: ScriptKind): Shape {
    const given = toJson(safeRead(error, 'payload'));
    const payload = given === undefined || given === null ? {} : isRecord(given) ? given : { message: given };
    const said = safeText(payload, 'message') || safeText(error, 'message');
    return {
        type: 'action_script_runtime_error',
        message: said || `The ${kind} script failed with a runtime error`,
        payload,
        status: 500,
    };
}

function httpError(error: unknown, response: object): Shape {
    const status = safeRead(response, 'status');
    const data = safeRead(response, 'data');
    // What an API answers may hold new credentials, which nobody knows by their value yet.
    const body = redactNamed(toJson(safeRead(data, 'payload') || data));
    const config = safeRead(error, 'config');
    const limited = status === 429 && /^https:\/\/api\.nango\.dev(\/|$)/.test(safeText(config, 'url') ?? '');
    return {
        type: limited ? 'script_api_rate_limit_error' : 'script_http_error',
        message: safeText(error, 'message') || `Request failed with status code ${String(status)}`,
        payload: isObject(body) ? body : { message: body ?? null },
        ...(typeof status === 'number' && {
            status,
            additional_properties: { upstream_response: upstream(response, status) },
            ...adviceFor(status, adviceOf(error)),
        }),
    };
}

const ADVICE = new Map<unknown, string>([
    [401, 'The API got no credentials that it accepts: the warnings of the run say whether any were sent.'],
    [429, 'The API takes fewer calls at once: with `retries` in the call, it waits and is sent again.'],
    ['ECONNREFUSED', 'Nothing listens at this address: is the API running, and the base URL right?'],
    ['ENOTFOUND', 'There is no host of this name: is the base URL right, and this machine online?'],
]);

function adviceFor(reason: unknown, own?: string): { advice?: string } {
    const advice = own ?? ADVICE.get(reason);
    return advice === undefined ? {} : { advice };
}

/** Of the provider's headers only the type and the rate limits (§9.1). */
function upstream(response: object, status: number): UpstreamResponse {
    const headers = Object.entries((toJson(safeRead(response, 'headers')) ?? {}) as Record<string, unknown>);
    return {
        status,
        headers: Object.fromEntries(headers.filter(([name]) => /^(?:content-type$|x-rate)/i.test(name))),
        body: limited(redactNamed(toJson(safeRead(response, 'data'))) ?? null),
    };
}

/** An error, or an object that is none. */
function plainError(error: unknown, kind: ScriptKind, stacktrace: string[]): Shape {
    const code = safeRead(error, 'code');
    const message = safeText(error, 'message');
    const advice = explainMissingGlobal(error) ?? explainMisspelling(error, kind);
    const payload = {
        name: safeText(error, 'name') ?? 'Error',
        ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
        message: message ?? '',
        ...(stacktrace.length > 0 ? { stacktrace } : {}),
    };
    const isError = message !== undefined || safeRead(error, 'stack') !== undefined;
    const readable = isError
        ? message || `The script threw ${article(payload.name)} without a message`
        : `The script threw an object that is not an Error: ${brief(error)}`;
    return {
        type: 'script_internal_error',
        message: readable,
        payload,
        status: 500,
        ...(advice ? { advice } : isError ? {} : { advice: THROW_ERRORS }),
    };
}

const THROW_ERRORS = 'Throw an Error instead: it tells where it happened.';

/** Something like `throw 'x'`: the cloud makes an Error of its JSON. */
function thrownValue(value: unknown): Shape {
    const json = brief(value);
    return {
        type: 'script_internal_error',
        message: `The script threw a value that is not an Error: ${json}`,
        payload: { name: 'Error', message: value === undefined ? '' : json },
        status: 500,
        advice: THROW_ERRORS,
    };
}

function brief(value: unknown): string {
    const text = value === undefined ? 'undefined' : JSON.stringify(toJson(value));
    return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}

/** The first line of the stack and those in the script's files, as the cloud keeps them. */
function stackTrace(error: unknown, frames: RunError['frames']): string[] {
    if (frames.length === 0) return [];
    const name = safeText(error, 'name') ?? 'Error';
    const first = `${name}: ${(safeText(error, 'message') ?? '').split('\n')[0]}`;
    const lines = frames.slice(0, 9).map(({ function: called, file, line, column }) => {
        const at = `${file}:${line}:${column}`;
        return called ? `at ${called} (${at})` : `at ${at}`;
    });
    return [first, ...lines];
}

function limited(payload: unknown): unknown {
    const text = JSON.stringify(payload);
    const bytes = Buffer.from(text);
    if (bytes.length <= PAYLOAD_BYTES) return payload;
    return { message: `${bytes.subarray(0, PAYLOAD_BYTES).toString()}... (truncated)` };
}

function userPlace(error: unknown): Pick<RunError, 'file' | 'line' | 'column'> {
    if (!isUserError(error) || !error.details.location) return {};
    const { file, line, column } = error.details.location;
    return { file, line, column };
}

/** Ours by its name: a script can make one, too, and only its own message changes by that. */
function isUserError(error: unknown): error is UserError {
    return (
        safeText(error, 'name') === 'UserError' &&
        safeText(error, 'code') !== undefined &&
        safeText(error, 'message') !== undefined &&
        isRecord(safeRead(error, 'details'))
    );
}

function isObject(value: unknown): value is object {
    return typeof value === 'object' && value !== null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
    return isObject(value) && !Array.isArray(value);
}

function article(name: string): string {
    return `${/^[aeiou]/i.test(name) ? 'an' : 'a'} ${name}`;
}
