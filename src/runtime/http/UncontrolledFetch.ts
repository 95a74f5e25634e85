import axios, { type AxiosResponse, type RawAxiosRequestHeaders } from 'axios';
import { LIMITS } from '../../core/policy/limits';
import type { Redactor } from '../../core/redaction/Redactor';
import type { BegunAttempt, HttpAttempt } from '../../protocol/events';
import type { HttpBodies } from '../../protocol/httpBodies';
import type { NetworkSettings } from '../../protocol/messages';
import { createAgents } from './agents';
import type { BodyKeeper } from './BodyKeeper';
import { underBaseUrl } from './buildUrl';
import { type FetchBody, fetchBody } from './fetchBody';
import { isDeniedUrl } from './outboundPolicy';

export interface FetchOptions {
    url: URL | string;
    method?: string;
    headers?: Record<string, string>;
    /** Text by Nango's type; also what `fetch` takes else: bytes, URLSearchParams. */
    body?: unknown;
}

export interface UncontrolledFetchOptions {
    /** `--base-url`: where every call goes in the place of its own host. */
    baseUrl?: string;
    network: NetworkSettings;
    redactor: Redactor;
    /** Takes what is kept of bodies; without it nothing is. */
    keeper?: BodyKeeper;
    signal: AbortSignal;
    /**
     * Told of each request, each hop of a redirect included, as it goes out; what it returns, once of what came of it.
     * URL and headers are redacted, as are the bodies, which come to `bodies` while it lasts.
     */
    onAttempt(begun: () => BegunAttempt, bodies: HttpBodies): (came: Omit<HttpAttempt, 'seq'>) => void;
    /** Makes the error for a call that is not allowed. */
    refusal(code: FetchRefusal, message: string, url: string): Error;
    /** Whether no script may call a URL; the cloud's rule by default. */
    isDenied?(url: URL): boolean;
    /** Asked before each request: the error to throw in its place. */
    refuse?(method: string, url: string): Error | undefined;
}

export type FetchRefusal = 'url_not_allowed' | 'too_many_redirects' | 'invalid_redirect';

type FetchResponse = InstanceType<typeof Response>;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Statuses whose Response must have no body. */
const WITHOUT_BODY = new Set([204, 205, 304]);
/** Stay behind when a redirect leads to another origin (§3.4). */
const CREDENTIAL_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie']);

/**
 * `nango.uncontrolledFetch` (nango-semantics §3.4): a plain request, without credentials, retries or the provider's
 * rules. Redirects are followed here, at most 5, so that each hop can be judged.
 */
export class UncontrolledFetch {
    private readonly agents;

    constructor(private readonly options: UncontrolledFetchOptions) {
        this.agents = createAgents(options.network);
    }

    /**
     * @returns fetch's own Response, with any status
     * @throws what `refusal` makes; TypeError, as fetch does, for a GET with a body and when no response comes
     */
    async fetch({ url, method = 'GET', headers = {}, body }: FetchOptions): Promise<FetchResponse> {
        const sent = fetchBody(body);
        if (sent && ['GET', 'HEAD'].includes(method.toUpperCase())) {
            throw new TypeError('Request with GET/HEAD method cannot have body.');
        }
        let hop: Hop = {
            url: this.allowed(String(url)),
            method: method.toUpperCase(),
            headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
            body: sent,
        };
        for (let redirects = 0; ; redirects++) {
            const response = await this.request(hop);
            const location: unknown = response.headers.location;
            if (!REDIRECTS.has(response.status) || typeof location !== 'string') return toResponse(response, hop.url);
            if (redirects >= LIMITS.uncontrolledFetchRedirects) {
                const message = `More than ${LIMITS.uncontrolledFetchRedirects} redirects were answered.`;
                throw this.refusal('too_many_redirects', message, hop.url);
            }
            hop = this.nextHop(hop, response.status, location);
        }
    }

    private nextHop(hop: Hop, status: number, location: string): Hop {
        if (!URL.canParse(location, hop.url)) {
            throw this.refusal('invalid_redirect', `The redirect leads to "${location}", which is no URL.`, hop.url);
        }
        const target = this.allowed(new URL(location, hop.url).href);
        // As fetch does: what was sent is not sent again where the server says to look elsewhere.
        const becomesGet =
            (status === 303 && hop.method !== 'GET' && hop.method !== 'HEAD') ||
            (status <= 302 && hop.method === 'POST');
        const isSameOrigin = new URL(target).origin === new URL(hop.url).origin;
        const kept = Object.entries(hop.headers).filter(
            ([name]) => (isSameOrigin || !CREDENTIAL_HEADERS.has(name)) && !(becomesGet && name.startsWith('content-')),
        );
        const headers = Object.fromEntries(kept);
        return becomesGet ? { url: target, method: 'GET', headers } : { ...hop, url: target, headers };
    }

