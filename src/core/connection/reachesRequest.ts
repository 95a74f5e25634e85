import { authModeOf, defaultAuthorizationOf } from '../provider/authorization';
import { templatePaths } from '../provider/interpolate';
import { unsupportedHelper } from '../provider/templateValues';
import type { Provider, ProviderProxy } from '../provider/types';
import { fieldsOfType } from './credentialFields';
import type { Credentials } from './types';

/**
 * Whether credentials of this type get into a request of the provider at all: by the type's own way to authenticate, or
 * because a header, the query, the body or the base URL of the provider takes one of their fields (nango-semantics §4.2, §4.3).
 * What fields are filled in does not count.
 */
export function reachesRequest(credentials: Credentials, provider: Provider | null): boolean {
    const mode = authModeOf(credentials, provider);
    if (defaultAuthorizationOf(mode) !== 'none') return true;
    const fields = new Set([...fieldsOfType(mode), ...Object.keys(credentials)]);
    return templatesOf(provider?.proxy)
        .flatMap(templatePaths)
        .some((path) => unsupportedHelper(path) !== undefined || fieldsBehind(path).some((field) => fields.has(field)));
}

function templatesOf(proxy: ProviderProxy = {}): string[] {
    const { base_url = '', headers = {}, query = {}, body = {} } = proxy;
    return [base_url, ...Object.values(headers), ...Object.values(query), JSON.stringify(body)];
}

/** The fields of credentials that an expression of a template reads; `type` says nothing of its own. */
function fieldsBehind(path: string): string[] {
    const [field = ''] = path.replace(/^credentials\./, '').split('.');
    if (field === 'accessToken') return ['token', 'access_token'];
    if (field === 'clientId') return ['client_id', 'config_override'];
    if (field === 'clientSecret') return ['client_secret', 'config_override'];
    return field === 'type' ? [] : [field];
}
