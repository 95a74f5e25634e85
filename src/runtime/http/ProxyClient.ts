import os from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import axios, { type AxiosError, type AxiosResponse } from 'axios';
import { credentialsVariable } from '../../core/connection/credentialsVariable';
import { emptyCredentials } from '../../core/connection/emptyCredentials';
import type { Redactor } from '../../core/redaction/Redactor';
import type { BegunAttempt, HttpAttempt } from '../../protocol/events';
import type { HttpBodies } from '../../protocol/httpBodies';
import type { ConnectionAnswer, NetworkSettings } from '../../protocol/messages';
import { createAgents } from './agents';
import { type AttemptContext, describeAttempt, describeBegun } from './attemptReport';
import type { BodyKeeper } from './BodyKeeper';
import { ConnectionMemo, type GetConnection } from './ConnectionMemo';
import { advise } from './callAdvice';
import { callDoubts } from './callDoubts';
import { type ProxyCall, readProxyCall } from './ProxyCall';
import type { ProxyConfiguration } from './ProxyConfiguration';
import { mayReceive, type PreparedRequest, prepareRequest } from './prepareRequest';
import { MAX_REDIRECTS, redirectHook } from './redirects';
import { decideRetry } from './retryRules';
import { type BodySizes, send } from './transport';
import { unusedRetries } from './unusedRetries';
import { uncountedRetries, usedRetries } from './usedRetries';
import { wait } from './wait';

export interface ProxyClientOptions {
    /** The run's own integration and connection. */
    integration: string;
    connectionId: string;
    /** What is known of it; asked for unless told. */
    ownConnection?: ConnectionAnswer;
    getConnection: GetConnection;
    /** `--base-url`. */
    baseUrl?: string;
    /** Waits of retries are multiplied by this; 1 = as in the cloud. */
    retryScale: number;
    network: NetworkSettings;
    /** Learns the secrets of every connection that is asked for. */
    redactor: Redactor;
    /** Takes what is kept of bodies; without it nothing is. */
    keeper?: BodyKeeper;
    /** `--read-only`: the error to throw in the place of a call that may not be made. */
    refuse?(method: string, url: string): Error | undefined;
    /** Ends requests and waits; what is thrown then is the signal's reason. */
    signal: AbortSignal;
    /**
     * Told of each attempt as it goes out; what it returns, once of what came of it. URL and headers are redacted, as are
     * the bodies, which come to `bodies` while it lasts.
     */
    onAttempt(begun: () => BegunAttempt, bodies: HttpBodies): (came: Omit<HttpAttempt, 'seq'>) => void;
    /** A retry is about to wait `ms`, in the cloud `unscaledMs`; `attempt` counts retries from 1 to `max`. */
    onWait(wait: { ms: number; unscaledMs: number; reason: string; attempt: number; max: number }): void;
    /** Retries were left and are not used; `attempt` as for `onWait`. */
    onRetrySkipped?(skipped: { reason: string; attempt: number; max: number }): void;
    /** Worth knowing about the run; each at most once. */
    onWarning(warning: { code: string; message: string }): void;
    /** Milliseconds since the epoch; the clock by default. */
    now?: () => number;
}

/**
 * `nango.proxy`: builds the request by the provider's rules, injects credentials where they may go, follows redirects,
 * retries, and returns axios's own response (nango-semantics §4.1–4.5).
 */
export class ProxyClient {
    private readonly memo: ConnectionMemo;
    private readonly agents;
    private readonly now: () => number;
    private readonly warned = new Set<string>();

    constructor(private readonly options: ProxyClientOptions) {
        this.now = options.now ?? Date.now;
        this.agents = createAgents(options.network);
        this.memo = new ConnectionMemo(async (query) => {
            const answer = await options.getConnection(query);
            options.redactor.add(answer.secrets);
            return answer;
        }, this.now);
        if (options.ownConnection) this.memo.remember(options, options.ownConnection);
    }

    /**
     * @throws AxiosError for a response other than 2xx and for network errors, after the retries; UserError for a call
     * that cannot be made; the signal's reason when the run is cancelled.
     */
    async request<T = unknown>(config: ProxyConfiguration): Promise<AxiosResponse<T>> {
        const call = readProxyCall(config, this.options);
        for (const { code, message } of callDoubts(call)) this.warn(code, message);
        let context: AttemptContext = { attempt: 0, waitedMs: 0 };
        for (;;) {
            this.options.signal.throwIfAborted();
            const answer = await this.memo.get(call.credentialsOf);
            const prepared = await this.prepare(call, answer);
            this.refuse(call, prepared);
            try {
                return await this.attempt<T>(call, prepared, answer, context);
            } catch (error) {
                this.options.signal.throwIfAborted();
                if (!axios.isAxiosError(error)) throw error;
                const next = await this.nextAttempt(error, call, answer, context);
                if (next === undefined) throw error;
                context = next;
            }
        }
    }

