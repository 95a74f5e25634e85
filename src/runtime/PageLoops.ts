import type { HttpAttempt, RunWarning } from '../protocol/events';
import type { ProxyConfiguration } from './http/ProxyConfiguration';

/** GETs of the same URL in a row from which a loop is suspected: polling for a job to end takes fewer. */
const SUSPECT = 20;
/** Requests of one `paginate` that are remembered. */
const REMEMBERED = 1_000;

/**
 * Notices loops over pages that never get to another page: a `paginate` that asks for a page again, or a loop of the
 * script's own that sends one GET over and over. They are told of, not ended: the cloud would not end them either.
 */
export class PageLoops {
    private last = '';
    private repeated = 0;

    constructor(private readonly warn: (warning: RunWarning) => void) {}

    /** Wraps the call with which one `paginate` gets its pages. */
    watch<R>(call: (config: ProxyConfiguration) => Promise<R>): (config: ProxyConfiguration) => Promise<R> {
        const asked = new Set<string>();
        return (config) => {
            const { method, endpoint, baseUrlOverride, params, data } = config;
            const request = identity([method, endpoint, baseUrlOverride, params, data]);
            if (request !== undefined && asked.has(request)) {
                this.warn({
                    code: 'page-loop',
                    message: `paginate asks for a page again that it had before: ${method ?? 'GET'} ${endpoint}. The response names a page that has been.`,
                });
            } else if (request !== undefined) {
                asked.add(request);
                if (asked.size > REMEMBERED) asked.delete(asked.values().next().value!);
            }
            return call(config);
        };
    }

    /** Sees every attempt of the run. */
    see({ method, url, retry }: Omit<HttpAttempt, 'seq'>): void {
        if (retry && retry.attempt > 0) return;
        const request = `${method} ${url}`;
        this.repeated = method === 'GET' && request === this.last ? this.repeated + 1 : 1;
        this.last = request;
        if (this.repeated !== SUSPECT) return;
        this.warn({
            code: 'page-loop',
            message: `${request} was sent ${SUSPECT} times in a row. If that is a loop over pages, its page or cursor does not advance.`,
        });
    }
}

/** A request as text; undefined when it cannot be compared. */
function identity(parts: unknown[]): string | undefined {
    try {
        return JSON.stringify(parts);
    } catch {
        return undefined;
    }
}
