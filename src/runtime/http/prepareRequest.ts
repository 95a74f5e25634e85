import type { Connection, CredentialScope, Credentials } from '../../core/connection/types';
import { UserError } from '../../core/findings/UserError';
import { providerTemplateValues } from '../../core/provider/templateValues';
import type { Provider } from '../../core/provider/types';
import type { ConnectionAnswer } from '../../protocol/messages';
import { buildBody, hasBody } from './buildBody';
import { buildHeaders, hasCredentials } from './buildHeaders';
import { buildUrl, type UrlParts, unresolvedUrl } from './buildUrl';
import type { ProxyCall } from './ProxyCall';

/** One attempt, ready for the transport. */
export interface PreparedRequest {
    method: string;
    url: string;
    headers: Record<string, string>;
    data: unknown;
    credentialHeaders: Set<string>;
    /** The provider wants authentication headers re-sent to another origin on a redirect. */
    forwardHeadersOnRedirect: boolean;
    /** The origin that did not get the credentials although there are some. */
    withheldFrom?: string;
    /** Provider headers left out because the credentials lack a field. */
    missingFields: { header: string; field: string }[];
    /** What is left out of a request that goes to `--base-url`, and would make any other fail. */
    leftOut: { code: string; message: string }[];
}

/**
 * Turns a call and its connection into a request. Credentials enter the URL, the query and the headers only when the
 * target's origin is one they may be sent to; else the request is made without them. A request to `--base-url`, where no
 * real provider answers, is also made without what this version cannot add to it.
 * @throws UserError as `buildUrl`, `buildHeaders` and `buildBody` do, and `unsupported_provider_body`.
 */
export function prepareRequest(options: {
    call: ProxyCall;
    /** Whose rules apply: always the run's own integration (nango-semantics §3.3). */
    provider: Provider | null;
    integration: string;
    /** Whose credentials apply. */
    answer: ConnectionAnswer;
    baseUrl: string | undefined;
    userAgent: string;
}): PreparedRequest {
    const { answer } = options;
    const { credentials } = answer.connection;
    if (!hasCredentials(credentials)) return prepareWith({}, options);
    const origin = targetOrigin(credentials, options);
    if (mayReceive(answer.scope, origin)) return prepareWith(credentials, options);
    return { ...prepareWith({}, options), withheldFrom: origin };
}

/** Whether credentials of a scope may be sent to an origin. */
export function mayReceive(scope: CredentialScope, origin: string): boolean {
    return scope === 'any' || scope.includes(origin);
}

type PrepareOptions = Parameters<typeof prepareRequest>[0];

/** A host may itself hold a placeholder that the credentials fill. */
function targetOrigin(credentials: Credentials, options: PrepareOptions): string {
    return new URL(urlWith(credentials, options)).origin;
}

function urlWith(credentials: Credentials, options: PrepareOptions): string {
    return buildUrl(urlParts(credentials, options));
}

function urlParts(
    credentials: Credentials,
    { call, provider, integration, answer, baseUrl }: PrepareOptions,
): UrlParts {
    const { connection } = answer;
    return {
        endpoint: call.endpoint,
        baseUrlOverride: call.baseUrlOverride,
        params: call.params,
        provider,
        integration,
        connectionConfig: connection.connection_config,
        urlValues: urlValues(connection, credentials),
        queryValues: providerTemplateValues(credentials, connection.connection_config, provider),
        baseUrl,
    };
}

/** §4.2: connection fields, its config, and the credentials, flat and by name. */
function urlValues(connection: Connection, credentials: Credentials): Record<string, unknown> {
    return { ...credentials, ...connection, credentials };
}

function prepareWith(credentials: Credentials, options: PrepareOptions): PreparedRequest {
    const { call, provider, answer, userAgent, baseUrl } = options;
    const parts = urlParts(credentials, options);
    const url = buildUrl(parts);
    const leftOut: PreparedRequest['leftOut'] = [];
    const onUnsupported = ({ code, message }: UserError) => leftOut.push({ code, message });
    const unresolved = baseUrl === undefined ? undefined : unresolvedUrl(parts);
    if (unresolved) leftOut.push({ code: 'url_not_resolved', message: unresolved });
    const unsupportedBody = bodyCredentials(credentials, call.method, provider);
    if (unsupportedBody && baseUrl === undefined) throw unsupportedBody;
    if (unsupportedBody) onUnsupported(unsupportedBody);
    const { headers, credentialHeaders, missingFields } = buildHeaders({
        provider,
        credentials,
        values: providerTemplateValues(credentials, answer.connection.connection_config, provider),
        userHeaders: call.headers,
        userAgent,
        ...(baseUrl !== undefined && { onUnsupported }),
    });
    const data = buildBody(call.method, call.data, headers['content-type']);
    const forwardHeadersOnRedirect = provider?.proxy?.forward_headers_on_redirect === true;
    const { method } = call;
    return { method, url, headers, data, credentialHeaders, missingFields, leftOut, forwardHeadersOnRedirect };
}

/** Four providers want their key in the body; until that is built, such a call fails instead of going out without it. */
function bodyCredentials(credentials: Credentials, method: string, provider: Provider | null): UserError | undefined {
    if (provider?.proxy?.body === undefined || !hasBody(method) || !hasCredentials(credentials)) return undefined;
    return new UserError(
        'unsupported_provider_body',
        `The provider ${provider.name} (auth mode ${provider.auth_mode}) takes credentials in the request body, which Syncbench does not support.`,
        { advice: 'Run against a mock server with --base-url.' },
    );
}