    private refuse(call: ProxyCall, prepared: PreparedRequest): void {
        const { redactor, refuse, onAttempt } = this.options;
        const error = refuse?.(call.method, redactor.url(prepared.url));
        if (!error) return;
        const exchange = { error, sizes: {}, startedAt: new Date().toISOString(), durationMs: 0 };
        const attempt = describeAttempt(call, prepared, { attempt: 0, waitedMs: 0 }, exchange, redactor);
        onAttempt(() => attempt, {})(attempt);
        throw error;
    }

    /** Closes idle connections. */
    close(): void {
        this.agents.httpAgent.destroy();
        this.agents.httpsAgent.destroy();
    }

    private async prepare(call: ProxyCall, answer: ConnectionAnswer): Promise<PreparedRequest> {
        const { integration, connectionId, baseUrl } = this.options;
        const own = await this.memo.get({ integration, connectionId });
        const prepared = prepareRequest({
            call,
            provider: own.provider,
            integration,
            answer,
            baseUrl,
            userAgent: USER_AGENT,
        });
        if (answer.withheld !== undefined) this.warn('credentials_withheld', answer.withheld);
        if (prepared.withheldFrom !== undefined) this.warnWithheld(prepared.withheldFrom);
        for (const { header, field } of prepared.missingFields) {
            this.warn(
                'credential_field_missing',
                `The header \`${header}\` of ${own.provider?.name} was left out: the credentials have no field \`${field}\`.`,
            );
        }
        for (const { code, message } of prepared.leftOut) this.warn(code, `${message} ${LEFT_OUT}`);
        return prepared;
    }

    private async attempt<T>(
        call: ProxyCall,
        prepared: PreparedRequest,
        answer: ConnectionAnswer,
        context: AttemptContext,
    ): Promise<AxiosResponse<T>> {
        const { redactor, signal, keeper } = this.options;
        const sizes: BodySizes = {};
        const bodies: HttpBodies = {};
        const startedAt = new Date().toISOString();
        const started = performance.now();
        const begun = () => describeBegun(call, prepared, context, { startedAt }, redactor);
        const end = this.options.onAttempt(begun, bodies);
        const report = (outcome: { response?: AxiosResponse; error?: Error }) => {
            const durationMs = performance.now() - started;
            const exchange = { ...outcome, sizes, startedAt, durationMs };
            end(describeAttempt(call, prepared, context, exchange, redactor));
        };
        const forwardHeaders = call.forwardHeadersOnRedirect ?? prepared.forwardHeadersOnRedirect;
        try {
            const response = await send<T>(
                {
                    url: prepared.url,
                    method: prepared.method,
                    headers: prepared.headers,
                    data: prepared.data,
                    ...(call.responseType !== undefined && { responseType: call.responseType }),
                    maxRedirects: MAX_REDIRECTS,
                    beforeRedirect: redirectHook({
                        forwardHeaders,
                        credentialHeaders: prepared.credentialHeaders,
                        mayReceiveCredentials: (origin) => mayReceive(answer.scope, origin),
                        redactor,
                        onWithheld: (origin) => this.warnWithheld(origin),
                    }),
                    ...this.agents,
                    signal,
                },
                sizes,
                keeper?.into(bodies),
            );
            report({ response });
            return response;
        } catch (error) {
            const { response } = error as AxiosError;
            report(response === undefined ? { error: error as Error } : { response });
            throw error;
        } finally {
            if (sizes.isMalformedJson) this.warnMalformed(`${call.method} ${redactor.url(prepared.url)}`);
        }
    }

