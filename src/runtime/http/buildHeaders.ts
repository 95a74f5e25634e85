import type { Credentials } from '../../core/connection/types';
import { UserError } from '../../core/findings/UserError';
import { authModeOf, defaultAuthorization, defaultAuthorizationOf } from '../../core/provider/authorization';
import {
    chooseAlternative,
    interpolate,
    type TemplateValues,
    templatePaths,
    unresolvedExpressions,
} from '../../core/provider/interpolate';
import { isCredentialExpression, unsupportedHelper } from '../../core/provider/templateValues';
import type { Provider } from '../../core/provider/types';

export interface HeaderParts {
    provider: Provider | null;
    /** `{}` when the connection has none, or none that may go to the target. */
    credentials: Credentials;
    values: TemplateValues;
    userHeaders: Readonly<Record<string, unknown>> | undefined;
    /** What the cloud's client calls itself. */
    userAgent: string;
    /** Takes what cannot be built, and is left out then; without it, that is thrown. */
    onUnsupported?(error: UserError): void;
}

export interface BuiltHeaders {
    /** Names in lower case. */
    headers: Record<string, string>;
    /** Names of the headers that hold credentials. */
    credentialHeaders: Set<string>;
    /** Provider headers left out because the credentials lack a field. */
    missingFields: { header: string; field: string }[];
}

/**
 * The headers of a proxy call (nango-semantics §4.3): the default authorization, the provider's own headers over it,
 * the script's over both. Without credentials nothing is injected.
 * @throws UserError `unsupported_auth` for an auth mode, and `unsupported_provider_header` for a template helper, that
 * cannot be built yet, unless `onUnsupported` takes it: a call is never sent unsigned by mistake.
 */
export function buildHeaders(parts: HeaderParts): BuiltHeaders {
    const { provider, credentials } = parts;
    const built: BuiltHeaders = { headers: {}, credentialHeaders: new Set(), missingFields: [] };
    const user = lowerCaseNames(parts.userHeaders);
    if (hasCredentials(credentials)) {
        const unsupported = 'authorization' in user ? undefined : unsupportedMode(credentials, provider);
        if (unsupported) refuse(unsupported, parts);
        const authorization = defaultAuthorization(credentials, provider);
        if (authorization !== undefined) {
            built.headers.authorization = authorization;
            built.credentialHeaders.add('authorization');
        }
    }
    const providerHeaders = lowerCaseNames(provider?.proxy?.headers);
    for (const [name, template] of Object.entries(providerHeaders)) {
        if (!(name in user) || name === 'user-agent') addProviderHeader(name, template, parts, built);
    }
    const providerAgent = built.headers['user-agent'];
    for (const [name, value] of Object.entries(user)) {
        built.headers[name] = value;
        built.credentialHeaders.delete(name);
    }
    built.headers['user-agent'] = providerAgent ?? parts.userAgent;
    return built;
}

export function hasCredentials(credentials: Credentials): boolean {
    return Object.keys(credentials).some((field) => field !== 'type');
}

function refuse(error: UserError, { onUnsupported }: HeaderParts): void {
    if (!onUnsupported) throw error;
    onUnsupported(error);
}

function addProviderHeader(name: string, template: string, parts: HeaderParts, built: BuiltHeaders) {
    const { values, credentials, provider } = parts;
    const alternative = chooseAlternative(template, values);
    const expressions = templatePaths(alternative);
    const helper = expressions.map(unsupportedHelper).find((found) => found !== undefined);
    if (helper !== undefined) {
        if (!hasCredentials(credentials)) return;
        const mode = authModeOf(credentials, provider);
        const error = new UserError(
            'unsupported_provider_header',
            `The provider ${provider?.name} (auth mode ${mode}) builds its header \`${name}\` with \`${helper}\`, which Syncbench does not support.`,
            {
                advice: `Set the header \`${name}\` in the script's own headers, or run against a mock server with --base-url.`,
            },
        );
        refuse(error, parts);
        return;
    }
    const [missing] = unresolvedExpressions(alternative, values);
    if (missing === undefined) {
        built.headers[name] = interpolate(alternative, values);
        if (expressions.some(isCredentialExpression)) built.credentialHeaders.add(name);
        return;
    }
    if (isCredentialExpression(missing) && hasCredentials(credentials)) {
        built.missingFields.push({ header: name, field: missing });
    }
}

function unsupportedMode(credentials: Credentials, provider: Provider | null): UserError | undefined {
    const mode = authModeOf(credentials, provider);
    const kind = defaultAuthorizationOf(mode);
    if (kind !== undefined && kind !== 'signature') return undefined;
    const of = provider === null ? '' : ` of ${provider.name}`;
    return new UserError(
        'unsupported_auth',
        `The auth mode ${mode}${of} is not supported: its requests cannot be signed yet.`,
        {
            advice: 'Run against a mock server with --base-url.',
        },
    );
}

/** Lower-cased names, as the cloud merges them; a later spelling of the same name wins. */
function lowerCaseNames(headers: Readonly<Record<string, unknown>> | undefined): Record<string, string> {
    const named: Record<string, string> = {};
    for (const [name, value] of Object.entries(headers ?? {})) {
        if (value !== undefined && value !== null) named[name.toLowerCase()] = String(value);
    }
    return named;
}
