import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { CredentialScope } from '../../../../src/core/connection/types';
import type { Provider, ProviderProxy } from '../../../../src/core/provider/types';
import { Redactor } from '../../../../src/core/redaction/Redactor';
import type { HttpAttempt } from '../../../../src/protocol/events';
import type { ConnectionAnswer } from '../../../../src/protocol/messages';
import { ProxyClient, type ProxyClientOptions } from '../../../../src/runtime/http/ProxyClient';

/** A request as the server got it. */
export interface Received {
    method: string;
    url: string;
    headers: http.IncomingHttpHeaders;
    body: string;
}

export interface Answer {
    status?: number;
    headers?: Record<string, string>;
    body?: string | Buffer;
}

/** A server on a free port that answers in order, the last answer again and again; closed after the test. */
export async function serve(...answers: (Answer | ((received: Received) => Answer | 'hang' | 'reset'))[]) {
    const received: Received[] = [];
    const server = http.createServer(async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const { method = '', url = '', headers } = request;
        const seen = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
        received.push(seen);
        const next = answers[Math.min(received.length, answers.length) - 1] ?? {};
        const answer = typeof next === 'function' ? next(seen) : next;
        if (answer === 'hang') return;
        if (answer === 'reset') {
            request.socket.destroy();
            return;
        }
        response.writeHead(answer.status ?? 200, answer.headers ?? {});
        response.end(answer.body ?? '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
        server.closeAllConnections();
        server.close();
    });
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { origin, received };
}

export function json(value: unknown, more: Answer = {}): Answer {
    return { ...more, headers: { 'content-type': 'application/json', ...more.headers }, body: JSON.stringify(value) };
}

export function answerWith(options: {
    proxy?: ProviderProxy;
    mode?: string;
    provider?: Provider | null;
    credentials?: Record<string, unknown>;
    config?: Record<string, unknown>;
    scope?: CredentialScope;
    withheld?: string;
}): ConnectionAnswer {
    const { proxy, mode = 'OAUTH2', credentials = {}, config = {}, scope = 'any', withheld } = options;
    const provider = options.provider === undefined ? { name: 'p', auth_mode: mode, proxy } : options.provider;
    const secrets = Object.values(credentials).filter((value) => typeof value === 'string');
    return {
        connection: {
            id: 1,
            connection_id: 'c1',
            provider_config_key: 'int',
            provider: 'p',
            errors: [],
            end_user: null,
            tags: {},
            metadata: null,
            connection_config: config,
            webhook_url_override: null,
            created_at: '',
            updated_at: '',
            last_fetched_at: null,
            credentials,
        },
        provider,
        scope,
        ...(withheld !== undefined && { withheld }),
        secrets,
    };
}

/** A client whose events are recorded. `answers` are given in order, the last one again and again. */
export function clientWith(answers: ConnectionAnswer | ConnectionAnswer[], options: Partial<ProxyClientOptions> = {}) {
    const list = [answers].flat();
    const attempts: Omit<HttpAttempt, 'seq'>[] = [];
    const waits: Parameters<ProxyClientOptions['onWait']>[0][] = [];
    const skipped: { reason: string; attempt: number; max: number }[] = [];
    const warnings: { code: string; message: string }[] = [];
    const asked: { integration: string; connectionId: string; force: boolean }[] = [];
    const abort = new AbortController();
    const client = new ProxyClient({
        integration: 'int',
        connectionId: 'c1',
        getConnection: async (query) => {
            asked.push(query);
            return list[Math.min(asked.length, list.length) - 1] as ConnectionAnswer;
        },
        retryScale: 0.000_1,
        network: { strictTls: true },
        redactor: new Redactor(),
        signal: abort.signal,
        onAttempt: () => (attempt) => attempts.push(attempt),
        onWait: (wait) => waits.push(wait),
        onRetrySkipped: (skip) => skipped.push(skip),
        onWarning: (warning) => warnings.push(warning),
        ...options,
    });
    onTestFinished(() => client.close());
    return { client, attempts, waits, skipped, warnings, asked, abort };
}

export function failureOf(promise: Promise<unknown>): Promise<unknown> {
    return promise.then(
        () => {
            throw new Error('did not fail');
        },
        (error: unknown) => error,
    );
}
