import type { AxiosError, AxiosResponse } from 'axios';
import type { Redactor } from '../../core/redaction/Redactor';
import type { BegunAttempt, HttpAttempt } from '../../protocol/events';
import type { ProxyCall } from './ProxyCall';
import type { PreparedRequest } from './prepareRequest';
import type { BodySizes } from './transport';

/** How an attempt came about: 0-based, and what was waited for it. */
export interface AttemptContext {
    attempt: number;
    waitedMs: number;
    /** What was waited for all attempts so far, and what the cloud would have waited. */
    total?: { waitedMs: number; unscaledMs: number };
    reason?: string;
}

/** What came of an attempt: a response, 2xx or not, or the error that stands in its place. */
export interface Exchange {
    response?: AxiosResponse;
    error?: Error;
    sizes: BodySizes;
    /** ISO 8601 */
    startedAt: string;
    durationMs: number;
}

/** An attempt as far as it is known when it goes out; nothing in it is secret. */
export function describeBegun(
    call: ProxyCall,
    prepared: PreparedRequest,
    { attempt, waitedMs, reason }: AttemptContext,
    { startedAt, sent = prepared.headers }: { startedAt: string; sent?: Record<string, unknown> },
    redactor: Redactor,
): BegunAttempt {
    return {
        at: startedAt,
        method: call.method,
        url: redactor.url(prepared.url),
        requestHeaders: redactor.headers(sent),
        ...(call.retries > 0 && {
            retry: { attempt, max: call.retries, waitedMs: Math.round(waitedMs), ...(reason && { reason }) },
        }),
    };
}

/** One attempt as the run's timeline shows it (nango-semantics §4.6); nothing in it is secret. */
export function describeAttempt(
    call: ProxyCall,
    prepared: PreparedRequest,
    context: AttemptContext,
    { response, error, sizes, startedAt, durationMs }: Exchange,
    redactor: Redactor,
): Omit<HttpAttempt, 'seq'> {
    const sent = (response ?? (error as AxiosError | undefined))?.config?.headers;
    const responseSize = response && (sizes.response ?? contentLength(response));
    return {
        ...describeBegun(call, prepared, context, { startedAt, sent }, redactor),
        ...(sizes.request !== undefined && { requestSize: sizes.request }),
        ...(response && { status: response.status, responseHeaders: redactor.headers(response.headers) }),
        ...(responseSize !== undefined && { responseSize }),
        durationMs: Math.round(durationMs),
        ...(error && { error: describeError(error, redactor) }),
    };
}

function contentLength(response: AxiosResponse): number | undefined {
    const text: unknown = response.headers['content-length'];
    return text === undefined || text === null ? undefined : Number(text);
}

function describeError(error: Error, redactor: Redactor): NonNullable<HttpAttempt['error']> {
    const { code } = error as AxiosError;
    return { name: error.name, ...(code !== undefined && { code }), message: redactor.text(error.message) };
}
