import type { RunError } from '../protocol/events';
import type { RunScope } from './RunScope';

/** Errors that a connection's file would have kept away, by what it says of provider, config and credentials. */
const OF_CONNECTION = new Set([
    'unknown_provider',
    'unknown_provider_template_in_config',
    'connection_config_missing',
    'credential_missing',
]);

/**
 * What to look at first where the run's connection is described nowhere, which its warning `connection-unknown` says, and
 * the run failed as a run does without its credentials, metadata or provider.
 */
export function unknownConnection({ runtime, script, connectionId }: RunScope, error: RunError): string | undefined {
    const { warnings = [], connectionId: asked } = runtime.request;
    const warning = warnings.find(({ code }) => code === 'connection-unknown');
    if (!warning || connectionId !== asked) return undefined;
    const wasRefused = error.status === 401 || error.status === 403;
    const isWithoutMetadata = runtime.metadata.wasMissed(script.integration, connectionId) && !isApiDown(error);
    return wasRefused || OF_CONNECTION.has(error.type) || isWithoutMetadata ? warning.message : undefined;
}

/** What a script needs that fell over metadata which nobody has given its connection. */
export function missingMetadata({ runtime, script, connectionId }: RunScope, error: RunError): string | undefined {
    const fellOverNothing = error.type === 'script_internal_error' && /\b(?:null|undefined)\b/.test(error.message);
    if (!fellOverNothing || !runtime.metadata.wasMissed(script.integration, connectionId)) return undefined;
    return (
        `The script asked for metadata, and the connection ${connectionId} has none: ` +
        'give it with --metadata, or as `metadata` in the connection file.'
    );
}

function isApiDown({ type, status = 0 }: RunError): boolean {
    return type === 'script_network_error' || (type === 'script_http_error' && (status === 429 || status >= 500));
}