    /** What to do after a failure: `undefined` to give up. Waits before it answers. */
    private async nextAttempt(
        error: AxiosError,
        call: ProxyCall,
        answer: ConnectionAnswer,
        { attempt, total = NO_WAITS }: AttemptContext,
    ): Promise<AttemptContext | undefined> {
        const isUnauthorized = error.response?.status === 401;
        const isLimited = error.response?.status === 429;
        if (isUnauthorized) this.memo.refuse(call.credentialsOf);
        if (isUnauthorized) this.warnOfNoCredentials(answer);
        if (isLimited && call.retries === 0) await this.warnOfNoRetries(error, call);
        if (attempt >= call.retries && !(isLimited && attempt > 0)) return undefined;
        const { retryScale, signal, integration, connectionId } = this.options;
        const { provider } = await this.memo.get({ integration, connectionId });
        if (attempt >= call.retries) {
            advise(error, usedRetries(error, { retries: call.retries, ...total, provider, now: this.now() }));
            return undefined;
        }
        const decision = decideRetry(error, attempt, {
            retryOn: call.retryOn,
            provider: provider?.proxy?.retry,
            now: this.now(),
        });
        const place = { attempt: attempt + 1, max: call.retries };
        if (!decision.retry) {
            if (isLimited) advise(error, uncountedRetries(provider));
            this.options.onRetrySkipped?.({ reason: decision.reason, ...place });
            return undefined;
        }
        if (isUnauthorized && !(await this.haveCredentialsChanged(call, answer))) {
            this.options.onRetrySkipped?.({ reason: 'invalid_credentials', ...place });
            return undefined;
        }
        if (isStream(call.data)) {
            this.warn(
                'stream_sent_once',
                'The data is a stream, which is read once: the retry sends none of it, as in Nango.',
            );
        }
        const waitMs = decision.waitMs * retryScale;
        this.options.onWait({ ms: waitMs, unscaledMs: decision.waitMs, reason: decision.reason, ...place });
        await wait(waitMs, signal);
        const waited = { waitedMs: total.waitedMs + waitMs, unscaledMs: total.unscaledMs + decision.waitMs };
        return { attempt: attempt + 1, waitedMs: waitMs, reason: decision.reason, total: waited };
    }

    private async haveCredentialsChanged(call: ProxyCall, refused: ConnectionAnswer): Promise<boolean> {
        const fresh = await this.memo.get(call.credentialsOf);
        return !isDeepStrictEqual(fresh.connection.credentials, refused.connection.credentials);
    }

    /** Only the first: every URL would be another one. */
    private warnMalformed(call: string): void {
        const message = `${call} answered with JSON that does not parse; the script got it as text.`;
        this.warn('malformed_json', message, 'malformed_json');
    }

    private warnOfNoCredentials({ connection, provider, withheld }: ConnectionAnswer): void {
        if (withheld !== undefined || Object.keys(connection.credentials).length > 0) return;
        if (provider?.auth_mode === 'NONE') return;
        const { provider_config_key: integration, connection_id: id } = connection;
        const example = emptyCredentials(provider?.auth_mode);
        this.warn(
            'no_credentials',
            `A call without credentials was refused (401): the connection ${id} has none. ` +
                `Give them in ${credentialsVariable(integration, id)}, as JSON like ${JSON.stringify(example).replaceAll('""', '"…"')}.`,
        );
    }

    /** Only the first: an API that limits its calls refuses many. */
    private async warnOfNoRetries(error: AxiosError, call: ProxyCall): Promise<void> {
        const { integration, connectionId, redactor } = this.options;
        const { provider } = await this.memo.get({ integration, connectionId });
        const refused = `${call.method} ${redactor.url(error.config?.url ?? '')}`;
        const message = unusedRetries(refused, error, { retryOn: call.retryOn, provider, now: this.now() });
        this.warn('no_retries', message, 'no_retries');
    }

    private warnWithheld(origin: string): void {
        this.warn(
            'credentials_withheld',
            `The connection's credentials were not sent to ${origin}. Allow it with --allow-origin ${origin}.`,
        );
    }

    /** Once per `key`: a run may make millions of calls. */
    private warn(code: string, message: string, key = `${code} ${message}`): void {
        if (this.warned.has(key)) return;
        this.warned.add(key);
        this.options.onWarning({ code, message });
    }
}

const NO_WAITS = { waitedMs: 0, unscaledMs: 0 };
const LEFT_OUT = 'The request goes to the given base URL all the same, without it.';

function isStream(data: unknown): boolean {
    return typeof (data as { pipe?: unknown } | null | undefined)?.pipe === 'function';
}

/** The cloud's client names itself like this and lets no script change it (§3.4); the last word says who really calls. */
const USER_AGENT = `nango-node-client/0.71.4 (${os.platform()}/${os.release()}; node.js/${process.versions.node}) syncbench`;
