import type { AxiosRequestConfig } from 'axios';
import { LIMITS } from '../../core/policy/limits';
import type { Redactor } from '../../core/redaction/Redactor';
import { isSensitiveHeader } from '../../core/redaction/sensitiveNames';

/** Hops that are followed (nango-semantics §4.4). */
export const MAX_REDIRECTS = LIMITS.proxyRedirects;

export interface RedirectPolicy {
    /** `forwardHeadersOnRedirect`, the script's or the provider's. */
    forwardHeaders: boolean;
    /** Headers that hold the connection's credentials. */
    credentialHeaders: ReadonlySet<string>;
    mayReceiveCredentials(origin: string): boolean;
    redactor: Redactor;
    /** A hop went to an origin that may not have the credentials although the headers were to be forwarded. */
    onWithheld(origin: string): void;
}

/**
 * Decides at each hop which headers go along. Within one origin all do. To another origin authentication headers stay
 * behind, unless they are to be forwarded; those that hold the connection's credentials then still go only to origins
 * the credentials may be sent to.
 */
export function redirectHook(policy: RedirectPolicy): NonNullable<AxiosRequestConfig['beforeRedirect']> {
    return (options, _response, request) => {
        const target = new URL(String(options.href)).origin;
        const previous: Record<string, unknown> = request?.headers ?? {};
        if (request !== undefined && new URL(request.url).origin === target) return;
        const headers = options.headers as Record<string, unknown>;
        for (const [name, value] of Object.entries(previous)) {
            const isCredential =
                policy.credentialHeaders.has(name.toLowerCase()) || policy.redactor.contains(String(value));
            if (!isCredential && !isSensitiveHeader(name)) continue;
            const mayGo = !isCredential || policy.mayReceiveCredentials(target);
            if (policy.forwardHeaders && !mayGo) policy.onWithheld(target);
            if (policy.forwardHeaders && mayGo) headers[name] = value;
            else delete headers[name];
        }
    };
}
