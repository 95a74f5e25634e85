import type { BegunAttempt, HttpAttempt } from '../protocol/events';
import type { BodySide, HttpBodies } from '../protocol/httpBodies';
import { underBaseUrl } from './http/buildUrl';
import type { RunScope } from './RunScope';
import type { LenientFetch } from './sandbox';

type WebRequest = InstanceType<typeof Request>;
type FetchArguments = ConstructorParameters<typeof Request>;

function requestFor(request: WebRequest, baseUrl: string | undefined): WebRequest {
    return baseUrl === undefined ? request : new Request(underBaseUrl(baseUrl, request.url, undefined), request);
}

/**
 * `fetch` for `--lenient`: Node's own, shown in the run's timeline, and refused by `--read-only` like every other call.
 * Under `--base-url` it goes there. It has no credentials but those that the script writes into it. Its bodies are streams,
 * which only the script reads: nothing is kept of them but that.
 */
export function lenientFetch({ recorder, runtime }: RunScope): LenientFetch {
    recorder.warn({
        code: 'lenient',
        message: 'The sandbox has more than the cloud gives a script (--lenient): fetch, timers, encoders.',
    });
    return async (...args) => {
        const { redactor } = runtime;
        const request = requestFor(new Request(...(args as FetchArguments)), runtime.request.baseUrl);
        const url = redactor.url(request.url);
        const at = new Date().toISOString();
        const started = performance.now();
        const begun = (): BegunAttempt => ({
            at,
            method: request.method,
            url,
            requestHeaders: redactor.headers(Object.fromEntries(request.headers)),
        });
        const bodies: HttpBodies = {};
        const see = runtime.keeper?.into(bodies);
        const seeStream = (side: BodySide, { body, headers }: Pick<WebRequest, 'body' | 'headers'>) =>
            see?.(side, body, { type: headers.get('content-type'), size: undefined });
        seeStream('request', request);
        const end = recorder.http(begun, bodies);
        const report = (result: Partial<HttpAttempt>) =>
            end({ ...begun(), durationMs: Math.round(performance.now() - started), ...result });
        const refused = runtime.readOnly.refuse(request.method, url);
        if (refused) {
            report({ error: { name: refused.name, code: refused.code, message: refused.message } });
            throw refused;
        }
        try {
            const response = await fetch(request, { signal: runtime.signal });
            const responseHeaders = redactor.headers(Object.fromEntries(response.headers));
            seeStream('response', response);
            report({ status: response.status, responseHeaders });
            return response;
        } catch (error) {
            const { name, message } = error as Error;
            report({ error: { name, message: redactor.text(message) } });
            throw error;
        }
    };
}
