import { ProxyClient } from '../http/ProxyClient';
import { UncontrolledFetch } from '../http/UncontrolledFetch';
import type { RunScope } from '../RunScope';
import { ActionError } from './ActionError';

/** The client behind `nango.proxy`, on the run's own connection. */
export function createProxyClient({ runtime, recorder, script, connectionId, connection }: RunScope): ProxyClient {
    return new ProxyClient({
        integration: script.integration,
        connectionId,
        ownConnection: connection,
        getConnection: (query) => runtime.getConnection({ ...query, refreshToken: false }),
        baseUrl: runtime.request.baseUrl,
        retryScale: runtime.request.retryScale,
        network: runtime.request.network,
        redactor: runtime.redactor,
        keeper: runtime.keeper,
        refuse: (method, url) => runtime.readOnly.refuse(method, url),
        signal: runtime.signal,
        onAttempt: (begun, bodies) => recorder.http(begun, bodies),
        onWait: (wait) => recorder.wait(wait),
        onRetrySkipped: ({ reason, attempt, max }) =>
            recorder.log('syncbench', 'warn', `Skipping retry HTTP call (reason: ${reason}) [${attempt}/${max}]`),
        onWarning: (warning) => recorder.warn(warning),
    });
}

/** The client behind `nango.uncontrolledFetch`. */
export function createUncontrolledFetch({ runtime, recorder }: RunScope): UncontrolledFetch {
    return new UncontrolledFetch({
        baseUrl: runtime.request.baseUrl,
        network: runtime.request.network,
        redactor: runtime.redactor,
        keeper: runtime.keeper,
        refuse: (method, url) => runtime.readOnly.refuse(method, url),
        signal: runtime.signal,
        onAttempt: (begun, bodies) => recorder.http(begun, bodies),
        refusal: (code, message, url) => new ActionError({ code, message, url }),
    });
}
