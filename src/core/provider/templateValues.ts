import type { Credentials } from '../connection/types';
import { accessTokenOf, authModeOf } from './authorization';
import type { TemplateValues } from './interpolate';
import type { Provider } from './types';

/**
 * What the templates of a provider's headers and query may mention (nango-semantics §4.3 step 2):
 * `connectionConfig.*`, `credentials.*`, the flat credential fields, `accessToken`, `clientId` and `clientSecret`.
 * Without credentials only the connection's config is there.
 */
export function providerTemplateValues(
    credentials: Credentials,
    connectionConfig: Record<string, unknown>,
    provider: Provider | null,
): TemplateValues {
    const override = credentials.config_override as Record<string, unknown> | undefined;
    return {
        ...credentials,
        accessToken: accessTokenOf(credentials, authModeOf(credentials, provider)),
        clientId: override?.client_id ?? credentials.client_id,
        clientSecret: override?.client_secret ?? credentials.client_secret,
        credentials,
        connection_config: connectionConfig,
    };
}

/** Whether an expression is filled from credentials rather than from the connection's config. */
export function isCredentialExpression(expression: string): boolean {
    return !/^connection_?config\b/i.test(expression);
}

/** Helpers and request facts that only later auth modes need; a header that uses one cannot be built yet. */
const UNSUPPORTED =
    /^(?:\w+\(|now\b|(?:random|method|endpoint|host|path|params|urlCanonicalParams|bodyCanonicalParams|contentType)$)/;

/** The name of the helper in an expression that is not supported, e.g. `awsSigV4`; `undefined` when it is a plain path. */
export function unsupportedHelper(expression: string): string | undefined {
    return UNSUPPORTED.test(expression) ? /^\w+/.exec(expression)?.[0] : undefined;
}
