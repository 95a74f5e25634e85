import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import { LIMITS } from '../../core/policy/limits';
import type { NetworkSettings } from '../../protocol/messages';

/** Idle sockets are closed after this; a request that waits for its answer is not touched (nango-semantics §4.4). */
const IDLE_SOCKET_MS = LIMITS.proxySocketTimeoutMs;

/** Keep-alive agents that honour the user's certificates and strictness. */
export function createAgents({ ca, strictTls }: NetworkSettings): { httpAgent: http.Agent; httpsAgent: https.Agent } {
    const keepAlive = { keepAlive: true, timeout: IDLE_SOCKET_MS };
    return {
        httpAgent: new http.Agent(keepAlive),
        httpsAgent: new https.Agent({
            ...keepAlive,
            rejectUnauthorized: strictTls,
            // Naming any CA replaces the default ones, so those are named too.
            ...(ca !== undefined && ca.length > 0 && { ca: [...defaultCertificates(), ...ca] }),
        }),
    };
}

/** Node before 22.15 can only name the certificates it is shipped with. */
function defaultCertificates(): readonly string[] {
    return tls.getCACertificates?.('default') ?? tls.rootCertificates;
}
