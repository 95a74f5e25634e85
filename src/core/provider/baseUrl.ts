import { interpolate, type TemplateValues, unresolvedExpressions } from './interpolate';
import type { Provider } from './types';

/**
 * Which part of a provider's `A || B` base URL applies: A when the first `connectionConfig.x` it mentions is set,
 * else B (nango-semantics §4.2). A base URL without `||` is returned as it is.
 */
export function chooseBaseUrl(template: string, connectionConfig: Record<string, unknown>): string {
    const [first = '', second] = template.split(/\s*\|\|\s*/);
    if (second === undefined) return template;
    const field = /connectionConfig\.([\w.-]+)/.exec(template)?.[1];
    if (field === undefined) return first;
    const values = { connection_config: connectionConfig };
    const resolved = interpolate(`\${connectionConfig.${field}}`, values);
    const isSet = resolved !== '' && unresolvedExpressions(`\${connectionConfig.${field}}`, values).length === 0;
    return isSet ? first : second;
}

/**
 * The provider's base URL with the connection's config filled in; `''` when the provider has none.
 * What does not resolve stays as a placeholder.
 */
export function resolveBaseUrl(provider: Provider, connectionConfig: Record<string, unknown>): string {
    const template = provider.proxy?.base_url;
    if (template === undefined) return '';
    return interpolate(chooseBaseUrl(template, connectionConfig), { connection_config: connectionConfig });
}

/**
 * The origin that a provider's credentials belong to, `undefined` when its base URL cannot be told.
 * Where the host itself holds a placeholder that is not from the connection's config, `values` (the owner's own
 * credentials) complete it.
 */
export function providerOrigin(
    provider: Provider,
    connectionConfig: Record<string, unknown>,
    values: TemplateValues = {},
): string | undefined {
    const url = resolveBaseUrl(provider, connectionConfig);
    const host = interpolate(/^[^:/]*:\/\/[^/?#]*/.exec(url)?.[0] ?? url, values);
    if (host.includes('${')) return undefined;
    return originOf(host);
}

/** The origin of an http(s) URL, `undefined` when it is none. */
export function originOf(url: string): string | undefined {
    if (!URL.canParse(url)) return undefined;
    const { protocol, origin } = new URL(url);
    return protocol === 'http:' || protocol === 'https:' ? origin : undefined;
}

/** Whether a text can take the place of a provider's base URL: an http or https URL without query and fragment. */
export function isBaseUrl(text: string): boolean {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    return url !== undefined && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '';
}
