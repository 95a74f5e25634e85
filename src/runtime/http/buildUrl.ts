import { UserError } from '../../core/findings/UserError';
import { chooseBaseUrl } from '../../core/provider/baseUrl';
import {
    findPlaceholders,
    interpolate,
    type TemplateValues,
    unresolvedExpressions,
} from '../../core/provider/interpolate';
import { isCredentialExpression } from '../../core/provider/templateValues';
import type { Provider } from '../../core/provider/types';
import type { QueryParameters } from './ProxyConfiguration';

export interface UrlParts {
    endpoint: string;
    baseUrlOverride?: string | null;
    params?: QueryParameters;
    provider: Provider | null;
    /** The integration, for messages. */
    integration: string;
    connectionConfig: Record<string, unknown>;
    /** What placeholders in endpoint and base URL look up: connection fields, its config, credentials (§4.2). */
    urlValues: TemplateValues;
    /** What the provider's query templates look up. */
    queryValues: TemplateValues;
    /** `--base-url`. */
    baseUrl?: string;
}

/**
 * The URL of a proxy call (nango-semantics §4.1, §4.2). Under `--base-url`, where nothing real is called, placeholders
 * that do not resolve stay as they are, as in the cloud; see `unresolvedUrl`.
 * @throws UserError `missing_api_url`, `unknown_provider`, `unsupported_provider`, `connection_config_missing`,
 * `credential_missing`, `invalid_url`, `invalid_query_params`.
 */
export function buildUrl(parts: UrlParts): string {
    const template = urlTemplate(parts);
    const missing = parts.baseUrl === undefined ? missingFields(template, parts) : undefined;
    if (missing) throw missing;
    const text = interpolate(template, parts.urlValues);
    const { params } = parts;
    if (typeof params === 'string' && params !== '' && text.includes('?')) {
        throw new UserError('invalid_query_params', 'Can not set query params in endpoint and in params.', {
            advice: 'Write the query either into the endpoint or into params.',
        });
    }
    const url = parseUrl(typeof params === 'string' ? appendQuery(text, params) : text, template);
    if (typeof params === 'object' && params !== null) {
        for (const [name, value] of Object.entries(params)) url.searchParams.set(name, parameterText(value));
    }
    for (const [name, value] of Object.entries(parts.provider?.proxy?.query ?? {})) {
        if (unresolvedExpressions(value, parts.queryValues).length === 0) {
            url.searchParams.set(name, interpolate(value, parts.queryValues));
        }
    }
    return url.toString();
}

/** What a URL under `--base-url` lacks, in one sentence; `undefined` when nothing. @throws as `buildUrl` */
export function unresolvedUrl(parts: UrlParts): string | undefined {
    return missingFields(urlTemplate(parts), parts)?.message;
}

/** Names of the parameters whose value is undefined or null, which travel as text (§4.2). */
export function emptyParameters(params: QueryParameters | undefined): string[] {
    if (typeof params !== 'object' || params === null) return [];
    return Object.keys(params).filter((name) => params[name] === undefined || params[name] === null);
}

function parameterText(value: unknown): string {
    return Array.isArray(value) ? value.join(',') : String(value);
}

function appendQuery(url: string, query: string): string {
    if (query === '') return url;
    return query.startsWith('?') ? url + query : `${url}?${query}`;
}

function parseUrl(text: string, template: string): URL {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url !== undefined && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
    throw new UserError('invalid_url', `The call's URL is not an http(s) URL: ${template}`, {
        advice: 'Check the endpoint, baseUrlOverride and the connection_config fields they mention.',
    });
}

function urlTemplate(parts: UrlParts): string {
    const { endpoint, baseUrlOverride: override, baseUrl, provider, integration } = parts;
    if (!endpoint && !override) {
        throw new UserError('missing_api_url', 'The proxy call has neither an endpoint nor a baseUrlOverride.', {
            advice: 'Give the path to call as `endpoint`.',
        });
    }
    if (baseUrl !== undefined) return underBaseUrl(baseUrl, endpoint, override);
    if (provider === null) {
        throw new UserError('unknown_provider', `No provider is known for the integration ${integration}.`, {
            advice:
                'Name one as `provider` in the connection file, add it to syncbench/providers.yaml, ' +
                'or run against a mock server with --base-url.',
        });
    }
    const providerBase = provider.proxy?.base_url;
    if (override) return join(override, endpoint);
    if (!providerBase) {
        throw new UserError('unsupported_provider', `The provider ${provider.name} has no base URL to call.`, {
            advice: 'Give the call a `baseUrlOverride`.',
        });
    }
    return join(
        chooseBaseUrl(providerBase, parts.connectionConfig),
        endpoint.replace(providerBase, () => ''),
    );
}

