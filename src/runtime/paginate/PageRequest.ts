import { set } from 'es-toolkit/compat';
import { UserError } from '../../core/findings/UserError';
import type { PaginateOptions, ProxyConfiguration } from '../http/ProxyConfiguration';

const METHODS_WITH_BODY = ['post', 'put', 'patch'];

/**
 * The request of the next page. Cursor, offset and limit are written into the caller's own `params` or `data` object,
 * which the cloud mutates likewise: a configuration used for two paginations keeps the last cursor (nango-semantics §5).
 */
export class PageRequest {
    /** Whether paging parameters travel in the body; the provider's default has no say in it. */
    readonly inBody: boolean;
    private config: ProxyConfiguration;
    private readonly parameters: unknown;

    constructor(config: ProxyConfiguration, options: PaginateOptions) {
        const method = String(config.method ?? 'GET').toLowerCase();
        this.inBody = config.paginate?.in_body ?? METHODS_WITH_BODY.includes(method);
        this.parameters = (this.inBody ? config.data : config.params) ?? {};
        const { paginate: _, ...call } = config;
        this.config = this.inBody
            ? { ...call, data: this.parameters }
            : { ...call, params: this.parameters as ProxyConfiguration['params'] };
        if (options.limit && options.limit_name_in_request)
            this.setParameter(options.limit_name_in_request, options.limit);
    }

    /** The configuration to call with now. */
    get current(): ProxyConfiguration {
        return this.config;
    }

    /** In a body `a.b` means a nested field, in a query the name is taken literally. */
    setParameter(name: string, value: string | number): void {
        const { parameters } = this;
        if (typeof parameters !== 'object' || parameters === null) {
            const field = this.inBody ? 'data' : 'params';
            throw new UserError(
                'invalid_pagination',
                `Pagination writes \`${name}\` into \`${field}\`, which is not an object.`,
                {
                    advice: `Give \`${field}\` as an object.`,
                },
            );
        }
        if (this.inBody) set(parameters, name, value);
        else (parameters as Record<string, unknown>)[name] = value;
    }

    /** Follows a link: an absolute one moves the call to its origin; the query is the link's own from now on. */
    follow(link: string): void {
        const { params: _, ...call } = this.config;
        if (!/^https?:\/\//i.test(link) || !URL.canParse(link)) {
            this.config = { ...call, endpoint: link };
            return;
        }
        const { origin, pathname, search } = new URL(link);
        this.config = { ...call, baseUrlOverride: origin, endpoint: pathname + search };
    }
}
