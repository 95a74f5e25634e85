import type { NetworkSettings } from '../../protocol/messages';

/** Never called through a proxy, as in VS Code. */
const LOCAL = ['localhost', '127.0.0.1', '[::1]', '::1'];

/**
 * Has every call of this process go through a proxy. axios reads the variables at each call and at each redirect; those
 * that were inherited give way, as the editor's own settings come before its environment. Without a proxy in the
 * settings the inherited ones stay.
 */
export function useProxy({ proxy, noProxy }: NetworkSettings, environment: NodeJS.ProcessEnv = process.env): void {
    if (proxy === undefined) {
        if (noProxy !== undefined) replace(environment, 'no_proxy', noProxy);
        return;
    }
    replace(environment, 'all_proxy', proxy);
    replace(environment, 'http_proxy', proxy);
    replace(environment, 'https_proxy', proxy);
    replace(environment, 'no_proxy', [noProxy, ...LOCAL].filter(Boolean).join(','));
}

function replace(environment: NodeJS.ProcessEnv, name: string, value: string): void {
    for (const known of Object.keys(environment)) {
        if (known.toLowerCase() === name) delete environment[known];
    }
    environment[name] = value;
}