/** Joins with one slash; an endpoint that already begins with the base keeps it only once (§4.2). */
function join(base: string, endpoint: string): string {
    const trimmed = base.replace(/\/$/, '');
    const path = endpoint.replace(/^\/+/, '');
    const rest = beginsWith(path, trimmed) ? path.slice(trimmed.length).replace(/^\/+/, '') : path;
    return rest === '' ? trimmed : `${trimmed}/${rest}`;
}

/**
 * The rule of `--base-url`: it replaces the provider's base URL and any baseUrlOverride, paths included; a relative
 * endpoint is appended to it; an absolute endpoint or next-page link that already begins with it is left as it is,
 * any other keeps only its path and query, appended to it.
 */
export function underBaseUrl(baseUrl: string, endpoint: string, override: string | null | undefined): string {
    const base = normalizeBase(baseUrl);
    const link = absoluteLink(endpoint, override);
    if (link === undefined) return join(base, endpoint);
    if (beginsWith(normalizeOrigin(link), base)) return link;
    const pathAndQuery = link.replace(ABSOLUTE, '');
    return pathAndQuery.startsWith('/') ? base + pathAndQuery : join(base, pathAndQuery);
}

const ABSOLUTE = /^https?:\/\/[^/?#]*/i;

/**
 * The absolute URL that an endpoint means. Pagination hands a next-page link over as its origin in `baseUrlOverride`
 * and the rest as endpoint; an override with a path of its own is a base URL to replace, not part of a link.
 */
function absoluteLink(endpoint: string, override: string | null | undefined): string | undefined {
    if (ABSOLUTE.test(endpoint)) return endpoint;
    const isOrigin =
        override !== undefined && override !== null && override.replace(ABSOLUTE, '').replace('/', '') === '';
    return isOrigin && override !== '' && endpoint !== '' ? join(override, endpoint) : undefined;
}

function normalizeBase(baseUrl: string): string {
    return normalizeOrigin(baseUrl).replace(/\/+$/, '');
}

/** Host in lower case and no default port, the rest untouched. */
function normalizeOrigin(url: string): string {
    const origin = ABSOLUTE.exec(url)?.[0];
    if (origin === undefined || !URL.canParse(origin)) return url;
    const parsed = new URL(origin);
    const userinfo = parsed.username === '' ? '' : `${parsed.username}:${parsed.password}@`;
    return `${parsed.protocol}//${userinfo}${parsed.host}${url.slice(origin.length)}`;
}

/** Whether a URL begins with a base, ending at a boundary. */
function beginsWith(url: string, base: string): boolean {
    return base !== '' && url.startsWith(base) && /^(?:$|[/?#])/.test(url.slice(base.length));
}

/** A URL whose placeholders do not resolve would be called literally in the cloud; here it fails, naming the field (§4.8). */
function missingFields(template: string, { urlValues, provider, integration }: UrlParts): UserError | undefined {
    const missing = unresolvedExpressions(template, urlValues);
    const fields = missing.filter((expression) => !isCredentialExpression(expression));
    if (fields.length > 0) {
        const names = [...new Set(fields.map((field) => `\`${field.replace(/^connection_?config\./i, '')}\``))].join(
            ', ',
        );
        return new UserError(
            'connection_config_missing',
            `The URL ${template} needs ${names} of the connection's config.`,
            {
                advice: `Write ${names} into connection_config of the connection file.`,
            },
        );
    }
    const own = findPlaceholders(provider?.proxy?.base_url ?? '').map(({ expression }) => expression);
    const credential = missing.find((expression) => own.includes(expression));
    if (credential !== undefined) {
        return new UserError(
            'credential_missing',
            `The base URL of ${provider?.name ?? integration} needs the credential field \`${credential}\`.`,
            {
                advice: 'Supply credentials for the connection, or use --base-url.',
            },
        );
    }
    return undefined;
}