    /** The URL to call. Under `--base-url` that is its own, which may be this machine. */
    private allowed(text: string): string {
        const { baseUrl, isDenied = isDeniedUrl } = this.options;
        if (!URL.canParse(text)) throw this.refusal('url_not_allowed', `"${text}" is no URL.`, text);
        if (baseUrl !== undefined && underBaseUrl(baseUrl, text, undefined) === text) return text;
        if (isDenied(new URL(text))) {
            const message = `The cloud lets no script call ${this.options.redactor.url(text)}.`;
            throw this.refusal('url_not_allowed', message, text);
        }
        return baseUrl === undefined ? text : underBaseUrl(baseUrl, text, undefined);
    }

    private refusal(code: FetchRefusal, message: string, url: string): Error {
        return this.options.refusal(code, message, this.options.redactor.url(url));
    }

    private async request({ url, method, headers: own, body }: Hop): Promise<AxiosResponse<Buffer>> {
        const { signal, redactor, keeper } = this.options;
        signal.throwIfAborted();
        // axios would name itself; fetch does not know its names.
        const type = body?.contentType === undefined ? {} : { 'content-type': body.contentType };
        const headers: RawAxiosRequestHeaders = { accept: '*/*', 'user-agent': 'node', ...type, ...own };
        const bodies: HttpBodies = {};
        const see = keeper?.into(bodies);
        const report = this.reporter({ url, method, headers: own, body }, headers, bodies);
        const refused = this.options.refuse?.(method, redactor.url(url));
        if (refused) {
            const { name, message, code } = refused as Error & { code?: string };
            report({ error: { name, ...(code !== undefined && { code }), message } });
            throw refused;
        }
        see?.('request', body?.data, { type: headers['content-type'], size: sizeOf(body) });
        try {
            const response = await axios.request<Buffer>({
                url,
                method,
                // Without one, axios names a form's type.
                headers: { 'content-type': false, ...headers },
                ...(body !== undefined && { data: body.data }),
                transformRequest: [(data: unknown) => data],
                responseType: 'arraybuffer',
                maxRedirects: 0,
                validateStatus: () => true,
                ...this.agents,
                signal,
            });
            const { status, data } = response;
            see?.('response', data, { type: response.headers['content-type'], size: data.length, status });
            report({ status, responseHeaders: redactor.headers(response.headers), responseSize: data.length });
            return response;
        } catch (error) {
            signal.throwIfAborted();
            const { name, message, code } = error as Error & { code?: string };
            report({ error: { name, ...(code && { code }), message: redactor.text(message) } });
            throw new TypeError('fetch failed', { cause: error });
        }
    }

    /** Tells that a request goes out; what it returns, what came of it. */
    private reporter({ url, method, body }: Hop, headers: RawAxiosRequestHeaders, bodies: HttpBodies) {
        const { redactor, onAttempt } = this.options;
        const at = new Date().toISOString();
        const started = performance.now();
        const begun = (): BegunAttempt => ({
            at,
            method,
            url: redactor.url(url),
            requestHeaders: redactor.headers(headers),
            requestSize: sizeOf(body),
        });
        const end = onAttempt(begun, bodies);
        return (came: Partial<HttpAttempt>) =>
            end({ ...begun(), durationMs: Math.round(performance.now() - started), ...came });
    }
}

function sizeOf(body: FetchBody | undefined): number {
    return body === undefined ? 0 : Buffer.byteLength(body.data);
}

interface Hop {
    url: string;
    method: string;
    /** Names in lower case. */
    headers: Record<string, string>;
    body?: FetchBody;
}

/** `Response` is looked at only now: with it, Node loads its whole fetch. */
function toResponse({ status, statusText, headers, data }: AxiosResponse<Buffer>, url: string): FetchResponse {
    const pairs = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
        Array.isArray(value) ? value.map((each) => [name, String(each)]) : [[name, String(value)]],
    );
    const body = WITHOUT_BODY.has(status) ? null : new Uint8Array(data);
    const response = new Response(body, { status, statusText, headers: pairs });
    Object.defineProperty(response, 'url', { value: url });
    return response;
}
