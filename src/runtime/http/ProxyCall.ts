import type { ResponseType } from 'axios';
import { UserError } from '../../core/findings/UserError';
import type { ConnectionKey } from './ConnectionMemo';
import type { ProxyConfiguration, QueryParameters } from './ProxyConfiguration';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** A proxy call as the script asked for it, read once and checked. */
export interface ProxyCall {
    method: string;
    endpoint: string;
    baseUrlOverride: string | undefined;
    headers: Readonly<Record<string, unknown>> | undefined;
    params: QueryParameters | undefined;
    data: unknown;
    retries: number;
    retryOn: readonly number[];
    responseType: ResponseType | undefined;
    forwardHeadersOnRedirect: boolean | undefined;
    hasRetryHeader: boolean;
    /** Whose credentials to use. */
    credentialsOf: ConnectionKey;
}

/** @throws UserError `invalid_proxy_configuration` naming the field. */
export function readProxyCall(config: ProxyConfiguration, current: ConnectionKey): ProxyCall {
    if (typeof config !== 'object' || config === null) throw invalid('The proxy call', 'is not an object');
    const method = String(config.method ?? 'GET').toUpperCase();
    if (!METHODS.includes(method)) throw invalid('`method`', `is not one of ${METHODS.join(', ')}`);
    return {
        method,
        endpoint: text(config.endpoint, 'endpoint') ?? '',
        baseUrlOverride: text(config.baseUrlOverride, 'baseUrlOverride') || undefined,
        headers: object(config.headers, 'headers'),
        params: typeof config.params === 'string' ? config.params : object(config.params, 'params'),
        data: config.data,
        retries: retriesOf(config.retries),
        retryOn: (config.retryOn ?? []).map(Number),
        responseType: config.responseType,
        forwardHeadersOnRedirect: config.forwardHeadersOnRedirect,
        hasRetryHeader: config.retryHeader !== undefined && config.retryHeader !== null,
        credentialsOf: {
            integration: config.providerConfigKey ?? current.integration,
            connectionId: config.connectionId ?? current.connectionId,
        },
    };
}

function retriesOf(retries: unknown): number {
    const number = Math.floor(Number(retries ?? 0));
    return Number.isFinite(number) && number > 0 ? number : 0;
}

function text(value: unknown, field: string): string | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw invalid(`\`${field}\``, 'is not a string');
    return value;
}

function object(value: unknown, field: string): Record<string, unknown> | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'object' || Array.isArray(value)) throw invalid(`\`${field}\``, 'is not an object');
    return value as Record<string, unknown>;
}

function invalid(what: string, is: string): UserError {
    return new UserError('invalid_proxy_configuration', `${what} of the proxy call ${is}.`, {
        advice: 'Correct the argument of the call.',
    });
}
